"""A version made into mail once, with its slots open; each recipient's words are then laid into it.

`multipart/alternative` with plain text first (RFC 2046), in 8 bits where the server takes them (RFC 6152) and lines
stay short, else quoted-printable (RFC 2045), where soft line breaks stand around what a slot holds.
"""

import hashlib
import re
from binascii import b2a_qp
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.conf import settings

from . import headers, slots

LONGEST = 990  # bytes of a line, under the 998 of RFC 5322


@dataclass(frozen=True)
class Part:
    """One body of a mail: its words, its type such as `text/plain`, and how slots are written in it."""

    words: str
    type: str
    escaped: bool = False


@dataclass(frozen=True)
class _Slot:
    """Where in the pieces a slot stands."""

    at: int
    name: str
    escaped: bool


class Skeleton:
    """The body of a version, from `Content-Type` on, in one encoding."""

    def __init__(self, parts: list[Part], language: str, *, eight_bit: bool) -> None:
        self.eight_bit = eight_bit
        self._write = _eight_bit if eight_bit else _soft
        self._pieces: list[bytes] = []
        self._slots: list[_Slot] = []
        self._text = b""
        lines = [(line, part.escaped) for part in parts for line in _unix(part.words).split("\n")]
        self._longest = max(_length(line) for line, _escaped in lines)
        self._lines = [
            (_length(line), [(name, escaped) for name in slots.SLOT.findall(line)])
            for line, escaped in lines
            if slots.OPENS in line
        ]
        self._lay_out(parts, language)

    def filled(self, fill: Mapping[str, str]) -> bytes | None:
        """The body with its slots filled; None where a line would grow too long for 8 bits.

        Raises KeyError for a slot that is not given.
        """
        if self.eight_bit and self._longest > LONGEST:
            return None
        if not self._slots:
            return self._text
        pieces = self._pieces.copy()
        written: dict[tuple[str, bool], bytes] = {}
        for one in self._slots:
            key = (one.name, one.escaped)
            if key not in written:
                words = fill[one.name]
                written[key] = self._write(escape(words) if one.escaped else words)
            pieces[one.at] = written[key]
        if self.eight_bit and any(
            length + sum(len(written[key]) for key in keys) > LONGEST for length, keys in self._lines
        ):
            return None
        return b"".join(pieces)

    def _lay_out(self, parts: list[Part], language: str) -> None:
        self._add(f"MIME-Version: 1.0\r\nContent-Language: {language}\r\n".encode("ascii", "replace"))
        if len(parts) == 1:
            self._add_part(parts[0])
        else:
            boundary = _boundary(parts)
            encoding = b"Content-Transfer-Encoding: 8bit\r\n" if self.eight_bit else b""
            self._add(encoding + b'Content-Type: multipart/alternative; boundary="' + boundary + b'"\r\n\r\n')
            for part in parts:
                self._add(b"--" + boundary + b"\r\n")
                self._add_part(part)
            self._add(b"--" + boundary + b"--\r\n")
        self._text = b"".join(self._pieces)

    def _add_part(self, part: Part) -> None:
        encoding = "8bit" if self.eight_bit else "quoted-printable"
        head = f'Content-Type: {part.type}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
        self._add(head.encode("ascii"))
        for number, piece in enumerate(slots.parts(part.words)):
            if number % 2:
                self._slots.append(_Slot(len(self._pieces), piece, part.escaped))
                self._pieces.append(b"")
            else:
                self._add(_eight_bit(piece) if self.eight_bit else _quoted(piece))
        self._add(b"\r\n")

    def _add(self, piece: bytes) -> None:
        self._pieces.append(piece)


class Head:
    """The headers that all of a mailing have; those without a slot are written once."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._ready = {
            name.lower(): headers.line(name, value) for name, value in given.items() if not slots.names(value)
        }
        self._open = {name.lower(): (name, value) for name, value in given.items() if slots.names(value)}
        self._all = b"".join(self._ready.values())

    def filled(self, fill: Mapping[str, str], own: Mapping[str, str]) -> bytes:
        """The header lines of one recipient; their own ones stand in the place of those with the same name."""
        if not own:
            return self._all + b"".join(_line(name, value, fill) for name, value in self._open.values())
        theirs = {name.lower() for name in own}
        lines = [line for name, line in self._ready.items() if name not in theirs]
        lines += [_line(*pair, fill) for name, pair in self._open.items() if name not in theirs]
        lines += [headers.line(name, clean(value)) for name, value in own.items()]
        return b"".join(lines)


def clean(value: str) -> str:
    """A value for a header: line breaks become spaces."""
    return re.sub(r"[\r\n\0]+\s*", " ", value)


def _line(name: str, value: str, fill: Mapping[str, str]) -> bytes:
    return headers.line(name, clean(slots.filled(value, fill)))


def _boundary(parts: list[Part]) -> bytes:
    """A line that no part holds: "=_" cannot stand in quoted-printable, and nobody can guess the rest."""
    digest = hashlib.sha256("\0".join(part.words for part in parts).encode("utf-8", "replace"))
    digest.update(settings.SECRET_KEY.encode())
    return b"=_" + digest.hexdigest()[:32].encode()


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _length(line: str) -> int:
    """The bytes of a line without what its slots hold."""
    return len(slots.SLOT.sub("", line).encode("utf-8", "replace"))


def _eight_bit(text: str) -> bytes:
    return _unix(text).replace("\n", "\r\n").encode("utf-8", "replace")


def _quoted(text: str) -> bytes:
    return b2a_qp(_unix(text).encode("utf-8", "replace"), istext=True).replace(b"\n", b"\r\n")


def _soft(text: str) -> bytes:
    return b"=\r\n" + _quoted(text) + b"=\r\n"
