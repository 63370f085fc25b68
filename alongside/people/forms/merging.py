"""Putting two entries of one person together."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.forms import ToldForm


class FindOtherForm(forms.Form):
    """Which other entry may be the same person."""

    other = forms.TextField(
        label=_("Which other entry is the same person?"), hint=_("Write their reference or their name."),
        missing=_("Write their reference or their name."), max_length=200, spellcheck=False, autocomplete="off",
    )  # fmt: skip


class MergeForm(ToldForm):
    """How staff know, and that the person was asked."""

    reason = forms.TextField(
        label=_("How do you know that they are the same person?"), max_length=300,
        missing=_("Write how you know that they are the same person."),
    )  # fmt: skip
    sure = forms.ConsentField(
        label=_("I have compared both. I know that this cannot be undone."),
        missing=_("Tick this once you have compared both."),
    )
