"""A small world made several times as large, so that whatever is counted on a page is many.

Every row of every table is copied, whatever room it is of: so no room can be forgotten. A copy hangs on the same
things as its original, so that a list which had one line has several. Where a table allows a thing only once for
somebody, the copy is of the copied person, or has the next number or another name.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from alongside.foundation import actors, record
from alongside.foundation.models import Event

ALONE = {"foundation.Centre", "foundation.ChainTail", "foundation.Event", "foundation.JobRun", "foundation.Heartbeat",
         "foundation.OnceKey", "projects.Link"}  # fmt: skip
"""Tables of which a house has one row, whose rows nobody lists, or whose rows fit in one place alone."""
ROOMS = "alongside."
_next = count(1)

Table = type[models.Model]


class Copies(dict[Table, dict[Any, Any]]):
    """The copies of one pass, by table: the number of an original, and that of its copy."""


class Multiplier:
    """The rows of the main database as they are now, to be copied as often as wanted."""

    def __init__(self) -> None:
        self.tables = list(_in_order(_tables()))
        self.originals = {table: list(table._default_manager.all().order_by("pk")) for table in self.tables}
        self.passes = count()

    def empty(self) -> set[str]:
        """The tables without a row: whatever is listed of them is not multiplied."""
        return {table._meta.label for table, rows in self.originals.items() if not rows}

    def multiply(self, times: int) -> None:
        """Copy every row so often; and let as much more be on record."""
        for _time in range(times):
            time, copies = next(self.passes), Copies()
            for table in self.tables:
                copies[table] = _copy(table, self.originals[table], copies, time)
        for verb in list(Event.objects.values_list("verb", flat=True)[: 20 * times]):
            record.record(verb, None, by=actors.SYSTEM)


def _tables() -> list[Table]:
    ours = (
        table for table in apps.get_models(include_auto_created=True) if table.__module__.startswith(ROOMS)
    )
    return [
        table
        for table in ours
        if table._meta.label not in ALONE and table._meta.app_label != "monitoring" and table._meta.managed
    ]


def _in_order(tables: list[Table]) -> Iterator[Table]:
    """Those that others point to come first."""
    waiting, done = list(tables), set()
    while waiting:
        ready = [table for table in waiting if not (_points_to(table) & set(waiting)) - {table}] or waiting[
            :1
        ]
        for table in ready:
            waiting.remove(table)
            done.add(table)
            yield table


def _points_to(table: Table) -> set[Table]:
    return {field.related_model for field in _links(table)}


def _links(table: Table) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in table._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _copy(table: Table, rows: Iterable[models.Model], copies: Copies, time: int) -> dict[Any, Any]:
    """Copies of each row that may have some: the number of the original, and that of the copy that copies hang on.

    Where a row has a number of its own within something, there are two: the next one there, and the same in the copy.
    """
    made: dict[Any, Any] = {}
    for row in rows:
        for by_link in (False, True):
            values = {field.attname: getattr(row, field.attname) for field in table._meta.concrete_fields}
            used = _another(table, values, copies, time, by_link)
            if used is None or (by_link and not used):
                continue
            twin = table(**values)
            try:
                with transaction.atomic():
                    models.Model.save_base(twin, force_insert=True)
            except IntegrityError:
                continue
            made[row.pk] = twin.pk
            if not any(len(group) > 1 for group in _once(table)):
                break
    return made


def _another(table: Table, values: dict[str, Any], copies: Copies, time: int, by_link: bool) -> bool | None:
    """Change what has to differ from the original. None when nothing can; true when it hangs on a copy.

    With `by_link`, it hangs on the copy of something rather than have another number.
    """
    key = table._meta.pk
    changed: set[str] = set()
    linked = False
    if isinstance(key, models.UUIDField):
        values[key.attname] = uuid.uuid4()
    elif not isinstance(key, models.ForeignKey):
        del values[key.attname]
    for names in _once(table):
        fields: list[Any] = [table._meta.get_field(name) for name in names]
        if any(field.attname in changed for field in fields) or any(
            values.get(f.attname) is None for f in fields
        ):
            continue
        one = _changeable(fields, values, copies, time, by_link)
        if one is None:
            return None
        linked = linked or (isinstance(one, models.ForeignKey) and len(fields) > 1)
        changed.add(one.attname)
    return linked


def _once(table: Table) -> Iterator[tuple[str, ...]]:
    """The fields, or groups of fields, of which no two rows have the same."""
    for field in table._meta.concrete_fields:
        if field.unique and not (field.primary_key and not isinstance(field, models.ForeignKey)):
            yield (field.name,)
    for rule in table._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and rule.fields:
            yield tuple(rule.fields)
    for group in table._meta.unique_together:
        yield tuple(group)


def _changeable(fields: list[Any], values: dict[str, Any], copies: Copies, time: int, by_link: bool) -> Any:
    """Change one field of a group: a number or a word where there is one, else whom or what it hangs on."""
    ways = [_number, _link] if not by_link else [_link, _number]
    return next((field for way in ways if (field := way(fields, values, copies, time))), None)


def _number(fields: list[Any], values: dict[str, Any], copies: Copies, time: int) -> Any:
    plain = (field for field in fields if not isinstance(field, models.ForeignKey))
    return next((field for field in plain if _differ(field, values)), None)


def _link(fields: list[Any], values: dict[str, Any], copies: Copies, time: int) -> Any:
    links = [field for field in fields if isinstance(field, models.ForeignKey)]
    for field in links[time % len(links) :] + links[: time % len(links)] if links else []:
        twin = copies.get(field.related_model, {}).get(values[field.attname])
        if twin is not None:
            values[field.attname] = twin
            return field
    return None


def _differ(field: Any, values: dict[str, Any]) -> bool:
    """Another number, word, address or day in one field, if that is what it holds."""
    held, number = values[field.attname], next(_next)
    if field.choices:
        return False
    if isinstance(field, models.UUIDField):
        values[field.attname] = uuid.uuid4()
    elif isinstance(field, models.IntegerField):
        values[field.attname] = 1_000 + number
    elif isinstance(field, models.DateField):
        values[field.attname] = held + timedelta(days=number % 20_000)
    elif isinstance(field, models.EmailField):
        values[field.attname] = f"twin{number}@member.example"
    elif isinstance(field, models.CharField):
        values[field.attname] = _word(held, field.max_length or 200, number)
    else:
        return False
    return bool(held) or not isinstance(held, str)


def _word(held: str, longest: int, number: int) -> str:
    """The same word with a number at its end; a key to a row stays one."""
    if re.fullmatch(r"[a-z_]+\.[a-z_]+:\d+", held):
        return f"{held[: held.index(':')]}:{900_000 + number}"
    end = f"{number:04}" if longest < 10 else f"-{number}"
    return held[: longest - len(end)] + end
