"""What coordinators write: a programme, a round, and why an open round changes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from ..models import Round, Way

MOST_PENCE = 10**10
HOURS = [(f"{hour:02d}:00", f"{hour:02d}:00") for hour in range(8, 24)] + [("23:59", "23:59")]


class ProgrammeForm(forms.Form):
    """A fund with one purpose."""

    title = forms.TextField(
        label=_("What is the programme called?"),
        missing=_("Write what the programme is called."),
        max_length=140,
    )
    about = forms.LongTextField(
        label=_("What is it for?"), missing=_("Write what the programme is for."), rows=4, max_length=6000
    )
    currency = forms.TextField(
        label=_("Currency"), hint=_("Three letters, such as GBP."), initial="GBP", width="5", max_length=3,
        missing=_("Write the three letters of a currency, such as GBP."), spellcheck=False,
    )  # fmt: skip


class RoundForm(forms.Form):
    """A round. Sums are for one bid, and for the pot that is shared out."""

    title = forms.TextField(
        label=_("What is the round called?"), missing=_("Write what the round is called."), max_length=140
    )
    about = forms.LongTextField(
        label=_("What is the money for?"), missing=_("Write what the money is for."), rows=5, max_length=6000
    )
    cap_pence = forms.PoundsField(
        label=_("The most that one bid can ask for"), most=MOST_PENCE, missing=_("Write the largest sum.")
    )
    least_pence = forms.PoundsField(
        label=_("The least, if there is one"), most=MOST_PENCE, required=False
    )  # fmt: skip
    pot_pence = forms.PoundsField(
        label=_("The pot: all the money of this round"),
        most=MOST_PENCE,
        missing=_("Write how much there is."),
    )
    months = forms.NumberField(
        label=_("How long can a project take?"), suffix=_("months"), min_value=1, max_value=120,
        missing=_("Write how many months."),
    )  # fmt: skip
    access_costs = forms.LongTextField(
        label=_("Access costs, which are outside the cap"), required=False, rows=2, max_length=2000,
        hint=_("Say what you pay for, such as interpreters, and that it never counts against a bid."),
    )  # fmt: skip
    paid_up_front = forms.ConsentField(
        label=_("Projects are paid before they spend"), required=False, initial=True
    )
    ways = forms.ChooseSeveral(
        label=_("How can people apply?"), choices=Way.choices, small=True,
        missing=_("Choose how people can apply."),
    )  # fmt: skip
    opens_on = forms.DateField(label=_("When do you mean to open it?"), required=False)
    closes_on = forms.DateField(label=_("The day it closes"), missing=_("Write the day it closes."))
    closes_at = forms.SelectField(
        label=_("The hour it closes"), choices=HOURS, initial="17:00", missing=_("Choose the hour it closes."),
        hint=_("Not midnight: people need somebody to call in the last hours."),
    )  # fmt: skip
    decide_by = forms.DateField(
        label=_("The day by which you decide"), missing=_("Write the day by which you decide.")
    )
    feedback_by = forms.DateField(
        label=_("The day by which everybody hears why"),
        missing=_("Write the day by which everybody hears why."),
    )
    starts_on = forms.DateField(
        label=_("The day on which projects start"), missing=_("Write the day on which projects start.")
    )
    because = forms.LongTextField(
        label=_("Why does it change?"), rows=3, max_length=1000, required=False, needed_sometimes=True,
        hint=_("The round is open. Everybody with a bid is told, with your reason."),
    )  # fmt: skip

    def __init__(self, *args: Any, one_round: Round | None = None, **kwargs: Any) -> None:
        if one_round is not None:
            kwargs["initial"] = as_initial(one_round) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.one_round = one_round
        if one_round is not None and one_round.opened_at:
            for name in ("months", "opens_on"):
                del self.fields[name]
        else:
            del self.fields["because"]
        if one_round is None:
            self.initial.setdefault("ways", [way.value for way in Way])

    def details(self) -> dict[str, Any]:
        """What `start_round` and `change_round` take."""
        given = dict(self.cleaned_data)
        hour = time.fromisoformat(given.pop("closes_at"))
        given["closes_at"] = timezone.make_aware(datetime.combine(given.pop("closes_on"), hour))
        given["least_pence"] = given["least_pence"] or 0
        return given

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        draft = self.one_round is None or self.one_round.opened_at is None
        if draft and day < clock.today():
            raise ValidationError(_("This day has passed. Write a later one."))
        return day


def as_initial(one_round: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    names = (
        "title", "about", "cap_pence", "pot_pence", "months", "access_costs", "paid_up_front", "ways", "opens_on",
        "decide_by", "feedback_by", "starts_on",
    )  # fmt: skip
    closes = timezone.localtime(one_round.closes_at)
    return {name: getattr(one_round, name) for name in names} | {
        "least_pence": one_round.least_pence or None, "closes_on": closes.date(),
        "closes_at": closes.strftime("%H:%M"),
    }  # fmt: skip
