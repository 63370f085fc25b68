"""What coordinators write: the notice, the questions of a lottery, and reasons for changes."""

import re
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.plain_text import plain_digits
from alongside.payments.models import Cost, Rate
from alongside.payments.queries import rates

from ..models import Method, Opportunity, Strand, Where

NO_PAY = "none"
NO_CARD = _("No rate card counts today. To pay people, confirm one under “Payments” first.")


class OpportunityForm(forms.Form):
    """The notice, under the nine headings. Payment, costs, and how people are chosen say themselves."""

    title = forms.TextField(
        label=_("What is it, in a few words?"), missing=_("Write a few words that say what it is."),
        max_length=150, hint=_("For example: read our new leaflet and tell us what is unclear"),
    )  # fmt: skip
    activity = forms.LongTextField(
        label=_("The activity"), hint=_("What is the project, and what is this part of it?"),
        missing=_("Say what the activity is."), rows=4, max_length=3000,
    )  # fmt: skip
    involved = forms.LongTextField(
        label=_("What is involved"), hint=_("What will people do? How often, when, with whom?"),
        missing=_("Say what people will do."), rows=4, max_length=3000,
    )  # fmt: skip
    difference = forms.LongTextField(
        label=_("What difference it makes, and how people will know"),
        hint=_("What can change because of it? When and how do you tell people what changed?"),
        missing=_("Say what difference it makes, and how people will know."), rows=4, max_length=3000,
    )  # fmt: skip
    support = forms.LongTextField(
        label=_("The support people get"), hint=_("Training, access, somebody to call before and after."),
        missing=_("Say what support people get."), rows=3, max_length=3000,
    )  # fmt: skip
    skills = forms.LongTextField(
        label=_("Skills and experience"), hint=_("If none are needed, say so."),
        missing=_("Say which skills or experience help, or that none are needed."), rows=3, max_length=3000,
    )  # fmt: skip
    minutes = forms.NumberField(
        label=_("How many minutes does it take one person in all?"),
        hint=_("Count reading and travel too. Two hours are 120."), missing=_("Write how many minutes."),
        min_value=1, max_value=100_000, suffix=_("minutes"),
    )  # fmt: skip
    where = forms.ChooseOne(label=_("Where?"), choices=Where.choices, missing=_("Choose where."), small=True)
    place_words = forms.TextField(
        label=_("The address, or how to join"), required=False, max_length=200,
        hint=_("Everybody can read this."),
    )  # fmt: skip
    language = forms.TextField(
        label=_("In which language or languages?"), missing=_("Write the language."), max_length=60,
        width="20", initial=_("English"),
    )  # fmt: skip
    strand = forms.ChooseOne(
        label=_("Part of which strand?"), choices=[("", _("None of these")), *Strand.choices], required=False,
        small=True, initial="",
    )  # fmt: skip
    closes_on = forms.DateField(
        label=_("The last day on which people can say that they would like to"),
        missing=_("Write the last day."),
    )  # fmt: skip
    method = forms.ChooseOne(
        label=_("How are people chosen?"), choices=Method.choices, missing=_("Choose how people are chosen."),
        hint=_("Once it is published, you can only change this with a reason that everybody reads."),
        hints={
            Method.FIRST_COME: _("A place at once while there are any, then a reserve list."),
            Method.AGREED: _("Those you name choose after the last day. Everybody gets an answer with a reason."),
            Method.LOTTERY: _("A draw that anybody can check. You can ask for a balance, such as of ages."),
        },
    )  # fmt: skip
    places = forms.NumberField(
        label=_("How many places?"), hint=_("Leave it empty if everybody who wants to can take part."),
        min_value=1, max_value=5000, required=False, needed_sometimes=True, width="4",
    )  # fmt: skip
    pay = forms.ChooseOne(
        label=_("What do you pay each person?"), missing=_("Choose what you pay."), small=True,
        hint=_("The amounts are those of today’s rate card. They stay as they are for this."),
    )  # fmt: skip
    expenses = forms.ChooseSeveral(
        label=_("Which costs do you cover?"), choices=Cost.choices, required=False, small=True
    )

    def __init__(self, *args: Any, opportunity: Opportunity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rates = {f"rate-{rate.pk}": rate for rate in rates.rates_today()}
        published = opportunity is not None and opportunity.is_published
        for name in ("method", "places", "closes_on", "pay", "expenses") if published else ():
            del self.fields[name]
        if not published:
            self._open_fields()

    def _open_fields(self) -> None:
        pay: Any = self.fields["pay"]
        day: Any = self.fields["closes_on"]
        choices = [(key, _pay_words(rate)) for key, rate in self.rates.items()]
        pay.choices = [*choices, (NO_PAY, _("No payment"))]
        if not choices:
            pay.help_text = NO_CARD
        day.earliest = clock.today()
        self.initial.setdefault("closes_on", clock.today() + timedelta(days=14))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("method") in (Method.AGREED, Method.LOTTERY)
        if chosen and cleaned.get("places") is None and "places" not in self.errors:
            self.add_error("places", _("Write how many places there are, so that people can be chosen."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """What `draft_opportunity` and `change_opportunity` take."""
        given = dict(self.cleaned_data)
        if "pay" in given:
            given["rate"] = self.rates.get(given.pop("pay"))
        return given


def _pay_words(rate: Rate) -> str:
    pounds, rest = divmod(rate.pence, 100)
    return f"£{pounds:,}" + (f".{rest:02d}" if rest else "") + f" · {rate.get_unit_display()}"


LINE = re.compile(r"(.+?)[,:;\s]+(\d{1,3})(?:\s*[-–,;]\s*|\s+)(\d{1,3})")


class CategoryForm(forms.Form):
    """A question that is asked for the lottery, with the least and the most people of each answer."""

    name = forms.TextField(
        label=_("A word for it"), hint=_("For example: Age"), missing=_("Write a word for it."), max_length=60,
        width="20",
    )  # fmt: skip
    question = forms.TextField(
        label=_("The question that people are asked"), hint=_("For example: How old are you?"),
        missing=_("Write the question."), max_length=200,
    )  # fmt: skip
    values = forms.LongTextField(
        label=_("The answers"), rows=5, missing=_("Write at least two answers."), max_length=2000,
        hint=_("One on each line, with the least and the most people. For example: Under 25, 2, 4"),
    )  # fmt: skip

    def clean_values(self) -> list[tuple[str, int, int]]:
        lines = [line.strip() for line in self.cleaned_data["values"].splitlines() if line.strip()]
        return [_read(line) for line in lines]


def _read(line: str) -> tuple[str, int, int]:
    found = LINE.fullmatch(plain_digits(line))
    if found is None or len(found[1].strip()) > 80:
        raise forms.ValidationError(
            _("Write “%(line)s” like this: Under 25, 2, 4"), code="line", params={"line": line[:60]}
        )
    return found[1].strip(" ,:;"), int(found[2]), int(found[3])


class ReasonForm(forms.Form):
    """Why something is done that people rely on not being done."""

    because = forms.LongTextField(
        label=_("Why?"), hint=_("Everybody can read this."), missing=_("Write why."), rows=3, max_length=1000
    )


class MethodForm(ReasonForm):
    """Another way to choose people, with a public reason."""

    method = forms.ChooseOne(
        label=_("How are people chosen from now on?"), missing=_("Choose how people are chosen.")
    )
    field_order = ["method", "because"]

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["method"]
        field.choices = [
            (value, label) for value, label in Method.choices if value not in (now, Method.LOTTERY)
        ]


class ExtendForm(forms.Form):
    """A later last day."""

    closes_on = forms.DateField(label=_("The new last day"), missing=_("Write the new last day."))

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["closes_on"]
        day.earliest = max(opportunity.closes_on, clock.today())
