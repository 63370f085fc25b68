"""What is waiting for somebody: each room says what, and the desk shows it in order of due date."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise

from .components import Kind

Text = str | Promise


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody can do next: "10 minutes, by Friday".

    `minutes` is about how long it takes, None where that is not known. `ours` says that it is the centre's: any of the
    staff who see it can do it, while the rest waits for the person of the request alone. `room` is filled in.
    """

    title: Text
    url: str
    hint: Text = ""
    due: date | None = None
    status: Text = ""
    kind: Kind = "neutral"
    minutes: int | None = None
    ours: bool = False
    room: str = ""


Asker = Callable[[HttpRequest], Iterable[Waiting]]

_askers: dict[str, Asker] = {}
_on_record: set[str] = set()


def register(name: str, asker: Asker, *, on_record: bool = False) -> None:
    """A room registers, under its own name, a function that says what waits for the person of a request.

    A room with several parts names each after itself: "gatherings", "gatherings.minutes". `on_record` says that
    everything which the function reads changes with the record of actions or with the minute, and that it depends on
    the person, their roles and the language alone: its answer may then be kept for them until the record moves.
    """
    _askers[name] = asker
    (_on_record.add if on_record else _on_record.discard)(name)


def ours(rows: Iterable[Waiting], *, minutes: int | None = None) -> Iterator[Waiting]:
    """These are the centre's to do, by any of the staff who see them; each takes about so many minutes."""
    for row in rows:
        yield replace(row, ours=True, minutes=row.minutes or minutes)


def mine(rows: Iterable[Waiting], *, minutes: int) -> Iterator[Waiting]:
    """These wait for the person of the request; each takes about so many minutes."""
    for row in rows:
        yield replace(row, minutes=row.minutes or minutes)


def for_request(request: HttpRequest) -> list[Waiting]:
    """Everything that waits, soonest first; what has no date comes last."""
    from . import kept  # rooms register before there are models

    held = kept.for_person("waiting", request, lambda: _asked(request, _askers.keys() & _on_record))
    found = held | _asked(request, _askers.keys() - _on_record)
    items = [item for name in sorted(found) for item in found[name]]
    return sorted(items, key=lambda item: (item.due is None, item.due or date.max))


def _asked(request: HttpRequest, names: AbstractSet[str]) -> dict[str, list[Waiting]]:
    """What each of these functions says."""
    return {
        name: [replace(item, room=name.partition(".")[0]) for item in _askers[name](request)]
        for name in names
    }
