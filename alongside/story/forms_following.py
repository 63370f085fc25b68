"""Which centre to follow, and who agreed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import fetching, forms

from . import listening


class FollowForm(forms.Form):
    """The address of a centre, and the agreement that lets its figures be shown here."""

    url = forms.TextField(
        label=_("Address of the other centre"), max_length=500, inputmode="url",
        hint=_("For example https://centre.example. Its story as data is found there."),
        missing=_("Write the address of the other centre."),
    )  # fmt: skip
    agreed = forms.LongTextField(
        label=_("Who agreed, and under which licence?"), max_length=1000, rows=3,
        hint=_("For example: Ayo spoke with their coordinator on 3 March. Licence: Creative Commons BY 4.0."),
        missing=_("Write who agreed, and under which licence."),
    )  # fmt: skip

    def clean_url(self) -> str:
        """An address that may be asked, with the place of the data in it."""
        try:
            return listening.address_of(self.cleaned_data["url"])
        except fetching.CannotFetch as refusal:
            raise ValidationError(str(refusal)) from None
