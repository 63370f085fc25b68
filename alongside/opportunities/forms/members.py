"""What members and visitors say, and what staff write down for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.forms import ToldForm
from alongside.people import actions as hall

from ..actions.days import NOT_BEFORE_PUBLISHED, since_when
from ..models import Category, Interest, Opportunity, Where

UNSAID = "unsaid"


class FilterForm(forms.Form):
    """Which opportunities to show."""

    time = forms.ChooseOne(
        label=_("How much time do you have?"),
        choices=[
            ("", _("Any")),
            ("short", _("Up to 30 minutes")),
            ("middle", _("Up to 2 hours")),
            ("long", _("More than 2 hours")),
        ],
        required=False,
        small=True,
        inline=True,
        initial="",
    )
    where = forms.ChooseOne(
        label=_("Where?"),
        choices=[
            ("", _("Anywhere")),
            (Where.ONLINE, _("Online")),
            (Where.IN_PERSON, _("In person")),
            (Where.HOME, _("At home, by post or phone")),
        ],
        required=False,
        small=True,
        inline=True,
        initial="",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_optional = False

    def criteria(self) -> dict[str, str]:
        """What `queries.listing.open_now` takes; an answer that is none of these filters nothing."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: str(known.get(name) or "") for name in ("time", "where")}


class _InterestFields:
    """The questions of a lottery, each optional, and a few words."""

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    categories: list[Category]

    def add_questions(self, opportunity: Opportunity) -> None:
        """One question for each category, never asked twice, with "rather not say"."""
        self.categories = list(opportunity.categories.prefetch_related("values"))
        for category in self.categories:
            values = [(str(value.pk), value.label) for value in category.values.all()]
            self.fields[f"category_{category.pk}"] = forms.ChooseOne(
                label=category.question,
                choices=[*values, (UNSAID, _("I would rather not say"))],
                or_before=UNSAID,
                required=False,
                small=True,
            )

    def answers(self) -> dict[int, int | None]:
        """What `express_interest` takes."""
        given = {one.pk: self.cleaned_data[f"category_{one.pk}"] for one in self.categories}
        return {pk: int(value) if value and value != UNSAID else None for pk, value in given.items()}


class InterestForm(_InterestFields, forms.Form):
    """One button. Words are optional, and so are the questions of a lottery."""

    words = forms.LongTextField(
        label=_("Would you like to tell us something?"),
        hint=_("You need not. Only those who look after this read it."),
        required=False,
        rows=2,
        max_length=1000,
    )

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_questions(opportunity)
        self.order_fields([name for name in self.fields if name != "words"])


class RecordInterestForm(_InterestFields, ToldForm):
    """An interest that somebody told us by phone, by post or in person."""

    words = forms.LongTextField(label=_("What else they said"), required=False, rows=2, max_length=1000)

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_questions(opportunity)
        self.order_fields([name for name in self.fields if name not in self.told_fields])
        if opportunity.opened_on:
            self.not_before(opportunity.opened_on, NOT_BEFORE_PUBLISHED)

    def as_told(self) -> hall.Told:
        """How they told us."""
        return hall.Told(**self.told())


MOVES = {
    "accept": _("Yes: they take the place"),
    "decline": _("No: they do not want the place"),
    "drop_out": _("They give their place back"),
    "withdraw": _("They take their interest back"),
}


class RecordAnswerForm(ToldForm):
    """What somebody said about a place or an interest by phone, by post or in person."""

    move = forms.ChooseOne(label=_("What did they say?"), missing=_("Choose what they said."), small=True)

    def __init__(self, *args: Any, interest: Interest, moves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.not_before(*since_when(interest))
        field: Any = self.fields["move"]
        field.choices = [(move, MOVES[move]) for move in moves]

    def as_told(self) -> hall.Told:
        """How they told us."""
        return hall.Told(**self.told())


class FindForm(forms.Form):
    """Find a member to write something down for."""

    words = forms.TextField(
        label=_("Their name, reference, phone or email"),
        missing=_("Write a name, reference, phone number or email address."),
        max_length=100,
        width="two-thirds",
        spellcheck=False,
        autocomplete="off",
    )
