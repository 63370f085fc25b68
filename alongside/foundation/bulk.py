"""What a program does that writes hundreds of thousands of rows in one transaction, and people's pages never do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections


@contextmanager
def without_savepoints() -> Iterator[None]:
    """An `atomic` within another makes no savepoint: of what the actions ask the database, that is a third.

    On PostgreSQL thousands of them in one transaction also make all that follows slow. Whatever fails inside ends the
    whole transaction, even where it is caught; what must be able to fail goes through `with_savepoints`.
    """
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


@contextmanager
def with_savepoints() -> Iterator[None]:
    """As everywhere else, though this is inside `without_savepoints`."""
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = True
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


def take_stock(*databases: str, thoroughly: bool = False) -> None:
    """Let PostgreSQL count its rows, as it does by itself after a while, but not inside a long transaction.

    `thoroughly` also lets it note which pages of a table everybody may see; that needs to be outside any transaction.
    """
    for name in databases:
        database = connections[name]
        if database.vendor != "postgresql":
            continue
        how = "VACUUM (ANALYZE)" if thoroughly and not database.in_atomic_block else "ANALYZE"
        with database.cursor() as cursor:
            tables = map(database.ops.quote_name, database.introspection.table_names(cursor))
            cursor.execute(f"{how} {', '.join(sorted(tables))}")
