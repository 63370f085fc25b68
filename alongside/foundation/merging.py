"""Two entries turn out to be one person: how the rows of each room go over to the entry that is kept.

A room says for each of its fields that point to a member what becomes of its rows. First the rooms settle what one
person can have once only, then rows go over, and what is left with the other entry is treated as when somebody leaves.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from .actors import Actor


@dataclass(frozen=True)
class Way:
    """What becomes of rows. `alike`: with these fields the same, one person has one row; None where they may have many.

    `while_empty` names moments that end a row: one that ended is in nobody's way. With `drop` a row that cannot go over
    is deleted at once: it holds nothing but that it is there.
    """

    alike: tuple[str, ...] | None = None
    while_empty: tuple[str, ...] = ()
    drop: bool = False
    stays: bool = False


MOVES = Way()
"""Every row goes over."""
STAYS = Way(stays=True)
"""It says something of that entry itself, such as that it was put together with another one."""


def one_each(*alike: str, while_empty: tuple[str, ...] = (), drop: bool = False) -> Way:
    """A row goes over, unless the kept entry has one alike: then that one stands."""
    return Way(alike, while_empty, drop)


@dataclass(frozen=True)
class Merging:
    """What a room registers: its name in the house, and as people read it. `ways` is {"Registration.member": a way}.

    `refuses(keep, gone)` gives sentences for what people have to put in order first. `settle(keep, gone, by)` makes the
    two count as one, where that takes more than letting rows go over.
    """

    app: str
    label: str | Promise
    ways: Mapping[str, Way]
    settle: Callable[[Any, Any, Actor], None] | None = None
    refuses: Callable[[Any, Any], list[str]] | None = None


_rooms: dict[str, Merging] = {}


def register(room: Merging) -> None:
    """Called once by each room with rows about members."""
    _rooms[room.app] = room


def refusals(keep: models.Model, gone: models.Model) -> list[str]:
    """What has to be put in order first, room by room."""
    return [sentence for room in _sorted() if room.refuses for sentence in room.refuses(keep, gone)]


def settle(keep: models.Model, gone: models.Model, *, by: Actor) -> None:
    """Let each room settle what one person can have once only."""
    for room in _sorted():
        if room.settle:
            room.settle(keep, gone, by)


def move(keep: models.Model, gone: models.Model) -> dict[str, int]:
    """Let rows go over, as each room said. Gives how many of each kind went."""
    moved: dict[str, int] = {}
    for name, way in _ways():
        model, field = _field(name)
        count = _move(model, field, way, keep.pk, gone.pk)
        if count:
            moved[name] = moved.get(name, 0) + count
    return moved


def counted(member: models.Model) -> dict[str, int]:
    """How many rows point to somebody, by the label of their room; one query for each kind of row."""
    found: dict[str, int] = {}
    for name, _way in _ways():
        model, field = _field(name)
        rows = model._base_manager.filter(**{field: member.pk}).count()
        if rows:
            label = str(_rooms[name.partition(".")[0]].label)
            found[label] = found.get(label, 0) + rows
    return found


def undeclared(target: type[models.Model]) -> list[str]:
    """Fields that point to this model and of which no room says how they are merged. None, in a house that is whole."""
    said = {name for name, _way in _ways()}
    return sorted(set(pointing_at(target)) - said)


def pointing_at(target: type[models.Model]) -> Iterator[str]:
    """Every field that points to a model, such as "gatherings.Registration.member"."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.remote_field is not None and field.remote_field.model is target:
                yield f"{model._meta.label}.{field.name}"


def _sorted() -> list[Merging]:
    return [_rooms[name] for name in sorted(_rooms)]


def _ways() -> Iterator[tuple[str, Way]]:
    for room in _sorted():
        for name, way in sorted(room.ways.items()):
            yield f"{room.app}.{name}", way


def _field(name: str) -> tuple[type[models.Model], str]:
    app, model, field = name.split(".")
    return apps.get_model(app, model), field


def _move(model: type[models.Model], field: str, way: Way, keep: Any, gone: Any) -> int:
    rows = model._base_manager.filter(**{field: gone})
    if way.stays:
        return 0
    if way.alike is None:
        return rows.update(**{field: keep})
    there = {_mark(row, way) for row in model._base_manager.filter(**{field: keep}) if _stands(row, way)}
    going = []
    for row in rows.order_by("pk"):
        if not _stands(row, way):
            going.append(row.pk)
        elif (mark := _mark(row, way)) not in there:
            there.add(mark)
            going.append(row.pk)
    count = model._base_manager.filter(pk__in=going).update(**{field: keep})
    if way.drop:
        model._base_manager.filter(**{field: gone}).delete()
    return count


def _stands(row: models.Model, way: Way) -> bool:
    return all(getattr(row, name) is None for name in way.while_empty)


def _mark(row: models.Model, way: Way) -> tuple[Any, ...]:
    fields: Any = row._meta
    return tuple(getattr(row, fields.get_field(name).attname) for name in way.alike or ())
