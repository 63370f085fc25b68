"""The one clock that the whole house reads, so that demonstrations and tests can say what day it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)


def now() -> datetime:
    """The present moment, aware; or the one that `at` holds."""
    return _held.get() or timezone.now()


def today() -> date:
    """Today's date where the centre is."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment. Raises ValueError for a naive one."""
    if timezone.is_naive(moment):
        raise ValueError("The clock needs a moment with a time zone.")
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
