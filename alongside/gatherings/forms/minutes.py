"""Minutes, corrections and items."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from ..actions.minutes import FEWEST_DAYS, HOW_MANY_DAYS, MOST_DAYS, NOT_BEFORE_MINUTES, USUAL_DAYS
from ..models import ItemKind, Minutes
from ..queries import minutes as queries
from .people import MemberField

YES, NO = "yes", "no"


class FromVersion(forms.Form):
    """Words that grew from a version of the minutes. The form says which, so that nobody writes over another."""

    base = forms.HiddenField(required=False)

    def clean_base(self) -> int | None:
        """Its number, 0 for none; None where the form does not say."""
        typed = str(self.cleaned_data["base"])
        return int(typed) if typed.isdecimal() and len(typed) < 8 else None


class MinutesForm(FromVersion):
    """The words of the minutes."""

    text = forms.LongTextField(
        label=_("The minutes"),
        hint=_("Plain words. Leave an empty line between paragraphs. Say what was said, not who said it."),
        missing=_("Write the minutes first."),
        rows=18,
        max_length=60_000,
    )


class OpenMinutesForm(forms.Form):
    """For how long people can suggest corrections."""

    days = forms.NumberField(
        label=_("For how many days?"), hint=_("Letters take time. 14 days suit most people."), initial=USUAL_DAYS,
        min_value=FEWEST_DAYS, max_value=MOST_DAYS, width="3",
        error_messages={"min_value": HOW_MANY_DAYS, "max_value": HOW_MANY_DAYS},
    )  # fmt: skip


class CorrectionForm(forms.Form):
    """What somebody who was there would change."""

    words = forms.LongTextField(
        label=_("What should change?"),
        hint=_("Say which part you mean, and how it should read. A few words are enough."),
        missing=_("Write what should change."),
        rows=6,
        max_length=4000,
    )


class RecordCorrectionForm(CorrectionForm, forms.ToldForm):
    """A correction that somebody told us by phone, by post or in person."""

    who = forms.ChooseOne(label=_("Who suggests it?"), missing=_("Choose who told you."), small=True)
    field_order = ["who", "words"]

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.pk): member for member in queries.who_may_correct(minutes.session)}
        if minutes.opened_at:
            self.not_before(timezone.localtime(minutes.opened_at).date(), NOT_BEFORE_MINUTES)
        field: Any = self.fields["who"]
        field.choices = [(pk, f"{member.called} ({member.reference})") for pk, member in self.people.items()]
        words: Any = self.fields["words"]
        words.help_text = _("In their own words.")

    def correction(self) -> dict[str, Any]:
        """What `suggest_correction` takes, beside the minutes."""
        return {"member": self.people[self.cleaned_data["who"]], "words": self.cleaned_data["words"]}


class AnswerCorrectionForm(FromVersion):
    """Yes, with the minutes as they now read; or no, with a reason."""

    accepted = forms.ChooseOne(
        label=_("Do you change the minutes?"),
        choices=[(YES, _("Yes, I change them below")), (NO, _("No, and I say why"))],
        missing=_("Choose yes or no."),
        small=True,
    )
    reason = forms.LongTextField(
        label=_("Why?"), hint=_("Whoever suggested it reads this."),
        required=False, needed_sometimes=True, rows=3, max_length=2000,
    )  # fmt: skip
    text = forms.LongTextField(
        label=_("The minutes"), required=False, needed_sometimes=True, rows=14, max_length=60_000
    )

    def answer(self) -> dict[str, Any]:
        """What `answer_correction` takes."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("reason", "text", "base")}
        return {"accepted": given["accepted"] == YES, **words}


class ItemForm(forms.Form):
    """A decision, or an action with somebody who does it."""

    kind = forms.ChooseOne(
        label=_("What is it?"), choices=ItemKind.choices, missing=_("Choose which."), small=True
    )
    words = forms.LongTextField(
        label=_("In a sentence"), missing=_("Write what was decided, or what will be done."), rows=2,
        max_length=600,
    )  # fmt: skip
    owner = MemberField(label=_("Who does it?"), required=False)
    due = forms.DateField(label=_("By when?"), required=False)

    def clean_due(self) -> date | None:
        """A day on which it can still be done."""
        day: date | None = self.cleaned_data["due"]
        if day and day < clock.today():
            raise forms.ValidationError(_("This day has passed. Write today or a day to come."))
        return day
