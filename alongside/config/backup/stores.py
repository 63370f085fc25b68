"""The two databases, as a backup sees them: a snapshot to copy from, and a place to load a copy into."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connections

Rows = list[tuple[Any, ...]]

ALIASES = {"main": "default", "monitoring": "monitoring"}


class Asked(Protocol):
    """Whatever answers a statement with rows."""

    def rows(self, statement: str) -> Rows: ...


class Snapshot(Asked, Protocol):
    """A database as it was at one moment, while others go on writing."""

    def dump(self) -> Iterator[bytes]: ...


class Store(Protocol):
    """One of the two databases. `aside` names where the rows until now are put, and nothing of them is deleted."""

    kind: str

    def snapshot(self) -> AbstractContextManager[Snapshot]: ...

    def room_needed(self) -> list[tuple[Path, int]]: ...

    def refuse_if_in_use(self) -> None: ...

    def load(self, dump: Path, aside: str) -> str: ...

    def put_back(self, aside: str) -> None: ...

    def practise(self, dump: Path, alias: str) -> AbstractContextManager[None]: ...


def ask(alias: str, statement: str) -> Rows:
    """Rows of a database as it stands now."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return [tuple(row) for row in cursor.fetchall()]


def quoted(name: str) -> str:
    """A name of a table or column for a statement. They come from the database itself, and are plain words.

    Raises ValueError for any other.
    """
    if not re.fullmatch(r"\w+", name):
        raise ValueError(f"{name!r} is no name of a table.")
    return f'"{name}"'


def counts(ask_for: Any, tables: list[str]) -> dict[str, int]:
    """How many rows each table holds."""
    found = {table: ask_for(f"SELECT count(*) FROM {quoted(table)}") for table in tables}  # noqa: S608 - plain names
    return {table: int(rows[0][0]) for table, rows in found.items()}


@contextmanager
def known_as(alias: str, settings: dict[str, Any]) -> Iterator[None]:
    """A database under a name of its own, as long as this lasts."""
    connections.settings[alias] = connections.configure_settings({alias: settings, "default": settings})[
        alias
    ]
    try:
        with closing(connections[alias]):
            yield
    finally:
        del connections[alias]
        del connections.settings[alias]
