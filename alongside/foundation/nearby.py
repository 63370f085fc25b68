"""Pages for visitors, read from a copy of the database (a read replica) while the copy is as new as the record.

A copy follows the main database a moment later. What somebody takes back must not come back for that moment, and no
page made from an old copy may be kept under a new stamp. So the copy is asked only while the last fingerprint of the
record is the same in both; every change is on record, so what a visitor reads is then as new as what anybody reads.
Whenever the copy is behind, or does not answer, the main database is asked. When that one is down, nothing can change,
and visitors go on reading from the copy.

Everything else is always asked of the main database: people who are signed in or whose session holds something, every
writing, and what is read after it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from .models import ChainTail

log = logging.getLogger(__name__)

MAIN, COPY = "default", "replica"
NOT_ASKED_FOR = 10.0  # seconds for which a copy that did not answer is left alone

_on: ContextVar[bool] = ContextVar("reads_nearby", default=False)
_silent_until = 0.0


def is_on() -> bool:
    """Whether what is read now is read from the copy."""
    return _on.get()


def stop() -> None:
    """Read from the main database from here on: something is about to be written."""
    if _on.get():
        _on.set(False)


@contextmanager
def at(copy: bool) -> Iterator[None]:
    """Read from the copy, or from the main database, for a while."""
    token = _on.set(copy)
    try:
        yield
    finally:
        _on.reset(token)


def for_visitors(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; stands before whatever reads the database. Without a copy it costs nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if COPY not in connections.databases or not _is_a_visitor(request):
            return get_response(request)
        with at(copy=is_as_new()):
            return get_response(request)

    return middleware


def is_as_new() -> bool:
    """Whether the copy may be read: it holds the last fingerprint of the record; or the main database is down."""
    copied = _tail_of_copy()
    if copied is None:
        return False
    try:
        return copied == _tail(MAIN)
    except DatabaseError:
        log.exception("The main database did not answer; visitors read from the copy")
        return True


def _is_a_visitor(request: HttpRequest) -> bool:
    """Somebody who reads, and about whom nothing is kept."""
    held = {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
    return request.method in ("GET", "HEAD") and not held


def _tail_of_copy() -> str | None:
    """None when the copy does not answer; it is then left alone for a while, so that nobody waits for it."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return None
    try:
        return _tail(COPY)
    except DatabaseError:
        _silent_until = time.monotonic() + NOT_ASKED_FOR
        log.exception("The copy did not answer; reading from the main database")
        return None


def _tail(database: str) -> str:
    rows = ChainTail.objects.using(database).values_list("fingerprint", flat=True)
    return rows.first() or ""
