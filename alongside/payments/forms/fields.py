"""Bank numbers, in any script's digits, each mistake with its own sentence."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from alongside.foundation import forms
from alongside.foundation.plain_text import plain_digits


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
