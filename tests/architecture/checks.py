"""The house rules that import-linter cannot say, each as a function that lists what breaks it."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.foundation import privacy
from tests.architecture.sources import HOUSE, PURE, files, imports, piece

OPEN_PIECES = {"models", "queries", "rules", "actions", "signals", "figures"}
OPEN_ROOMS = {"foundation", PURE}
FREE_TO_IMPORT = {"config"}
WRITERS = {"actions", "models", "migrations"}
WRITING = {
    "save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create",
}  # fmt: skip
NOT_ROWS = {"request", "settings", "super", "seen", "storage"}


def passages(house: Path = HOUSE) -> Iterator[str]:
    """Imports between rooms of anything but models, queries, rules, actions, signals and figures."""
    for room, path in files(house):
        for line, name in imports(path, house):
            parts = name.split(".")
            if (
                parts[0] != house.name
                or len(parts) < 3
                or parts[1] in {room, *OPEN_ROOMS}
                or room in FREE_TO_IMPORT
            ):
                continue
            if parts[2] not in OPEN_PIECES:
                yield f"{path.relative_to(house)}:{line} imports {name}"


def writes(house: Path = HOUSE) -> Iterator[str]:
    """Rows written anywhere but in actions and models. The cellar has other names and guards itself."""
    for room, path in files(house):
        if room in OPEN_ROOMS or piece(path, house) in WRITERS:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func):
                yield f"{path.relative_to(house)}:{node.lineno} calls .{node.func.attr}()"


def _writes(called: ast.Attribute) -> bool:
    """A manager, a queryset or a row: `x.objects.create`, `rows.update`, `member.brings.create`, `row.save`."""
    if called.attr not in WRITING:
        return False
    root = called.value
    while isinstance(root, ast.Attribute | ast.Call | ast.Subscript):
        root = root.func if isinstance(root, ast.Call) else root.value
    return not isinstance(root, ast.Name) or root.id not in NOT_ROWS


def foreign_keys(floor_of: dict[str, int], tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """Foreign keys that point to a room upstairs, or to another room on the same floor."""
    for table in tables:
        for field in table._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            here, there = table._meta.app_label, field.related_model._meta.app_label
            if here != there and there in floor_of and floor_of[there] >= floor_of[here]:
                yield f"{table._meta.label}.{field.name} points up to {there}"


def undeclared_fields(tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """Fields that do not say what they hold, and declarations of fields that are not there."""
    for table in tables:
        declared = set(privacy.declared(table))
        present = {field.name for field in table._meta.concrete_fields}
        yield from (f"{table._meta.label}.{name} is not declared" for name in sorted(present - declared))
        yield from (
            f"{table._meta.label}.{name} is declared but not there" for name in sorted(declared - present)
        )


def all_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL of the house with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry, where)
        else:
            yield where, entry


def doorless(patterns: Iterable[tuple[str, URLPattern]]) -> Iterator[str]:
    """Views of the house that do not say who may enter."""
    for where, pattern in patterns:
        ours = getattr(pattern.callback, "__module__", "").startswith("alongside.")
        if ours and not hasattr(pattern.callback, "door"):
            yield where


def named_patterns(resolver: URLResolver | None = None, room: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL that has a name, as `reverse` is asked for it."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_patterns(entry, f"{room}{entry.namespace}:" if entry.namespace else room)
        elif entry.name:
            yield room + entry.name, entry


def shared_names(patterns: Iterable[tuple[str, URLPattern]]) -> Iterator[str]:
    """Names that two addresses have, and that do not tell which of the two is meant.

    Two addresses may share one where one view answers both and one takes more: a form, and a step of it.
    """
    known: dict[str, list[URLPattern]] = {}
    for name, pattern in patterns:
        known.setdefault(name, []).append(pattern)
    for name, found in known.items():
        taken = {tuple(sorted(pattern.pattern.converters)) for pattern in found}
        if len(taken) < len(found) or len({pattern.callback for pattern in found}) > 1:
            yield name
