"""Amounts of money and bank numbers, in any script's digits, each mistake with its own sentence."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.forms.common import plain_digits

from .. import money


class PoundsField(forms.TextField):
    """An amount of money. Gives pence, or None when it was left empty."""

    def __init__(self, *, most: int = money.MOST, **kwargs: Any) -> None:
        kwargs.setdefault("missing", _("Write the amount in pounds and pence, like 5.50."))
        super().__init__(width="10", spellcheck=False, inputmode="decimal", **kwargs)
        self.most, self.prefix = most, "£"

    def clean(self, value: Any) -> int | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return money.read_pounds(text, most=self.most)
        except money.NotAnAmount as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}" if isinstance(value, int) else value


class DigitsField(forms.TextField):
    """A number that is a name and no amount: a sort code, an account number. Gives its digits."""

    def __init__(self, *, least: int, most: int, wrong: Any, **kwargs: Any) -> None:
        super().__init__(width="10", spellcheck=False, inputmode="numeric", autocomplete="off", **kwargs)
        self.least, self.most_digits, self.wrong = least, most, wrong

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s\-–]", "", plain_digits(str(super().clean(value) or "")))
        if digits and not (
            digits.isascii() and digits.isdigit() and self.least <= len(digits) <= self.most_digits
        ):
            raise ValidationError(self.wrong, code="invalid")
        return digits
