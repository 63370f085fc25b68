"""Fields of a report: groups of lines such as "Status: 5.1.1", by lower-case name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message as Mail

Fields = dict[str, str]

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?:^|[\s;:<(])([245])\d\d(?=[\s\-])")
NAMED = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*)")
MOST = 200_000


def text_of(part: Mail) -> str:
    """What a part says, unpacked, whatever its alphabet claims to be."""
    if part.is_multipart():
        inner = part.get_payload()
        pieces = inner if isinstance(inner, list) else []
        said = "\n\n".join(str(piece) for piece in pieces)
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in (
            "base64",
            "quoted-printable",
        ):
            return said[:MOST]
        part = _plain(part, said)
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return str(part.get_payload() or "")[:MOST]
    return _decoded(raw[:MOST], part)


def groups(text: str) -> Iterator[Fields]:
    """Each group of fields between empty lines; folded lines are joined."""
    found: Fields = {}
    name = ""
    for line in text.splitlines():
        if not line.strip():
            if found:
                yield found
            found, name = {}, ""
        elif line[0] in " \t" and name:
            found[name] += " " + line.strip()
        elif told := NAMED.fullmatch(line.strip()):
            name = told[1].lower()
            found.setdefault(name, told[2].strip())
    if found:
        yield found


def status_in(*texts: str) -> str:
    """The first enhanced status (RFC 3463) in these texts; else one made of a plain reply code; else nothing."""
    for text in texts:
        if found := STATUS.search(text):
            return ".".join(str(int(number)) for number in found.groups())
    for text in texts:
        if plain := REPLY.search(text):
            return f"{plain[1]}.0.0"
    return ""


def after_type(value: str) -> str:
    """What stands after "rfc822;" or "smtp;"."""
    kind, mark, rest = value.partition(";")
    return rest.strip() if mark and " " not in kind.strip() else value.strip()


def _plain(part: Mail, said: str) -> Mail:
    """A packed part that the parser took for headers: put back as one that can be unpacked."""
    made = Mail()
    made["Content-Transfer-Encoding"] = str(part["Content-Transfer-Encoding"])
    made.set_payload(said.strip())
    return made


def _decoded(raw: bytes, part: Mail) -> str:
    for alphabet in (str(part.get_content_charset() or ""), "utf-8"):
        try:
            return raw.decode(alphabet)
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("latin-1")
