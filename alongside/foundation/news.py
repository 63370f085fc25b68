"""What is new for a member: each room says what, and a round-up shows it, grouped and newest first.

A room registers under its own name a function that is given a member and a moment, and answers what became new since.
It also names the pages on which its news stands, so that what a reader opened can be left out of their round-up.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from . import actors

Text = str | Promise


@dataclass(frozen=True)
class News:
    """One thing that is new. `kind` heads its group; `key` names it, as in "gatherings.session:7".

    `url` is a path of this house, `at` the moment from which it is new. `done` says that the member did it themselves,
    or takes part already: a round-up leaves that out.
    """

    kind: Text
    key: str
    title: str
    url: str
    at: datetime
    done: bool = False


@dataclass(frozen=True)
class Group:
    """News of one kind, the newest first."""

    kind: Text
    rows: list[News]


Teller = Callable[[Any, datetime], Iterable[News]]

_tellers: dict[str, Teller] = {}
_pages: dict[str, frozenset[str]] = {}


def register(room: str, teller: Teller, *, pages: Collection[str] = ()) -> None:
    """A room says what is new for a member since a moment. `pages` names the views on which that stands.

    The function is given the member (a `people.Member`), and asks a constant number of questions.
    """
    _tellers[room] = teller
    _pages[room] = frozenset(pages)


def is_page(view_name: str) -> bool:
    """Whether news stands on a page, by the name of its view such as "gatherings:session"."""
    return any(view_name in pages for pages in _pages.values())


def for_member(member: Any, since: datetime, until: datetime) -> list[News]:
    """What became new after `since` and not after `until`, whatever the member did; newest first, each key once."""
    found: dict[str, News] = {}
    for room in sorted(_tellers):
        for one in _tellers[room](member, since):
            if since < one.at <= until and (one.key not in found or found[one.key].at < one.at):
                found[one.key] = one
    return sorted(found.values(), key=lambda one: (one.at, one.key), reverse=True)


def grouped(rows: Iterable[News]) -> list[Group]:
    """News by kind, the group with the newest first; rows keep the order in which they come."""
    groups: dict[str, Group] = {}
    for one in rows:
        groups.setdefault(str(one.kind), Group(one.kind, [])).rows.append(one)
    return list(groups.values())


def key_of_member(member: Any) -> str:
    """How the member stands on record as the one who did something; "" for who has no account."""
    return actors.Actor(f"account:{member.account_id}").key if member.account_id else ""


def page_of(url: str) -> str:
    """A path without the language of its reader, so that the same page is known in every language."""
    path = url.partition("?")[0].partition("#")[0]
    code, _slash, rest = path.lstrip("/").partition("/")
    return f"/{rest}" if code in dict(settings.LANGUAGES) else path
