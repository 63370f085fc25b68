"""What people write in a bid."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, money
from alongside.people import actions as people
from alongside.people.models import Member, Organisation
from alongside.people.queries import members

from ..models import (
    ApplicantRole,
    Bid,
    BudgetLine,
    CostKind,
    Question,
    QuestionKind,
    RecipientKind,
    Round,
    Way,
)
from .rounds import MOST_PENCE


class StartForm(forms.Form):
    """One button, and what somebody brings."""

    brings = forms.TextField(
        label=_("What do you bring to it?"), hint=_("For example: I live with it, I run the group, I do research."),
        required=False, max_length=120,
    )  # fmt: skip


class BasedForm(forms.Form):
    """A form that knows which revision its writer had read."""

    base = forms.HiddenField(required=False)

    def clean_base(self) -> int:
        words = str(self.cleaned_data["base"] or "")
        return int(words) if words.isdecimal() and len(words) < 9 else 0


class FactsForm(BasedForm):
    """What the project is called, what it would do, and who would get the money. Anything can wait."""

    title = forms.TextField(label=_("What is your project called?"), required=False, max_length=140)
    summary = forms.LongTextField(  # type: ignore[assignment]  # Django takes fields out of the class, so the method stays
        label=_("What would you do, in one or two sentences?"), required=False, rows=3, max_length=300
    )
    months = forms.NumberField(
        label=_("How many months does it take?"),
        required=False,
        suffix=_("months"),
        min_value=1,
        max_value=120,
    )
    recipient_kind = forms.ChooseOne(
        label=_("Who would get the money?"), choices=[*RecipientKind.choices, ("", _("We do not know yet"))],
        required=False, small=True, or_before="",
    )  # fmt: skip
    organisation = forms.SelectField(
        label=_("If it is an organisation of the network: which?"), required=False, empty=_("None of these")
    )
    group_name = forms.TextField(
        label=_("If it is a group or an organisation that is not in the list: what is it called?"),
        required=False, max_length=140,
    )  # fmt: skip
    film_url = forms.TextField(
        label=_("A link to a film or a voice recording, in place of written answers"), required=False,
        max_length=500, spellcheck=False,
        hint=_("Up to 5 minutes is enough. Make sure that whoever has the link can open it."),
    )  # fmt: skip

    def __init__(self, *args: Any, one_round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        self.known = {str(row.pk): row for row in Organisation.objects.order_by("name")[:2000]}
        field: Any = self.fields["organisation"]
        field.choices = [("", _("None of these")), *((key, row.name) for key, row in self.known.items())]
        months: Any = self.fields["months"]
        months.help_text = _("The round is for up to %(most)d.") % {"most": one_round.months}
        if Way.FILM not in one_round.ways:
            del self.fields["film_url"]

    def clean_organisation(self) -> Organisation | None:
        return self.known.get(self.cleaned_data["organisation"])


def facts_of(bid: Bid) -> dict[str, Any]:
    """A bid as the form shows it."""
    names = ("title", "summary", "months", "recipient_kind", "group_name", "film_url")
    found = {name: getattr(bid, name) for name in names}
    return found | {"organisation": str(bid.organisation_id or ""), "base": bid.revision}


class AnswerForm(BasedForm):
    """An answer to one question, in the shape that the question asks for."""

    text: Any = None

    def __init__(self, *args: Any, question: Question, currency: str = "GBP", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = not question.required
        self.fields["text"] = answer_field(question)
        self.question = question

    def words(self) -> str:
        """The answer as it is kept."""
        value = self.cleaned_data["text"]
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(value)


def answer_field(question: Question) -> Any:
    """The field for a question. Any answer may wait, so none is required."""
    shared: dict[str, Any] = {"label": question.text, "hint": question.help, "required": False}
    if question.kind == QuestionKind.WORDS:
        field = forms.LongTextField(rows=10, max_length=20_000, **shared)
        limit = _("Up to %(count)d words.") % {"count": question.most_words} if question.most_words else ""
        field.help_text = " ".join(filter(None, [question.help, str(limit)]))
        return field
    if question.kind == QuestionKind.NUMBER:
        return forms.NumberField(min_value=0, width="10", **shared)
    if question.kind == QuestionKind.MONEY:
        return forms.PoundsField(most=MOST_PENCE, **shared)
    if question.kind == QuestionKind.YES_NO:
        return forms.YesNo(small=True, **shared)
    return forms.TextField(max_length=500, spellcheck=question.kind == QuestionKind.SHORT, **shared)


def answer_initial(question: Question, text: str) -> Any:
    """A kept answer as its field shows it."""
    if question.kind == QuestionKind.YES_NO:
        return {"yes": True, "no": False}.get(text)
    if question.kind == QuestionKind.MONEY and text.isdecimal():
        return int(text)
    return text


class LineForm(BasedForm):
    """One line of the budget."""

    what = forms.TextField(label=_("What is it for?"), missing=_("Write what it is for."), max_length=140)
    pence = forms.PoundsField(label=_("How much?"), most=MOST_PENCE)
    kind = forms.ChooseOne(
        label=_("What kind of cost is it?"), choices=CostKind.choices, small=True,
        missing=_("Choose what kind of cost it is."),
        hints={CostKind.ACCESS: _("Interpreters, support workers, childcare: on top, outside the cap.")},
    )  # fmt: skip

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pence"]
        field.prefix = money.SIGNS.get(currency, currency)

    def line(self) -> dict[str, Any]:
        """What the line says, without the revision that its writer had read."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}


