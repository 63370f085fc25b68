"""Fields that are written into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Widget
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..plain_text import plain_digits
from .common import Asked, Text

TOO_LONG = _("Make this shorter. It may have %(limit_value)d letters, and it has %(show_value)d.")
TOO_SHORT = _("Write a little more. It needs at least %(limit_value)d letters.")


class TextField(Asked, forms.CharField):
    """One line of text. `width` is a number of letters (2, 3, 4, 5, 10, 20, 30) or a share such as "two-
    thirds".
    """

    def __init__(
        self, *, width: str = "full", spellcheck: bool = True, inputmode: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        number = width.isdigit()
        self.widget.attrs["class"] = f"govuk-input--width-{width}" if number else rf"govuk-!-width-{width}"
        if not spellcheck:
            self.widget.attrs["spellcheck"] = "false"
        if inputmode:
            self.widget.attrs["inputmode"] = inputmode
        self.error_messages.update(max_length=TOO_LONG, min_length=TOO_SHORT)

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if "length" not in name}


class EmailField(Asked, forms.EmailField):
    """An email address."""

    asks = _("Write an email address")

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, **kwargs)
        self.widget.attrs |= {
            "spellcheck": "false",
            "autocapitalize": "none",
            "class": r"govuk-!-width-two-thirds",
        }
        self.widget.attrs.pop("maxlength", None)
        wrong = _("Write an email address like name@example.org.")
        self.error_messages.update(invalid=wrong, max_length=TOO_LONG)


class PhoneField(TextField):
    """A phone number, kept as it was written, with tidy spaces and plain digits."""

    asks = _("Write a phone number")

    def __init__(self, *, autocomplete: str = "tel", **kwargs: Any) -> None:
        super().__init__(
            autocomplete=autocomplete, width=kwargs.pop("width", "20"), inputmode="tel", spellcheck=False,
            widget=forms.TelInput(), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        number = " ".join(plain_digits(str(super().clean(value) or "")).split())
        digits = re.sub(r"\D", "", number)
        if number and (
            not re.fullmatch(r"[\d +().\-/]+(?:(?:ext|x)\.? ?\d+)?", number) or not 7 <= len(digits) <= 18
        ):
            raise ValidationError(
                _("Write a phone number like 020 7946 0123 or +44 7700 900123."), code="invalid"
            )
        return number


class LongTextField(Asked, forms.CharField):
    """Several lines of text. A limit is said in the hint before anybody writes."""

    def __init__(
        self, *, rows: int = 5, max_words: int | None = None, hint: Text = "", **kwargs: Any
    ) -> None:
        self.max_words, self.own_hint = max_words, hint
        limit = _limit_hint(max_words, kwargs.get("max_length"))
        joined = format_lazy("{hint} {limit}", hint=hint, limit=limit) if hint and limit else hint or limit
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), hint=joined, **kwargs)
        self.error_messages.update(max_length=TOO_LONG, min_length=TOO_SHORT)

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if "length" not in name}

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        words = len(text.split())
        if self.max_words and words > self.max_words:
            raise ValidationError(
                _("Make this shorter. It may have %(most)d words, and it has %(words)d."),
                code="max_words", params={"most": self.max_words, "words": words},
            )  # fmt: skip
        return text


def _limit_hint(words: int | None, letters: int | None) -> Text:
    if words:
        return _counted(
            ngettext_lazy("You can write %(count)d word.", "You can write up to %(count)d words.", words),
            words,
        )
    if letters:
        said = ngettext_lazy(
            "You can write %(count)d letter.", "You can write up to %(count)d letters.", letters
        )
        return _counted(said, letters)
    return ""


def _counted(said: Any, number: int) -> Text:
    """A sentence with its number, put together when it is shown: before, nobody knows in which language."""
    return lazy(lambda: str(said % {"count": number}), str)()


class NumberField(Asked):
    """A number, in any script's digits. `int` when `whole`, else `Decimal`. `prefix` and `suffix` stand
    beside it. `error_messages["min_value"]` and `["max_value"]` say what the number is of.
    """

    asks = _("Write a number")

    def __init__(
        self, *, min_value: int | None = None, max_value: int | None = None, whole: bool = True,
        prefix: Text = "", suffix: Text = "", width: str = "5", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(widget=forms.TextInput(), **kwargs)
        self.least, self.most, self.whole = min_value, max_value, whole
        self.prefix, self.suffix = prefix, suffix
        self.widget.attrs |= {
            "inputmode": "numeric" if whole else "decimal", "spellcheck": "false",
            "class": f"govuk-input--width-{width}",
        }  # fmt: skip

    def to_python(self, value: Any) -> int | Decimal | None:
        text = re.sub(r"[\s,٬_]", "", plain_digits(str(value or ""))).replace("٫", ".")
        text = text.removeprefix(str(self.prefix)).removesuffix(str(self.suffix))
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Write this as a number, like 12."), code="invalid") from None
        if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
            raise ValidationError(_("Write this as a number, like 12."), code="invalid")
        if self.whole and number != number.to_integral_value():
            raise ValidationError(_("Write a whole number, like 12."), code="whole")
        return int(number) if self.whole else number

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and self.least is not None and value < self.least:
            raise ValidationError(
                self.error_messages.get("min_value", _("Write %(least)d or more.")), code="min_value",
                params={"least": self.least},
            )  # fmt: skip
        if value is not None and self.most is not None and value > self.most:
            raise ValidationError(
                self.error_messages.get("max_value", _("Write %(most)d or less.")), code="max_value",
                params={"most": self.most},
            )  # fmt: skip


class FileField(Asked, forms.FileField):
    """A file. `accept` lists endings such as ".csv,.xlsx"; `max_size` is in bytes."""

    asks = _("Choose a file")

    def __init__(self, *, accept: str = "", max_size: int = 2 * 1024 * 1024, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.endings: Sequence[str] = [end.strip().lower() for end in accept.split(",") if end.strip()]
        self.max_size = max_size
        if self.endings:
            self.widget.attrs["accept"] = ",".join(self.endings)
        self.error_messages.update(
            empty=_("This file is empty. Choose another one."),
            invalid=_("The file did not arrive. Choose it again."),
            missing=_("The file did not arrive. Choose it again."),
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._judge(file)
        return file

    def _judge(self, file: UploadedFile[Any]) -> None:
        name = (file.name or "").lower()
        if self.endings and not name.endswith(tuple(self.endings)):
            raise ValidationError(
                _("Choose a file that ends in %(endings)s."), code="ending",
                params={"endings": ", ".join(self.endings)},
            )  # fmt: skip
        if (file.size or 0) > self.max_size:
            raise ValidationError(
                _("Choose a smaller file. It may have %(most)s, and it has %(size)s."), code="size",
                params={"most": filesizeformat(self.max_size), "size": filesizeformat(file.size or 0)},
            )  # fmt: skip


class HiddenField(forms.CharField):
    """A value that travels with the form and is never seen."""

    widget = forms.HiddenInput
