"""Move the house to other databases: from SQLite to PostgreSQL, back, or to another server. Files stay where they are.

Every row is read as the models read it, written as the other database keeps it, read back there and compared. All of it
is in one transaction of each new database; the old ones are only read, so whoever changes their mind goes on with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside.foundation import record

from . import environment
from .backup import here, making, stores
from .backup.engines import of
from .backup.trouble import CannotRestore

AT_A_TIME, WITH_BYTES = (
    500,
    10,
)  # rows that are held in memory, fewer where they may be files of some megabytes
OLD = {"default": "old_default", "monitoring": "old_monitoring"}
MADE_ANEW = {"cache", "django_migrations"}
EXAMPLES = "Write postgres://NAME:PASSWORD@HOST/DATABASE, or sqlite:////FOLDER/FILE."
HOUSE = ("foundation_event", "foundation_centre", "people_member")
Row = tuple[Any, ...]


class CannotMove(Exception):
    """Nothing was moved, and the house is as it was; says what to do."""


@dataclass(frozen=True)
class Moved:
    """How many rows there are now, in how many tables, and which tables nobody knows and so stay behind."""

    rows: int
    tables: int
    left_behind: list[str]


def move(to: dict[str, str]) -> Moved:
    """Copy everything to the addresses of "default" and "monitoring", which must lead to empty databases.

    Raises CannotMove for a house that is in use, an address that leads nowhere or to a house, and any row that would
    not be the same there.
    """
    settings = {alias: _settings(address) for alias, address in to.items()}
    _refuse_the_same(settings)
    _refuse_in_use()
    with _in_place_of_the_old(settings):
        try:
            _make_ready()
            with transaction.atomic("default"), transaction.atomic("monitoring"):
                counts = {model: _copy(model) for model in _models()}
                if not record.is_whole():
                    raise CannotMove("The record of actions is not whole. Look: manage.py check_record")
        except DatabaseError as problem:
            raise CannotMove(f"Nothing was moved: {str(problem).strip()}") from problem
        return Moved(sum(counts.values()), len(counts), _left_behind())


def _settings(address: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = environment.database_at(address)
        kind = str(found["ENGINE"]).rpartition(".")[2]
    except (ValueError, KeyError, ImproperlyConfigured):
        kind = "none"
    if kind not in ("sqlite3", "postgresql"):
        raise CannotMove(f"{environment.without_password(address)} is no address of a database. {EXAMPLES}")
    return found


def _refuse_the_same(settings: dict[str, dict[str, Any]]) -> None:
    def place(one: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(one.get(name) or "") for name in ("ENGINE", "HOST", "PORT", "NAME"))

    new = [place(one) for one in settings.values()]
    if len(set(new)) < len(new):
        raise CannotMove(
            "Both addresses lead to one database. Equality answers need a database of their own."
        )
    if set(new) & {place(connections[alias].settings_dict) for alias in settings}:
        raise CannotMove("This address leads to where the house is already. Give that of an empty database.")


def _refuse_in_use() -> None:
    try:
        if here.look() is not here.Here.HOUSE:
            raise CannotMove("There is no centre here that could be moved. Do the settings lead to it?")
        here.refuse_to_replace(here.Here.HOUSE, replace=True)
        for part in stores.ALIASES:
            of(part).refuse_if_in_use()
    except CannotRestore as refused:
        raise CannotMove(str(refused).replace("restore", "move")) from None


@contextmanager
def _in_place_of_the_old(settings: dict[str, dict[str, Any]]) -> Iterator[None]:
    """The new databases under the names by which the house knows them, and the old ones as `OLD`."""
    was = {alias: connections.settings[alias] for alias in settings}
    with (
        stores.known_as(OLD["default"], was["default"]),
        stores.known_as(OLD["monitoring"], was["monitoring"]),
    ):
        try:
            for alias, new in settings.items():
                _change(alias, connections.configure_settings({alias: new, "default": new})[alias])
            yield
        finally:
            for alias, old in was.items():
                _change(alias, old)


def _change(alias: str, settings: dict[str, Any]) -> None:
    connections[alias].close()
    del connections[alias]
    connections.settings[alias] = settings


def _make_ready() -> None:
    """Tables in the new databases, the same as in the old ones, and nothing of a house in them."""
    there = set(connections["default"].introspection.table_names())
    if any(stores.ask("default", f"SELECT 1 FROM {table} LIMIT 1") for table in HOUSE if table in there):  # noqa: S608  # names of ours
        raise CannotMove("There is a house at this address already. Give the address of an empty database.")
    call_command("prepare", verbosity=0, rights=False)
    for alias, old in OLD.items():
        if missing := sorted(_applied(alias, alias) - _applied(old, alias)):
            raise CannotMove(
                f"The tables here are older than this version ({missing[0]}). First: manage.py prepare"
            )


def _applied(alias: str, known_as: str) -> set[str]:
    """What was applied to a database. Django also writes down there what belongs to the other one, and does nothing."""
    apart = known_as == "monitoring"
    return {one for one in making.migrations(making.Now(alias)) if one.startswith("monitoring.") == apart}


def _models() -> list[type[models.Model]]:
    """Every model with a table of its own, those between two models included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _alias(model: type[models.Model]) -> str:
    return "monitoring" if model._meta.app_label == "monitoring" else "default"


