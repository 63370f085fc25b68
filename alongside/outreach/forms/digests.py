"""Choosing a round-up: how often, on which day, in which words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..models import Rhythm, Weekday
from ..models.digests import LAST_OF_EVERY_MONTH

NEVER = "never"


class RoundUpForm(forms.Form):
    """Never, once a week or once a month; and the day."""

    rhythm = forms.ChooseOne(
        label=_("How often would you like a round-up?"),
        hint=_("It tells you what is new for you. It never comes more often, and never when nothing is new."),
        choices=[(NEVER, _("Never")), *Rhythm.choices], missing=_("Choose how often it comes."),
    )  # fmt: skip
    weekday = forms.ChooseOne(
        label=_("For once a week: on which day?"), choices=Weekday.choices,
        required=False, needed_sometimes=True, small=True,
    )  # fmt: skip
    month_day = forms.SelectField(
        label=_("For once a month: on which day of the month?"), empty=_("Choose a day"),
        required=False, needed_sometimes=True,
        choices=[(str(day), str(day)) for day in range(1, LAST_OF_EVERY_MONTH + 1)],
    )  # fmt: skip
    easy_read = forms.YesNo(
        label=_("Would you like it in Easy Read?"), hint=_("Short sentences, one thing at a time."),
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("rhythm") == Rhythm.WEEKLY and not cleaned.get("weekday"):
            self.add_error("weekday", _("Choose the day of the week."))
        if cleaned.get("rhythm") == Rhythm.MONTHLY and not cleaned.get("month_day"):
            self.add_error("month_day", _("Choose the day of the month."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """What `outreach.choose_round_up` takes; the rhythm may be "never"."""
        given = self.cleaned_data
        return {
            "rhythm": given["rhythm"],
            "weekday": int(given["weekday"]) if given.get("weekday") else None,
            "month_day": int(given["month_day"]) if given.get("month_day") else None,
            "easy_read": bool(given.get("easy_read")),
        }


class FindForm(forms.Form):
    """Whom a coordinator looks for."""

    words = forms.TextField(
        label=_("Their name, reference, phone or email"), max_length=100, spellcheck=False,
        missing=_("Write a name, reference, phone number or email address."),
        autocomplete="off",
    )  # fmt: skip


class RecordRoundUpForm(forms.ToldForm, RoundUpForm):
    """The same, as somebody told us."""
