"""What coordinators write: the notice, how people are chosen, decisions, draws and invitations."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.forms.common import plain_digits
from alongside.payments.models import Cost, Rate
from alongside.payments.queries import rates
from alongside.people.models import BringsKind, Member

from ..models import Interest, Method, Opportunity, Strand, Where

NO_PAY = "none"


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
        min_value=1, max_value=5000, required=False, width="4",
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
        pay, day = (self.fields[name] for name in ("pay", "closes_on"))
        choices = [(key, _pay_words(rate)) for key, rate in self.rates.items()]
        pay.choices = [*choices, (NO_PAY, _("No payment"))]  # type: ignore[attr-defined]
        day.earliest = clock.today()  # type: ignore[attr-defined]
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
        day.earliest = opportunity.closes_on


class DecisionForm(forms.Form):
    """Who was chosen, who decided, and why: one reason for all, or one for each."""

    chosen = forms.ChooseSeveral(label=_("Who is chosen?"), required=False)
    decided_by = forms.TextField(
        label=_("Who decided? Say it by role"), missing=_("Say who decided, by role."), max_length=200,
        hint=_("For example: two members of the advisory group and the coordinator. No names."),
    )  # fmt: skip
    why = forms.LongTextField(
        label=_("Why these people?"), required=False, rows=3, max_length=2000,
        hint=_("Those who are chosen read this. Say what you looked at."),
    )  # fmt: skip
    answer = forms.LongTextField(
        label=_("What do you tell those who are not chosen?"), required=False, rows=3, max_length=2000,
        hint=_("They read this as their answer. Give the reason, kindly and plainly."),
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: Sequence[Interest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(str(one.pk), one.member.called) for one in waiting]
        for one in waiting:
            self.fields[f"own_{one.pk}"] = forms.TextField(
                label=_("A reason only for %(name)s") % {"name": one.member.called}, required=False,
                max_length=500,
            )  # fmt: skip

    @property
    def own_reasons(self) -> list[Any]:
        """The fields for reasons of their own."""
        return [self[f"own_{one.pk}"] for one in self.waiting]

    def decision(self) -> dict[str, Any]:
        """What `decide` takes."""
        chosen = {int(pk) for pk in self.cleaned_data["chosen"]}
        own = {one.pk: self.cleaned_data[f"own_{one.pk}"] for one in self.waiting}
        return {
            "chosen": {pk: own[pk] for pk in sorted(chosen)},
            "answers": {pk: words for pk, words in own.items() if pk not in chosen},
            **{name: self.cleaned_data[name] for name in ("decided_by", "why", "answer")},
        }


class DrawForm(forms.Form):
    """What was drawn in public, in front of people."""

    public_words = forms.TextField(
        label=_("The numbers or words that were drawn"), missing=_("Write what was drawn."), max_length=200,
        hint=_("Let somebody in the room draw numbered balls, say. For example: 17 4 31"),
    )  # fmt: skip
    witnesses = forms.TextField(
        label=_("Who was there, by role?"), required=False, max_length=300,
        hint=_("Everybody can read this. For example: eleven members and one trustee."),
    )  # fmt: skip


class TookPartForm(forms.Form):
    """On which day somebody took part."""

    on = forms.DateField(label=_("On which day did they take part?"), missing=_("Write the day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
        self.initial.setdefault("on", clock.today())


class FindToInviteForm(forms.Form):
    """Whom to look for."""

    words = forms.TextField(
        label=_("Words in their interests"), required=False, max_length=100, width="two-thirds"
    )
    brings = forms.SelectField(
        label=_("What they bring"), choices=BringsKind.choices, empty=_("Anything"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = False

    def criteria(self) -> dict[str, str]:
        """What `queries.people.for_inviting` takes."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: str(known.get(name) or "") for name in ("words", "brings")}


class InviteForm(forms.Form):
    """Whom to ask, and why somebody who was asked often is asked once more."""

    members = forms.ChooseSeveral(label=_("Who do you invite?"), missing=_("Choose at least one person."))
    words = forms.LongTextField(
        label=_("A few words from you"), required=False, rows=2, max_length=600,
        hint=_("The notice, the time, the payment and the last day are in the message already."),
    )  # fmt: skip
    because = forms.TextField(
        label=_("If somebody was asked often: why ask once more?"), required=False, max_length=300,
        hint=_("It stays on record, and they can read it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, found: Sequence[Member], asked: dict[int, int], limit: int, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = [(str(member.pk), member.called) for member in found]
        field.widget.hints = {
            str(member.pk): _often(asked[member.pk])
            if asked[member.pk] >= limit
            else _asked(asked[member.pk])
            for member in found
        }
        self.mark_optional = True


def _often(count: int) -> Any:
    return _("Asked %(n)d times in 30 days. That is as often as the centre allows.") % {"n": count}


def _asked(count: int) -> Any:
    return _("Asked %(n)d times in 30 days.") % {"n": count} if count else _("Not asked in 30 days.")