def _copy(model: type[models.Model]) -> int:
    """All rows of a model, each compared with what it was; gives how many."""
    alias, fields = _alias(model), model._meta.local_concrete_fields
    new, names = connections[alias], [field.attname for field in fields]
    at_a_time = WITH_BYTES if any(isinstance(field, models.BinaryField) for field in fields) else AT_A_TIME
    table = stores.quoted(model._meta.db_table)
    columns = ", ".join(stores.quoted(str(field.column)) for field in fields)
    insert = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - plain names
    reader, count = _rows(model, OLD[alias], names).order_by("pk").iterator(chunk_size=at_a_time), 0
    with new.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - what `prepare` wrote
        while batch := list(islice(reader, at_a_time)):
            try:
                cursor.executemany(insert, [_as_kept(fields, row, new) for row in batch])
            except DatabaseError as problem:
                raise CannotMove(
                    f"A row of {table} cannot be kept there: {str(problem).strip()}"
                ) from problem
            _compare(model, names, batch)
            count += len(batch)
        _go_on_counting(model, connections[OLD[alias]], new)
    return count


def _rows(model: type[models.Model], alias: str, names: list[str]) -> Any:
    """All rows of a table, whatever its manager leaves out."""
    everything: models.QuerySet[Any] = models.QuerySet(model, using=alias)
    return everything.values_list(*names)


def _as_kept(fields: Any, row: Row, connection: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]


def _compare(model: type[models.Model], names: list[str], batch: list[Row]) -> None:
    """Raises CannotMove unless every row of a batch is in the new database as it is in the old one."""
    key = names.index(model._meta.pk.attname)
    wanted = {row[key]: row for row in batch}
    found = {row[key]: row for row in _rows(model, _alias(model), names).filter(pk__in=list(wanted))}
    for one, row in wanted.items():
        if found.get(one) != row:
            wrong = [name for name, a, b in zip(names, row, found.get(one, row), strict=True) if a != b]
            raise CannotMove(
                f"Row {one} of {model._meta.db_table} would not be the same there ({', '.join(wrong) or 'missing'}). "
                "Nothing was moved."
            )


def _go_on_counting(model: type[models.Model], old: BaseDatabaseWrapper, new: BaseDatabaseWrapper) -> None:
    """The next row gets the number that it would have got: a number that was given once is not given again."""
    field = model._meta.auto_field
    if field is None or field not in model._meta.local_concrete_fields:
        return
    last = _last_number(old, model._meta.db_table, str(field.column))
    if not last:
        return
    with new.cursor() as cursor:
        if new.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, last]
            )
        else:
            cursor.execute(
                "SELECT setval(%s, %s)", [_sequence(new, model._meta.db_table, str(field.column)), last]
            )


def _last_number(connection: BaseDatabaseWrapper, table: str, column: str) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return int(found[0]) if found else 0
        cursor.execute(f"SELECT last_value, is_called FROM {_sequence(connection, table, column)}")  # noqa: S608  # names of ours
        last, given = cursor.fetchone()
        return int(last) if given else 0


def _sequence(connection: BaseDatabaseWrapper, table: str, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [stores.quoted(table), column])
        return str(cursor.fetchone()[0])


def _left_behind() -> list[str]:
    ours = {model._meta.db_table for model in _models()} | MADE_ANEW
    there = {table for old in OLD.values() for table in connections[old].introspection.table_names()}
    return sorted(table for table in there - ours if not table.startswith("sqlite_"))
