"""The forms of a page as a program sees them, what is live in a page, and who may send what where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from alongside.foundation.doors import Door, Role
from tests.hostile.corpus import MARK

ENTRANTS = (
    Role.MEMBER,
    Role.COORDINATOR,
    Role.ADMINISTRATOR,
    Role.FACILITATOR,
    Role.ACCESS,
    Role.FINANCE,
    Role.AUDITOR,
    Role.VISITOR,
)
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "ping",
    "srcset",
    "xlink:href",
    "content",
)
"""Attributes from which a browser goes somewhere."""


@dataclass
class Field:
    """A control: its name, its type, what it holds, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    numeric: bool = False


@dataclass
class Form:
    """Where a form goes, how, and its controls by name."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


class Page(HTMLParser):
    """The forms of a page, and every place in it where `MARK` is more than text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.live: list[str] = []
        self._form: Form | None = None
        self._select: Field | None = None
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.live += _live(tag, given)
        self._inside = tag if tag in ("script", "style") else ""
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
        name = given.get("name", "")
        if not name or tag not in ("input", "select", "textarea", "button") or self._form is None:
            return
        kind = given.get("type", "text").lower() if tag == "input" else tag
        known = self._form.fields.setdefault(name, Field(name, kind, given.get("value", "")))
        known.numeric = given.get("inputmode") in ("numeric", "decimal")
        if kind in ("radio", "checkbox"):
            known.options.append(given.get("value", "on"))
        self._select = known if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._inside and MARK in data:
            self.live.append(f"<{self._inside}>{data[:80]}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.live.append(f"<!--{data[:80]}")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)


def _live(tag: str, given: dict[str, str]) -> Iterator[str]:
    """What in one tag would run, or lead somewhere that `MARK` names."""
    if MARK in tag or any(MARK in name for name in given):
        yield f"<{tag} {list(given)}>"
    for name, value in given.items():
        if MARK not in value:
            continue
        if name.startswith("on") or name in ("style", "srcdoc") or (name in ADDRESSES and _leads(value)):
            yield f"<{tag} {name}={value[:80]!r}>"


def _leads(value: str) -> bool:
    """Whether an address runs a script, or belongs to somebody else. A browser skips white space and control signs."""
    plain = "".join(sign for sign in value if ord(sign) > 32).lower()
    head = plain.partition(":")[0]
    return head in ("javascript", "vbscript", "data", "view-source") or plain.startswith("//" + MARK)


def entrants(door: Door) -> list[Role]:
    """Who sends: a visitor and a member where everybody may, else the first who may."""
    if Role.VISITOR in door.roles:
        return [Role.VISITOR, Role.MEMBER]
    return [next(role for role in ENTRANTS if role in door.roles)]
