"""A file that a platform gave."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

ORDERS = [("unsure", _("Neither, or I cannot tell")), ("day", _("The day")), ("month", _("The month"))]


class ReadingsFileForm(forms.Form):
    """A CSV file of a channel, as it was downloaded."""

    file = forms.FileField(
        label=_("Choose the file"),
        hint=_("The CSV file as the platform gave it: one row for each day, or one row for each post."),
        accept=".csv,.txt,.tsv",
        max_size=10 * 1024 * 1024,
    )
    exported_on = forms.DateField(
        label=_("When was it downloaded?"),
        hint=_("Platforms revise their numbers. Of two files, the one downloaded later holds."),
        missing=_("Write the day on which it was downloaded."),
    )
    date_order = forms.ChooseOne(
        label=_("If it writes days like 03/04/2020: what comes first?"), choices=ORDERS, required=False,
        initial="unsure",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["exported_on"]
        day.latest = clock.today()
        self.initial.setdefault("exported_on", clock.today())

    @property
    def day_first(self) -> bool | None:
        """Whether the day comes first; None where nobody says so."""
        return {"day": True, "month": False}.get(self.cleaned_data.get("date_order") or "")
