"""Amounts of money, in any script's digits, each mistake with its own sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import money
from .text import TextField


class PoundsField(TextField):
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
