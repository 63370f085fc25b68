"""Asking, within a size and a time, an address that was judged."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .judging import CannotFetch, Target, judge, judge_address, plain_host

MOST_REDIRECTS = 3
PIECE = 64 * 1024
MOVED = {301, 302, 303, 307, 308}
NOT_MODIFIED = 304
Resolve = Callable[[str, int], Collection[str]]
"""From a host name and a port to the addresses it has, as text."""


@dataclass(frozen=True)
class Fetched:
    """What came: the status (200 or 304), bytes, media type without parameters, where from, and its ETag."""

    status: int
    content: bytes
    type: str
    final_url: str
    etag: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the other site says that nothing changed since the ETag that was sent."""
        return self.status == NOT_MODIFIED


@dataclass(frozen=True)
class _Question:
    """What is asked: with a body it is sent (POST), without one it is asked for (GET)."""

    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""


class _Deadline:
    """When it is over, for the whole of a fetch and not for each of its parts."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left. Raises CannotFetch when there are none."""
        left = self._ends - monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def check(self) -> None:
        """Raise CannotFetch when the time is over."""
        _left = self.left

    def passed(self) -> CannotFetch:
        """The sentence for a site that was too slow."""
        seconds = max(1, round(self.seconds))
        sentence = ngettext(
            "It did not answer within %(count)d second.",
            "It did not answer within %(count)d seconds.",
            seconds,
        )
        return CannotFetch(sentence % {"count": seconds})


def get(
    url: str,
    *,
    most_bytes: int,
    timeout: float,
    allowed_hosts: Collection[str],
    types: Collection[str],
    etag: str = "",
    resolve: Resolve | None = None,
) -> Fetched:
    """What is at an address, if it is safe to ask for it.

    `timeout` is in seconds, for everything together. `types` are media types such as "application/json". With `etag`,
    a site may answer that nothing changed (see `Fetched.unchanged`). Raises CannotFetch with a sentence for people.
    """
    deadline = _Deadline(timeout)
    hosts = {plain_host(host) for host in allowed_hosts}
    for _hop in range(MOST_REDIRECTS + 1):
        target = judge(url, hosts)
        with _asked(target, _Question(etag=etag), deadline, resolve or _look_up) as answer:
            if answer.status not in MOVED:
                return _take(answer, target, deadline, most_bytes=most_bytes, types=types)
            url = urljoin(target.url, answer.getheader("Location", ""))
    raise CannotFetch(_("It sends us from address to address without end."))


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    timeout: float,
    allowed_hosts: Collection[str],
    resolve: Resolve | None = None,
) -> int:
    """Send JSON to an address, if it is safe to. Gives the status of the answer, which is not read any further.

    A redirect is an answer like any other: what is sent goes to the address that was judged, and nowhere else.
    `timeout` is in seconds, for everything together. Raises CannotFetch with a sentence for people.
    """
    deadline = _Deadline(timeout)
    target = judge(url, {plain_host(host) for host in allowed_hosts})
    with _asked(target, _Question(body, headers), deadline, resolve or _look_up) as answer:
        deadline.check()  # headers that were cut off in time look whole
        return answer.status


