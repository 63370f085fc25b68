"""What every field of the house shares."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Asked(forms.Field):
    """A field that is asked in plain words.

    `hint` stands under the label; `missing` is said when a required answer is empty; `autocomplete` is the
    token that lets a browser or a helper's tool fill the answer in (WCAG 1.3.5); `needed_sometimes` see below.
    """

    asks: Text = _("Write an answer")
    needed_sometimes = False
    """May be left out, until another answer or a later step needs it: not called optional. Label or hint say when."""

    def __init__(
        self, *args: Any, hint: Text = "", missing: Text = "", autocomplete: str = "",
        needed_sometimes: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs.setdefault("help_text", hint)
        super().__init__(*args, **kwargs)
        self.needed_sometimes = needed_sometimes
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete
        messages: dict[str, Any] = self.error_messages
        messages["required"] = missing or self._missing()
        messages["null_characters_not_allowed"] = _("Type this again. It holds signs we cannot read.")

    def _missing(self) -> Text:
        return format_lazy("{asks}: {label}", asks=self.asks, label=self.label) if self.label else self.asks
