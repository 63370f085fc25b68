"""The navigation of the house: each room adds its own entrances when it starts."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from . import doors

Area = Literal["main", "account", "footer", "joined"]
"""Where entrances stand; "joined" is the page that somebody sees after joining."""


@dataclass(frozen=True)
class Entrance:
    label: str | Promise
    url_name: str
    order: int
    area: Area
    roles: frozenset[doors.Role]


@dataclass(frozen=True)
class Item:
    """An entrance as one request sees it."""

    label: str | Promise
    url: str
    current: bool


_entrances: dict[tuple[str, str], Entrance] = {}


def add(
    label: str | Promise,
    url_name: str,
    order: int,
    area: Area = "main",
    roles: frozenset[doors.Role] = doors.EVERYONE,
) -> None:
    """Add an entrance, shown to these roles."""
    _entrances[area, url_name] = Entrance(label, url_name, order, area, roles)


def items(request: HttpRequest, area: Area) -> list[Item]:
    """The entrances of one area that this request may see, in order."""
    seen = [e for e in _entrances.values() if e.area == area and e.roles & doors.roles_of(request)]
    language = get_language()
    urls = [(entrance, _url(entrance.url_name, language)) for entrance in sorted(seen, key=lambda e: e.order)]
    around = max((url for _entrance, url in urls if request.path.startswith(url)), key=len, default="")
    return [Item(entrance.label, url, url == around) for entrance, url in urls]


@cache
def _url(url_name: str, language: str | None) -> str:
    """The address of an entrance: the same for everybody who reads this language."""
    return reverse(url_name)