def check(url: str, *, allowed_hosts: Collection[str]) -> None:
    """Judge an address without asking for it. Raises CannotFetch with a sentence for people."""
    judge(url, {plain_host(host) for host in allowed_hosts})


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _addresses(target: Target, deadline: _Deadline, resolve: Resolve) -> list[str]:
    """Every address of a host, all of them judged. Looking up has no time limit of its own, so it gets a thread."""
    answers: list[Collection[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers.append(resolve(target.host, target.port))
        except (OSError, UnicodeError) as problem:
            answers.append(problem)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left)
    if not answers:
        raise deadline.passed()
    found = answers[0]
    if isinstance(found, Exception) or not found:
        raise CannotFetch(_("No site has the name %(host)s.") % {"host": target.host})
    for address in found:
        judge_address(address, target)
    return list(found)


@contextmanager
def _asked(
    target: Target, question: _Question, deadline: _Deadline, resolve: Resolve
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request, its body still to be read. Closes the line when the time is over."""
    with _connected(target, deadline, resolve) as line, _closed_in_time(line, deadline):
        try:
            with _spoken(line, target) as spoken, closing(_ask(spoken, target, question)) as answer:
                yield answer
        except (OSError, http.client.HTTPException, ValueError) as problem:
            deadline.check()  # a line that was closed in time fails as any other does
            raise CannotFetch(_why(problem)) from problem


@contextmanager
def _spoken(line: socket.socket, target: Target) -> Iterator[socket.socket]:
    """The line as https speaks over it."""
    if not target.secure:
        yield line
        return
    with ssl.create_default_context().wrap_socket(line, server_hostname=target.host) as spoken:
        yield spoken


def _ask(line: socket.socket, target: Target, question: _Question) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = line
    headers = {"Accept-Encoding": "identity", "User-Agent": f"Alongside (+{settings.SITE_URL})"}
    headers |= {"Connection": "close"} | ({"If-None-Match": question.etag} if question.etag else {})
    method = "GET" if question.body is None else "POST"
    connection.request(method, target.path, question.body, headers | dict(question.headers))
    return connection.getresponse()


def _connected(target: Target, deadline: _Deadline, resolve: Resolve) -> socket.socket:
    """A line to the first judged address that answers; who is at its other end is judged once more."""
    for address in _addresses(target, deadline, resolve):
        try:
            line = socket.create_connection((address, target.port), timeout=deadline.left)
        except OSError:
            deadline.check()
            continue
        try:
            judge_address(str(line.getpeername()[0]), target)
        except (OSError, CannotFetch):
            line.close()
            raise
        return line
    raise CannotFetch(_("%(host)s does not answer.") % {"host": target.host})


@contextmanager
def _closed_in_time(line: socket.socket, deadline: _Deadline) -> Iterator[None]:
    """Hang up when the time is over, whatever is being waited for: a handshake, a header, one more byte."""
    other_end = line.dup()

    def hang_up() -> None:
        with suppress(OSError):
            other_end.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(deadline.left, hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        other_end.close()


def _take(
    answer: http.client.HTTPResponse,
    target: Target,
    deadline: _Deadline,
    *,
    most_bytes: int,
    types: Collection[str],
) -> Fetched:
    deadline.check()  # headers that were cut off in time look whole
    etag = answer.getheader("ETag", "")[:200]
    if answer.status == NOT_MODIFIED:
        return Fetched(NOT_MODIFIED, b"", "", target.url, etag)
    if answer.status != http.client.OK:
        raise CannotFetch(
            _("It answered with the number %(status)d.") % {"status": answer.status}, answer.status
        )
    kind = answer.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in types:
        raise CannotFetch(_("What came is not of the kind that was asked for."), answer.status)
    if answer.getheader("Content-Encoding", "identity").strip().lower() != "identity":
        raise CannotFetch(_("What came is packed, and we asked for it unpacked."), answer.status)
    return Fetched(answer.status, _body(answer, deadline, most_bytes), kind, target.url, etag)


def _body(answer: http.client.HTTPResponse, deadline: _Deadline, most_bytes: int) -> bytes:
    """All of it, or CannotFetch at the first byte too many."""
    body = bytearray()
    if (answer.length or 0) > most_bytes:
        raise _too_large(most_bytes)
    while piece := answer.read(min(PIECE, most_bytes + 1 - len(body))):
        body += piece
        if len(body) > most_bytes:
            raise _too_large(most_bytes)
    deadline.check()  # a line that was closed in time ends as a whole answer does
    if answer.length:
        raise CannotFetch(_("The answer broke off before its end."))
    return bytes(body)


def _too_large(most_bytes: int) -> CannotFetch:
    return CannotFetch(
        _("It is larger than %(size)s megabytes, and so it was not read.")
        % {"size": f"{most_bytes / 1_000_000:g}"}
    )


def _why(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _("Its certificate is not to be trusted, so we cannot know whose site it is.")
    if isinstance(problem, ssl.SSLError):
        return _("It does not speak https as it should.")
    if isinstance(problem, http.client.IncompleteRead | ConnectionError):
        return _("The answer broke off before its end.")
    return _("What it answered is not what a web site answers.")
