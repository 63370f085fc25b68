"""One message on its way: its envelope, and the mail itself as it goes over the wire."""

import time
from dataclasses import dataclass
from email.utils import formatdate, parseaddr
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from ..models import Message
from . import headers, signing, verp, words
from .skeleton import Head, Part, Skeleton, clean

KEPT = 64  # skeletons at hand: a mailing has a few, each in two encodings
TOO_MANY = 1_000  # mailings before everything is made anew
NO_UTF8 = (
    "The address has letters beyond a to z before the @, and the mail server does not take such addresses."
)


class CannotWrite(ValueError):
    """This message can never go; the text says why."""


@dataclass(frozen=True)
class Features:
    """What a mail server offers, from its answer to EHLO."""

    pipelining: bool = False
    eight_bit: bool = False
    utf8: bool = False


class Outgoing:
    """A message with its envelope and its mail, dots doubled (RFC 5321, 4.5.2), without the dot that ends it."""

    __slots__ = ("mail", "message", "opening", "recipient", "small")

    def __init__(self, message: Message, opening: bytes, recipient: bytes, mail: bytes) -> None:
        self.message, self.opening, self.recipient, self.mail = message, opening, recipient, mail
        self.small = message.mailing_id is None


_heads: dict[UUID, Head] = {}
_skeletons: dict[tuple[UUID, str, bool], tuple[list[Part], Skeleton]] = {}


def prepare(message: Message, features: Features) -> Outgoing:
    """Everything that goes over the wire. Raises CannotWrite."""
    address, utf8 = ascii_address(message.to)
    if utf8 and not features.utf8:
        raise CannotWrite(NO_UTF8)
    try:
        body, eight_bit = _body(message, features.eight_bit and not signing.is_on())
        head = _head(message, address)
    except KeyError as missing:
        raise CannotWrite(f"Nothing is there for {missing}.") from missing
    mail = head + body
    if signing.is_on():
        mail = signing.signature(mail) + mail
    if b"\r\n." in mail:
        mail = mail.replace(b"\r\n.", b"\r\n..")
    sender = verp.address_for(message.pk) if settings.BOUNCES_BY_ADDRESS else from_address()[1]
    options = (" BODY=8BITMIME" if eight_bit or utf8 else "") + (" SMTPUTF8" if utf8 else "")
    return Outgoing(
        message,
        f"MAIL FROM:<{sender}>{options}\r\n".encode("ascii"),
        f"RCPT TO:<{address}>\r\n".encode(),
        mail,
    )


def ascii_address(address: str) -> tuple[str, bool]:
    """The address with its domain in ASCII, and whether it needs RFC 6531. Raises CannotWrite."""
    wrong = headers.wrong_with(address, {})
    if wrong:
        raise CannotWrite(wrong)
    if address.isascii():
        return address, False
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}", not local.isascii()
    except UnicodeError as problem:
        raise CannotWrite(f"There can be no domain {domain}.") from problem


@lru_cache(maxsize=4)
def _parsed(sender: str) -> tuple[str, str]:
    name, address = parseaddr(sender)
    return name, ascii_address(address)[0]


def from_address() -> tuple[str, str]:
    """Name and address of the sender."""
    return _parsed(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=4)
def _from_line(sender: str) -> bytes:
    return f"From: {headers.mailbox(*_parsed(sender), 'From')}\r\n".encode("ascii")


@lru_cache(maxsize=2)
def _date(second: int) -> bytes:
    return f"Date: {formatdate(second)}\r\n".encode("ascii")


def _head(message: Message, address: str) -> bytes:
    name = clean(message.to_name) if message.mailing is not None else ""
    lines = [
        _from_line(settings.DEFAULT_FROM_EMAIL),
        f"To: {headers.mailbox(name, address)}\r\n".encode(),
        headers.line("Subject", words.subject_of(message)),
        _date(int(time.time())),
        f"Message-ID: {words.message_id(message)}\r\n".encode("ascii"),
    ]
    return b"".join(lines) + _shared(message).filled(message.fill, message.headers)


def _shared(message: Message) -> Head:
    if message.mailing is None:
        return Head({})
    if message.mailing.pk not in _heads:
        if len(_heads) > TOO_MANY:
            _heads.clear()
        _heads[message.mailing.pk] = Head(words.of_mailing(message.mailing))
    return _heads[message.mailing.pk]


def _body(message: Message, eight_bit: bool) -> tuple[bytes, bool]:
    """The body and whether it is in 8 bits."""
    found = _skeleton(message, eight_bit=True).filled(message.fill) if eight_bit else None
    if found is not None:
        return found, True
    found = _skeleton(message, eight_bit=False).filled(message.fill)
    assert found is not None
    return found, False


def _skeleton(message: Message, *, eight_bit: bool) -> Skeleton:
    if message.mailing is None:
        return Skeleton(parts_of(message), message.language, eight_bit=eight_bit)
    key = (message.mailing.pk, message.version, eight_bit)
    parts, held = parts_of(message), _skeletons.get(key)
    if held is None or held[0] != parts:  # the words of a mailing may change while some of it still waits
        if len(_skeletons) >= KEPT:
            _skeletons.clear()
        held = _skeletons[key] = (parts, Skeleton(parts, message.language, eight_bit=eight_bit))
    return held[1]


def parts_of(message: Message) -> list[Part]:
    """The bodies of a message, the plainest first; those of a mailing have their slots open."""
    if message.mailing is not None:
        version = message.mailing.versions[message.version]
        text, html = version["text"], version["html"]
    else:
        text, html = message.text, message.html
    parts = [Part(text, "text/plain")]
    if html:
        parts.append(Part(html, "text/html", escaped=True))
    if message.calendar:
        parts.append(Part(message.calendar, f"text/calendar; method={words.method_of(message.calendar)}"))
    return parts