def line_of(line: BudgetLine) -> dict[str, Any]:
    """A line as the form shows it."""
    return {"what": line.what, "pence": line.pence, "kind": line.kind, "base": line.revision}


class InviteForm(forms.Form):
    """Whom to ask to work on a bid, and what they may do."""

    who = forms.TextField(
        label=_("Their reference or their email address"), max_length=200, width="two-thirds", spellcheck=False,
        missing=_("Write their reference or their email address."), autocomplete="off",
        hint=_("A reference looks like K7FD-3MXA. They find it on their own pages, or ask us."),
    )  # fmt: skip
    role = forms.ChooseOne(
        label=_("What may they do?"), choices=ApplicantRole.choices, initial=ApplicantRole.EDIT, small=True,
        missing=_("Choose what they may do."),
    )  # fmt: skip
    words = forms.LongTextField(label=_("A few words to them"), required=False, rows=2, max_length=300)

    def clean_who(self) -> Member | str:
        """A member by their reference; or an address, of which nobody learns whether it is a member's."""
        words = str(self.cleaned_data["who"]).strip()
        if "@" in words:
            validate_email(words)
            return words
        found = members.by_reference(words).first()
        if found is None:
            raise ValidationError(
                _("We know nobody of this reference. Check each letter, or use their email.")
            )
        return found


class JoinForm(forms.Form):
    """What somebody brings who joins a bid."""

    brings = forms.TextField(label=_("What do you bring to it?"), required=False, max_length=120)


class RoleForm(forms.Form):
    """What somebody may do from now on."""

    role = forms.ChooseOne(
        label=_("What may they do?"), choices=ApplicantRole.choices, small=True,
        missing=_("Choose what they may do."),
    )  # fmt: skip


class CommentForm(forms.Form):
    """Something that is said to the others."""

    text = forms.LongTextField(
        label=_("What do you want to say to the others?"), rows=3, max_length=2000,
        hint=_("Only those who work on the bid read it."), missing=_("Write what you want to say."),
    )  # fmt: skip


class NothingForm(forms.Form):
    """A question with a button and nothing to fill in."""


class ToldForm(forms.ToldForm):
    """How somebody told us."""

    def as_told(self) -> people.Told:
        """How they told us."""
        return people.Told(**self.told())


class TakeUpForm(ToldForm):
    """A member tells us that we should go on with a bid which they began on the web."""

    reference = forms.TextField(
        label=_("The number of the bid"), hint=_("Such as K7FD-3MXA. They read it out to you."), width="20",
        missing=_("Write the number of the bid."), spellcheck=False, autocomplete="off",
    )  # fmt: skip
    field_order = ["reference", *ToldForm.told_fields]

    def __init__(self, *args: Any, one_round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one_round = one_round

    def clean_reference(self) -> Bid:
        wanted = members.as_reference(self.cleaned_data["reference"])
        found = Bid.objects.filter(round=self.one_round, reference=wanted).first() if wanted else None
        if found is None:
            raise ValidationError(_("This round has no bid of this number. Check each letter with them."))
        return found


class SaidForm(ToldForm):
    """What somebody who was asked to work on a bid told us."""

    yes = forms.YesNo(label=_("Do they work on the bid?"), missing=_("Choose yes or no."))


class CopyForm(forms.Form):
    """The round for which a bid is begun from an earlier one."""

    to = forms.ChooseOne(label=_("For which round?"), small=True, missing=_("Choose a round."))

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {row.slug: row for row in rounds}
        field: Any = self.fields["to"]
        field.choices = [(row.slug, row.title) for row in rounds]

    def clean_to(self) -> Round:
        return self.known[self.cleaned_data["to"]]


class FindForm(forms.Form):
    """Find a member to write something down for."""

    words = forms.TextField(
        label=_("Their name, reference, phone or email"), max_length=100, width="two-thirds",
        missing=_("Write a name, reference, phone number or email address."), spellcheck=False,
        autocomplete="off",
    )  # fmt: skip
