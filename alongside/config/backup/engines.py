"""Which of the two kinds of database stands behind a part of a backup."""

from django.db import connections

from .postgres import Postgres
from .sqlite import SQLite
from .stores import ALIASES, Store


def of(part: str) -> Store:
    """The database behind a part: "main" or "monitoring"."""
    connection = connections[ALIASES[part]]
    return SQLite(connection.alias) if connection.vendor == "sqlite" else Postgres(connection.alias)
