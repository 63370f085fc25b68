"""The rights registry: what each room holds about a person, and what it does when the person leaves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from .actors import Actor

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class RightsOf(Protocol):
    """What a room registers: a name, an export of what it holds, and an erasure.

    It may also have `links(account)`, a list of {"label", "url"} to where the person chooses.
    """

    name: str

    def export(self, account: "AbstractBaseUser") -> dict[str, Any]: ...

    def erase(self, account: "AbstractBaseUser", *, by: Actor) -> None: ...


_rooms: dict[str, RightsOf] = {}


def register(room: RightsOf) -> None:
    """Called once by each room that holds something about people. Raises ValueError for a name used twice."""
    if room.name in _rooms and type(_rooms[room.name]) is not type(room):
        raise ValueError(f"Two rooms call themselves {room.name}.")
    _rooms[room.name] = room


def rooms() -> Iterator[RightsOf]:
    """The rooms that registered, in order of name."""
    return iter(_rooms[name] for name in sorted(_rooms))


def links(account: "AbstractBaseUser") -> list[dict[str, Any]]:
    """Where a person chooses about what rooms hold, room by room."""
    return [link for room in rooms() for link in getattr(room, "links", _no_links)(account)]


def _no_links(account: "AbstractBaseUser") -> list[dict[str, Any]]:
    return []


def export(account: "AbstractBaseUser") -> dict[str, Any]:
    """Everything that the house holds about an account, room by room, JSON-able."""
    return {room.name: room.export(account) for room in rooms()}


def erase(account: "AbstractBaseUser", *, by: Actor) -> None:
    """Ask every room to erase what it holds, as its fields declare."""
    for room in rooms():
        room.erase(account, by=by)
