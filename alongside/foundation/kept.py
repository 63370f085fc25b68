"""Public pages, and parts of the pages of one person, kept until something happens in the house.

Every change is an action, and every action writes to the record, whose last fingerprint is locked until the change
is there for all to read. So a page for visitors that was made under one fingerprint is right for as long as that
fingerprint is the last: one short question decides, and what somebody takes back is gone on the next request. What
depends on the clock (registration closes, a consent ends) is at most until the next minute kept; parts, for a minute at
most, each from a second of its own, so that not all of them are made anew at once.

The stamp is read from the database that the page is read from (`foundation.nearby`), so a page of an old copy is never
kept under a new stamp.

Each web process keeps its own pages; no page is kept for people who are signed in, with a form, or that sets a
cookie. For people who are signed in, views may keep parts that change with the record alone: `for_person` for one
person in the roles that they have at that moment, `for_readers` for what any reader may see. All parts are let go
together as soon as the record moves.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast
from zlib import crc32

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from . import clock, doors
from .models import ChainTail

View = Callable[..., HttpResponseBase]
Stamp = tuple[str, str]
Part = TypeVar("Part")
MOST_PAGES = 256
MOST_PARTS = 1_024
LONGEST = 100_000  # bytes of one page; a longer one is made anew each time


@dataclass(frozen=True)
class Page:
    """What a view answered, before any middleware wrote on it."""

    stamp: Stamp
    content: bytes
    headers: dict[str, str]


class Shelf:
    """The newest pages; the one that was not asked for longest leaves first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._lock = Lock()

    def find(self, key: tuple[str, ...], stamp: Stamp) -> Page | None:
        """The page that was made under this stamp, or None."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp != stamp:
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: tuple[str, ...], page: Page) -> None:
        """Put a page in the place of the one before."""
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > self.most:
                self._pages.popitem(last=False)


class Parts:
    """Parts that were made under one fingerprint, each for a minute of its own; under another, none is left."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._fingerprint: str | None = None
        self._parts: dict[tuple[str, ...], tuple[int, object]] = {}
        self._lock = Lock()

    def find(self, key: tuple[str, ...], fingerprint: str) -> object | None:
        """The part that was made under this fingerprint within its minute, or None."""
        with self._lock:
            if self._fingerprint != fingerprint:
                self._fingerprint, self._parts = fingerprint, {}
            minute, part = self._parts.get(key, (None, None))
            return part if minute == _own_minute(key) else None

    def keep(self, key: tuple[str, ...], fingerprint: str, part: object) -> None:
        """Keep a part, unless the record has moved, or there are too many whose minute is not over."""
        with self._lock:
            if self._fingerprint != fingerprint:
                return
            if len(self._parts) >= self.most:
                self._parts = {key: one for key, one in self._parts.items() if one[0] == _own_minute(key)}
            if key in self._parts or len(self._parts) < self.most:
                self._parts[key] = (_own_minute(key), part)

    def forget(self) -> None:
        """Let all go."""
        with self._lock:
            self._fingerprint, self._parts = None, {}


def _own_minute(key: tuple[str, ...]) -> int:
    """Minutes since 1970, which begin for each key at another second: all at once would make everybody wait."""
    return int(clock.now().timestamp() + crc32("\n".join(key).encode()) % 60) // 60


_shelf = Shelf(MOST_PAGES)
_parts = Parts(MOST_PARTS)


def for_person(name: str, request: HttpRequest, make: Callable[[], Part]) -> Part:
    """What `make` gave this person before, with the same roles and in the same language, while nothing has happened.

    `make` gives something that nobody changes afterwards, not None, and reads only what changes with the record or
    with the minute: no address of the request, nothing of its session.
    """
    user, member = getattr(request, "user", None), getattr(request, "member", None)
    if user is None or user.pk is None:
        return make()
    roles = ",".join(sorted(doors.roles_of(request)))
    return _part((name, str(user.pk), str(member and member.pk), roles), request, make)


def for_readers(name: str, request: HttpRequest, make: Callable[[], Part]) -> Part:
    """As `for_person`, for what is the same for whoever may see it. The view decides who may."""
    return _part((name,), request, make)


def forget_parts() -> None:
    """Let go of every part of a page that this process keeps."""
    _parts.forget()


def _part(name: tuple[str, ...], request: HttpRequest, make: Callable[[], Part]) -> Part:
    if request.method not in doors.READING:
        return make()
    key, (fingerprint, _minute) = (*name, get_language() or ""), _stamp_of(request)
    found = _parts.find(key, fingerprint)
    if found is None:
        found = make()
        _parts.keep(key, fingerprint, found)
    return cast(Part, found)


def _stamp_of(request: HttpRequest) -> Stamp:
    """The stamp, asked for once a request, before anything that is kept under it is read."""
    stamp: Stamp | None = getattr(request, "kept_under", None)
    if stamp is None:
        stamp = request.kept_under = _stamp()  # type: ignore[attr-defined]  # read here alone
    return stamp


def until_something_happens(view: View) -> View:
    """Let a public view answer visitors with what it answered before, while nothing has happened since."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_plain_visit(request):
            return view(request, *args, **kwargs)
        key, stamp = _key(request), _stamp()
        page = _shelf.find(key, stamp)
        if page is not None:
            return _again(request, page)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and _may_be_kept(request, response):
            _shelf.keep(key, Page(stamp, response.content, dict(response.headers)))
        return response

    return kept


def _again(request: HttpRequest, page: Page) -> HttpResponseBase:
    response = HttpResponse(page.content, headers=page.headers)
    mark = page.headers.get("ETag")
    return get_conditional_response(request, etag=mark, response=response) or response if mark else response


def _is_plain_visit(request: HttpRequest) -> bool:
    """A visitor who reads, and about whom nothing is known that could change the page."""
    return (
        request.method == "GET"
        and doors.roles_of(request) == {doors.Role.VISITOR}
        and not request.session.session_key
        and "messages" not in request.COOKIES
    )


def _key(request: HttpRequest) -> tuple[str, ...]:
    return (request.scheme or "", request.get_host(), get_language() or "", request.get_full_path())


def _stamp() -> Stamp:
    """The last fingerprint of the record, and the minute."""
    fingerprint = ChainTail.objects.values_list("fingerprint", flat=True).first() or ""
    return fingerprint, clock.now().strftime("%Y-%m-%dT%H:%M")


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and len(response.content) <= LONGEST
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not request.session.modified
    )
