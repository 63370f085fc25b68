"""Times of day as people write them, and moments where the centre is, on days when clocks change too."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.plain_text import plain_digits

WRITTEN = re.compile(r"(\d{1,2})(?:[:.٫h ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?")
AFTERNOON = {"pm", "p.m.", "م"}


class TimeField(forms.TextField):
    """A time of day such as 14:30, 2.30 pm or ١٤:٣٠. Gives a `time` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("For example, 14:30"))
        super().__init__(width="5", spellcheck=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        text = plain_digits(str(super().clean(value) or "")).strip().lower()
        return _read(text) if text else None


def _read(text: str) -> time:
    wrong = ValidationError(_("Write the time as hours and minutes, like 14:30."), code="time")
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise wrong
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise wrong
    if half:
        hour = hour % 12 + 12 * (half in AFTERNOON)
    if hour > 23 or minute > 59:
        raise wrong
    return time(hour, minute)


def is_skipped(day: date, hour: time) -> bool:
    """Whether clocks jump over this time on this day, so that it never happens."""
    there = datetime.combine(day, hour, timezone.get_current_timezone())
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None)


def happens_twice(day: date, hour: time) -> bool:
    """Whether clocks are put back over this time on this day."""
    first = datetime.combine(day, hour, timezone.get_current_timezone())
    return not is_skipped(day, hour) and first.utcoffset() != first.replace(fold=1).utcoffset()


def moment(day: date, hour: time, *, second: bool = False) -> datetime:
    """The moment of this time where the centre is, in UTC. Where it happens twice: the first, or the `second`.

    Raises ValidationError for a time that clocks jump over.
    """
    if is_skipped(day, hour):
        raise ValidationError(
            _("Clocks go forward on %(day)s, and %(time)s never happens. Write an earlier or a later time."),
            code="skipped", params={"day": date_format(day), "time": f"{hour:%H:%M}"},
        )  # fmt: skip
    there = datetime.combine(day, hour, timezone.get_current_timezone()).replace(fold=int(second))
    return there.astimezone(UTC)
