"""What stands where a backup is to be restored: nothing yet, a house with people in it, or a broken database."""

import sqlite3
from enum import Enum
from pathlib import Path

from django.db import DatabaseError, connections

from alongside.foundation import jobs

from . import contents, engines, erased, making, sqlite, stores
from .trouble import CannotRestore

TABLES = ("foundation_event", "foundation_centre", "people_member")


class Here(Enum):
    """What was found. Of a broken one, nothing can be asked: it is only put aside."""

    NOTHING = "nothing"
    HOUSE = "house"
    BROKEN = "broken"


def look() -> Here:
    """Whether there is a centre, a member or anything on record."""
    store = engines.of("main")
    if isinstance(store, sqlite.SQLite) and not store.path.exists():
        return Here.NOTHING
    try:
        there = set(connections["default"].introspection.table_names())
        tables = [table for table in TABLES if table in there]
        held = any(stores.ask("default", f"SELECT 1 FROM {table} LIMIT 1") for table in tables)  # noqa: S608 - names of our own
    except (DatabaseError, sqlite3.DatabaseError):
        if not isinstance(store, sqlite.SQLite):
            raise  # a server that does not answer takes no backup either
        connections["default"].close()
        return Here.BROKEN
    return Here.HOUSE if held else Here.NOTHING


def refuse_to_replace(here: Here, *, replace: bool) -> None:
    """A house with anything in it is replaced only when that was said, and never while it runs."""
    if here is Here.NOTHING:
        return
    if not replace:
        what = (
            "There is a centre here already."
            if here is Here.HOUSE
            else "The database that is here is broken."
        )
        raise CannotRestore(f"{what} To put it aside and restore the backup in its place, add --replace.")
    if here is Here.HOUSE and jobs.is_alive("worker"):
        raise CannotRestore(
            "The worker was alive a minute ago. Stop the web process and the worker, wait a minute, then restore again."
        )


def note_who_left(here: Here, folder: Path) -> None:
    """Who left this house until now must not come back with an older backup of it."""
    if here is not Here.HOUSE:
        return
    try:
        making.note_who_left(folder)
    except (OSError, DatabaseError) as problem:
        raise CannotRestore(
            f"The list of who left, {folder / erased.NAME}, cannot be written: {problem}. Without it they would come "
            "back. Make the folder writable, then restore again."
        ) from None


def files(here: Here) -> list[str]:
    """The uploaded files that the rows of this house name."""
    return contents.named(making.Now("default")) if here is Here.HOUSE else []
