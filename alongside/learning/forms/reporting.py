"""A period to report on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    begins = forms.DateField(label=_("From which day?"), missing=_("Write the first day."))
    ends = forms.DateField(label=_("To which day?"), missing=_("Write the last day."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day is before the first one."))
        return cleaned
