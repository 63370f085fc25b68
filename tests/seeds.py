"""Databases that were made once and are copied: the empty ones for houses of their own, and small worlds for journeys.

The tables are made from the models, which takes two seconds; by the migrations it takes half a minute, in each
process. That both ways lead to the same tables is seen where a house starts for the first time (tests/run). A world
takes several seconds, a copy none. Each process of the suite keeps its own.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.plugin import DjangoDbBlocker

FILES = {"default": "alongside.sqlite3", "monitoring": "monitoring.sqlite3"}
VARIABLES = {"default": "DATABASE_URL", "monitoring": "MONITORING_DATABASE_URL"}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

NAMES_OF_TABLES = {"django_content_type", "auth_permission"}
"""Filled when the tables are made, and by no test."""

_empty: dict[str, bytes] = {}
_filled: dict[str, list[str]] = {}
_worlds: dict[str, dict[str, bytes]] = {}


def on_postgres() -> bool:
    """Whether this run is on PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgres"


def note_migrations() -> None:
    """Write down every migration as done in both databases: the tables are those to which they lead."""
    for alias in FILES:
        recorder = MigrationRecorder(connections[alias])
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)


def keep_empty() -> None:
    """Copy both databases of the tests while they have their tables and nothing else."""
    if not on_postgres():
        _empty.update(_rows())
        return
    for alias in FILES:
        connections[alias].close()
        name = connections[alias].settings_dict["NAME"]
        _on_server(alias, f"DROP DATABASE IF EXISTS {_seed(alias)}")
        _on_server(alias, f"CREATE DATABASE {_seed(alias)} TEMPLATE {name}")


def lay_out(folder: Path) -> None:
    """Put empty databases of SQLite into a data folder, as `prepare` makes them: they write ahead (WAL) at once."""
    folder.mkdir(parents=True, exist_ok=True)
    for alias, name in FILES.items():
        with closing(sqlite3.connect(folder / name)) as file, closing(sqlite3.connect(":memory:")) as seed:
            seed.deserialize(_empty[alias])
            seed.backup(file)
            file.execute("PRAGMA journal_mode=WAL")


def differences(folder: Path) -> dict[str, list[str]]:
    """For each database of SQLite in a data folder, what is in it or in those of the tests, and not in both."""
    found = {}
    for alias, name in FILES.items():
        with closing(sqlite3.connect(folder / name)) as file, closing(sqlite3.connect(":memory:")) as seed:
            seed.deserialize(_empty[alias])
            found[alias] = sorted(set(_shape(file)) ^ set(_shape(seed)))
    return found


def _shape(file: sqlite3.Connection) -> Iterator[str]:
    """Each column, index, foreign key and named constraint, in words of its own; their order does not matter."""
    for table, sql in file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        for _number, *column in file.execute(f'PRAGMA table_info("{table}")').fetchall():
            yield f"{table}: column {column}"
        for _number, index, unique, _origin, partial in file.execute(
            f'PRAGMA index_list("{table}")'
        ).fetchall():
            names = [row[2] for row in file.execute(f'PRAGMA index_info("{index}")').fetchall()]
            yield f"{table}: index {names} {unique=} {partial=}"
        for _number, _place, *key in file.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
            yield f"{table}: key {key}"
        for name in re.findall(r'CONSTRAINT "(\w+)"', sql):
            yield f"{table}: constraint {name}"


def make_databases(name: str) -> dict[str, str]:
    """Two empty databases on the server of this run; gives the settings that lead to them."""
    settings = {}
    for alias, variable in VARIABLES.items():
        own = f"{name}_{alias}_{WORKER}"
        _on_server(alias, f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")
        _on_server(alias, f"CREATE DATABASE {own} TEMPLATE {_seed(alias)}")
        settings[variable] = _address(alias, own)
    return settings


def drop_databases(name: str) -> None:
    """Remove what `make_databases` made."""
    for alias in VARIABLES:
        _on_server(alias, f"DROP DATABASE IF EXISTS {name}_{alias}_{WORKER} WITH (FORCE)")


def grow(world: str, make: Callable[[], object]) -> None:
    """Make a world the first time; later put back the rows that it was made of. Outside of any transaction.

    On PostgreSQL it is made each time.
    """
    if world in _worlds:
        _put_back(_worlds[world])
        return
    make()
    if not on_postgres():
        _worlds[world] = _rows()


@contextmanager
def standing(blocker: DjangoDbBlocker, make: Callable[[], object]) -> Iterator[None]:
    """Make something once for all tests of a file; what each changes is undone by itself, and all of it afterwards."""
    with blocker.unblock(), transaction.atomic(), transaction.atomic(using="monitoring"):
        make()
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="monitoring")


def empty(alias: str) -> None:
    """Take all rows out of one database of the tests, as `flush` does, in a tenth of its time.

    `flush` cuts every table off, two hundred and more, and then writes the names of all tables anew. On PostgreSQL
    only tables in which there are rows are touched here.
    """
    connection = connections[alias]
    tables = _tables(alias)
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        if on_postgres():
            cursor.execute("SET LOCAL session_replication_role = replica")  # no key is checked: all rows go
            asked = (f"SELECT '{each}' WHERE EXISTS (SELECT FROM \"{each}\")" for each in tables)
            cursor.execute(" UNION ALL ".join(asked))
            tables = [name for (name,) in cursor.fetchall()]
        for each in tables:
            cursor.execute(f'DELETE FROM "{each}"')


def _tables(alias: str) -> list[str]:
    if alias in _filled:
        return _filled[alias]
    named = connections[alias].introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted(set(named) - NAMES_OF_TABLES)
    if alias in FILES:  # another one is made for a test, and is not there for the next
        _filled[alias] = tables
    return tables


def _rows() -> dict[str, bytes]:
    return {alias: _file_of(alias).serialize() for alias in FILES}


def _put_back(rows: dict[str, bytes]) -> None:
    for alias, kept in rows.items():
        with closing(sqlite3.connect(":memory:")) as seed:
            seed.deserialize(kept)
            seed.backup(_file_of(alias))


def _file_of(alias: str) -> sqlite3.Connection:
    connections[alias].ensure_connection()
    connection: sqlite3.Connection = connections[alias].connection
    return connection


def _seed(alias: str) -> str:
    return f"seed_{alias}_{WORKER}"


def _address(alias: str, name: str) -> str:
    given = os.environ[VARIABLES[alias]]
    return urlsplit(given)._replace(path=f"/{name}").geturl()


def _on_server(alias: str, statement: str) -> None:
    with psycopg.connect(_address(alias, "postgres"), autocommit=True) as server:
        server.execute(statement)
