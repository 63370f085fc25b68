"""A date as three small boxes: day, month and year. Every kind of wrong date has its own sentence."""

from datetime import date
from typing import Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..plain_text import plain_digits
from .common import Asked, Text

PARTS = ("day", "month", "year")
LABELS: dict[str, Text] = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
BIRTH = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}
MISSING: dict[tuple[str, ...], Text] = {
    ("day",): _("Write the day too."),
    ("month",): _("Write the month too."),
    ("year",): _("Write the year too."),
    ("day", "month"): _("Write the day and the month too."),
    ("day", "year"): _("Write the day and the year too."),
    ("month", "year"): _("Write the month and the year too."),
}


class WrongDateError(ValidationError):
    """What is wrong with a date, and in which boxes."""

    def __init__(self, sentence: Text, parts: tuple[str, ...], code: str) -> None:
        super().__init__(cast(Any, sentence), code=code)
        self.parts = parts


class Written(NamedTuple):
    """The three boxes as they were written."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateInputs(forms.Widget):
    """Three boxes, named `<name>_day`, `<name>_month` and `<name>_year`."""

    template_name = "foundation/forms/widgets/date.html"
    use_fieldset = True
    birth = False
    wrong: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Written:
        return Written(*(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.wrong[0] if self.wrong else 'day'}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        written = value if isinstance(value, Written) else _written(value)
        context["parts"] = [self._part(part, name, getattr(written, part), attrs or {}) for part in PARTS]
        return context

    def _part(self, part: str, name: str, value: str, attrs: dict[str, Any]) -> dict[str, Any]:
        return {
            "name": f"{name}_{part}", "id": f"{attrs.get('id', 'id_' + name)}_{part}", "label": LABELS[part],
            "value": value, "width": "4" if part == "year" else "2", "wrong": part in self.wrong,
            "autocomplete": BIRTH[part] if self.birth else "",
        }  # fmt: skip


def _written(value: Any) -> Written:
    return (
        Written(str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else Written()
    )


class DateField(Asked):
    """A date. `earliest` and `latest` are the first and last day that make sense. Gives a `date` or None."""

    asks = _("Write a date")
    widget: Any = DateInputs

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, birth: bool = False,
        hint: Text = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(
            hint=hint or (_("For example, 27 3 1985") if birth else _("For example, 27 3 2026")), **kwargs
        )
        self.earliest, self.latest = earliest, latest
        self.widget.birth = birth

    def clean(self, value: Any) -> date | None:
        """The date that was written. Raises WrongDateError, which names the wrong boxes."""
        written = value if isinstance(value, Written) else _written(value)
        if not any(written):
            if self.required:
                raise _wrong(self.error_messages["required"], PARTS, "required")
            return None
        empty = tuple(part for part in PARTS if not getattr(written, part))
        if empty:
            raise _wrong(MISSING[empty], empty, "incomplete")
        found = _read(written)
        self._in_range(found)
        return found

    def not_before(self, day: date, sentence: Text) -> None:
        """From now on `day` is the earliest that makes sense; `sentence` says why, with {day}."""
        messages: dict[str, Any] = self.error_messages
        self.earliest, messages["early"] = day, sentence

    def _in_range(self, found: date) -> None:
        if self.earliest and found < self.earliest:
            sentence = self.error_messages.get("early", _("Write {day} or a later date."))
            raise _wrong(format_lazy(sentence, day=date_format(self.earliest)), PARTS, "early")
        if self.latest and found > self.latest:
            raise _wrong(
                format_lazy(_("Write {day} or an earlier date."), day=date_format(self.latest)), PARTS, "late"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(_written(initial) != data)


def _read(written: Written) -> date:
    day, year = (_number(text) for text in (written.day, written.year))
    month = _number(written.month)
    if not 1 <= day <= 31:
        raise _wrong(_("Write the day as a number from 1 to 31."), ("day",), "day")
    if not 1 <= month <= 12:
        raise _wrong(_("Write the month as a number from 1 to 12."), ("month",), "month")
    if not 1000 <= year <= 9999:
        raise _wrong(_("Write the year with four numbers, like 1985."), ("year",), "year")
    try:
        return date(year, month, day)
    except ValueError:
        raise _wrong(_("There is no such day in that month. Check the day."), ("day",), "calendar") from None


def _number(text: str) -> int:
    plain = plain_digits(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 4 else -1


def _wrong(sentence: Text, parts: tuple[str, ...], code: str) -> WrongDateError:
    return WrongDateError(sentence, parts, code)
