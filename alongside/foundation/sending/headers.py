"""Header lines: checked so that no value makes a second header, encoded (RFC 2047) and folded (RFC 5322)."""

import re
from base64 import b64encode
from collections.abc import Mapping

NAME = re.compile(r"[!-9;-~]+")
BREAKS = re.compile(r"[\r\n\0]")
PLAIN = re.compile(r"[\x20-\x7e]*")
OURS = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "bcc", "cc", "sender",
        "content-transfer-encoding", "return-path", "dkim-signature"}  # fmt: skip
TOO_LONG = 900  # letters of a word that has to be cut, so that lines stay under 998
FOLD_AT, CHUNK = 76, 42  # bytes: "=?utf-8?b?" + 4/3 of 42 + "?=" stay under the 75 of RFC 2047


def check(given: Mapping[str, str]) -> None:
    """Raise ValueError, in a sentence, for a header that may not be given or that holds a line break."""
    for name, value in given.items():
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a header.")
        if name.lower() in OURS:
            raise ValueError(f"The header {name} is written by the outbox itself.")
        if BREAKS.search(value):
            raise ValueError(f"The header {name} holds a line break.")


def wrong_with(address: str, given: Mapping[str, str]) -> str:
    """Why somebody cannot be written to, in a sentence; empty when nothing is wrong."""
    if BREAKS.search(address):
        return "The address holds a line break."
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or re.search(r"[\s<>,;\"]", address):
        return "This is no email address."
    try:
        check(given)
    except ValueError as problem:
        return str(problem)
    return ""


def line(name: str, value: str) -> bytes:
    """One header with its line end, in ASCII, folded. `value` must hold no line break."""
    if not PLAIN.fullmatch(value) or max(map(len, value.split(" "))) > TOO_LONG:
        value = encoded(value, len(name) + 2)
    elif len(name) + 2 + len(value) > FOLD_AT:
        value = _folded(value, len(name) + 2)
    return f"{name}: {value}\r\n".encode("ascii")


def encoded(value: str, used: int = 0) -> str:
    """Encoded words of RFC 2047, none cut inside a letter, each on a line of its own."""
    chunks, piece = [], b""
    room = max(CHUNK - used, 9)
    for sign in value:
        data = sign.encode("utf-8", "replace")
        if len(piece) + len(data) > room:
            chunks.append(piece)
            piece, room = b"", CHUNK
        piece += data
    chunks.append(piece)
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode()}?=" for chunk in chunks)


def _folded(value: str, used: int) -> str:
    """Broken before words where lines grow long; a word that is longer stays whole."""
    words = value.split(" ")
    lines, now = [], words[0]
    for word in words[1:]:
        if now.strip() and word and used + len(now) + 1 + len(word) > FOLD_AT:
            lines.append(now)
            now, used = word, 1
        else:
            now += " " + word
    return "\r\n ".join([*lines, now])


def mailbox(name: str, address: str, name_header: str = "To") -> str:
    """A name and an address as a header says them; the address is given in ASCII, or as RFC 6531 has it."""
    if not name:
        return address
    if not PLAIN.fullmatch(name) or len(name) > FOLD_AT:
        return f"{encoded(name, len(name_header) + 2)} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
