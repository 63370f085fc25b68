"""How somebody is paid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from .. import sealing
from ..models import Way
from .fields import DigitsField


class HowToPayForm(forms.Form):
    """A bank account with its numbers, cash, or a voucher."""

    mark_optional = False

    way = forms.ChooseOne(
        label=_("How should we pay you?"), choices=Way.choices, missing=_("Choose how we should pay you.")
    )
    name = forms.TextField(
        label=_("For a bank account: the name on it"),
        required=False,
        max_length=70,
        spellcheck=False,
        autocomplete="off",
    )
    sort_code = DigitsField(
        label=_("For a bank account: sort code"),
        hint=_("Six numbers, like 12 34 56."),
        required=False,
        least=6,
        most=6,
        wrong=_("Write the sort code with six numbers, like 12 34 56."),
    )
    account_number = DigitsField(
        label=_("For a bank account: account number"),
        hint=_("Eight numbers. Put a 0 in front of seven."),
        required=False,
        least=8,
        most=8,
        wrong=_("Write the account number with eight numbers. Put a 0 in front of seven."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way: Any = self.fields["way"]
        way.widget.hints = {
            Way.BANK: _("Fill in the three boxes below."),
            Way.CASH: _("We hand it to you when we meet. You sign for it."),
            Way.VOUCHER: _("We send it to you. You need no bank account."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == Way.BANK:
            self._ask_for("name", _("Write the name on the account."))
            self._ask_for("sort_code", _("Write the sort code."))
            self._ask_for("account_number", _("Write the account number."))
        return cleaned

    def _ask_for(self, name: str, sentence: Any) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def said(self) -> dict[str, Any]:
        """What `payments.say_how_to_pay` takes."""
        given = self.cleaned_data
        bank = given["way"] == Way.BANK
        details = (
            sealing.BankDetails(given["name"], given["sort_code"], given["account_number"]) if bank else None
        )
        return {"way": given["way"], "details": details}


class HowToPayForForm(forms.ToldForm, HowToPayForm):
    """What a member said by phone, by post or in person."""
