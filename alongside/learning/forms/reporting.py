"""What to report on: a period, and perhaps one piece of work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms


class PeriodForm(forms.Form):
    """From one day to another, both included; of everything or of one piece of work ("series:3")."""

    work = forms.SelectField(
        label=_("Which piece of work?"), empty=_("Everything that we do"), required=False
    )
    begins = forms.DateField(label=_("From which day?"), missing=_("Write the first day."))
    ends = forms.DateField(label=_("To which day?"), missing=_("Write the last day."))

    def __init__(self, *args: Any, works: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["work"]
        field.choices = [("", _("Everything that we do")), *works]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day is before the first one."))
        return cleaned
