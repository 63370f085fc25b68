"""Databases that were made once and are copied: the empty ones for houses of their own, and small worlds for journeys.

Making the tables takes ten seconds of work, and a world several; a copy takes none. Each process of the suite
keeps its own.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connections

FILES = {"default": "alongside.sqlite3", "monitoring": "monitoring.sqlite3"}
VARIABLES = {"default": "DATABASE_URL", "monitoring": "MONITORING_DATABASE_URL"}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")

_empty: dict[str, bytes] = {}
_worlds: dict[str, dict[str, bytes]] = {}


def on_postgres() -> bool:
    """Whether this run is on PostgreSQL."""
    return os.environ.get("TEST_DATABASE") == "postgres"


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
    """Put empty databases of SQLite into a data folder, as `prepare` would make them."""
    folder.mkdir(parents=True, exist_ok=True)
    for alias, name in FILES.items():
        with closing(sqlite3.connect(folder / name)) as file, closing(sqlite3.connect(":memory:")) as seed:
            seed.deserialize(_empty[alias])
            seed.backup(file)


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
