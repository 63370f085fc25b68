"""The navigation of the house: each room adds its own entrances when it starts."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.db.models import TextChoices
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import doors


class Group(TextChoices):
    """What people do with an entrance of their account, in the order in which the groups stand."""

    HOME = "home", _("Your desk")
    PART = "part", _("Taking part")
    PEOPLE = "people", _("People")
    SESSIONS = "sessions", _("At sessions")
    MONEY = "money", _("Money")
    STORY = "story", _("Story and figures")
    NEWS = "news", _("Letters and newsletters")
    CENTRE = "centre", _("Running the centre")
    ME = "me", _("About me")
    OUT = "out", _("Sign out")


Area = Literal["main", "footer", "joined"] | Group
"""Where entrances stand: "joined" is the page that somebody sees after joining, and a group is one of the account."""
ALWAYS_SHOWN = frozenset({Group.HOME, Group.OUT})
"""Groups whose entrances nobody has to open anything for."""


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


@dataclass(frozen=True)
class Shelf:
    """The entrances of one group that one request may see; `folded` where they are opened by the name of the group."""

    label: str | Promise
    entrances: list[Item]
    folded: bool

    @property
    def current(self) -> bool:
        """Whether this request is somewhere in this group."""
        return any(item.current for item in self.entrances)


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
    return [item for _entrance, item in _seen(request, frozenset({area}))]


def shelves(request: HttpRequest) -> list[Shelf]:
    """The entrances of the account that this request may see, by group. One alone in its group is not folded away."""
    seen = _seen(request, frozenset(Group))
    found = []
    for group in Group:
        entrances = [item for entrance, item in seen if entrance.area is group]
        if entrances:
            folded = len(entrances) > 1 and group not in ALWAYS_SHOWN
            found.append(Shelf(group.label, entrances, folded))
    return found


def _seen(request: HttpRequest, areas: frozenset[Area]) -> list[tuple[Entrance, Item]]:
    """What this request may see, in order. The entrance with the longest address that leads towards it is current."""
    seen = [e for e in _entrances.values() if e.area in areas and e.roles & doors.roles_of(request)]
    language = get_language()
    urls = [(entrance, _url(entrance.url_name, language)) for entrance in sorted(seen, key=lambda e: e.order)]
    around = max((url for _entrance, url in urls if request.path.startswith(url)), key=len, default="")
    return [(entrance, Item(entrance.label, url, url == around)) for entrance, url in urls]


@cache
def _url(url_name: str, language: str | None) -> str:
    """The address of an entrance: the same for everybody who reads this language."""
    return reverse(url_name)
