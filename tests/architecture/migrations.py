"""What a migration may not do while the version before it still runs beside it (ADR 0017).

Reads the modules themselves, so that it bites as well where tables are made without migrations.
"""

import importlib
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.models.fields import NOT_PROVIDED

from alongside.foundation.migrating import AddIndexBeside
from tests.architecture.sources import HOUSE

LONG_ENOUGH = 20  # letters of a reason
HARMLESS = (
    operations.CreateModel, operations.RemoveIndex, operations.RenameIndex, operations.RemoveConstraint,
    operations.AlterModelOptions, operations.AlterModelManagers, operations.AlterModelTableComment,
)  # fmt: skip
TAKES_AWAY: dict[type[Operation], str] = {
    operations.RemoveField: "takes a column away",
    operations.DeleteModel: "takes a table away",
    operations.RenameField: "takes the old name of a column away",
    operations.RenameModel: "takes the old name of a table away",
    operations.AlterModelTable: "takes the old name of a table away",
    operations.AlterUniqueTogether: "forbids rows",
    operations.AlterIndexTogether: "locks a table while it makes an index",
    operations.AlterOrderWithRespectTo: "adds a column that the version before does not fill",
    operations.RunSQL: "says what only a person can judge",
}


@dataclass
class Known:
    """What stands when a migration begins, as far as the rule asks; and the tables that it makes itself."""

    fields: dict[tuple[str, str, str], models.Field] = field(default_factory=dict)  # type: ignore[type-arg]
    own: set[str] = field(default_factory=set)

    def note(self, app: str, operation: Operation) -> None:
        if isinstance(operation, operations.CreateModel):
            self.own.add(operation.name_lower)
            for name, one in operation.fields:
                self.fields[app, operation.name_lower, name] = one
        elif isinstance(operation, operations.AddField | operations.AlterField):
            self.fields[app, operation.model_name_lower, operation.name] = operation.field


def all_of(room: str) -> list[Migration]:
    """The migrations of a room, in their order."""
    names = sorted(path.stem for path in (HOUSE / room / "migrations").glob("0*.py"))
    found = [importlib.import_module(f"alongside.{room}.migrations.{name}") for name in names]
    return [module.Migration(name, room) for module, name in zip(found, names, strict=True)]


def refusals(migrations: Iterable[Migration], before: int = 0) -> Iterator[str]:
    """What the rule refuses in the migrations of one room, but for the first `before`, which are older than it."""
    known = Known()
    for number, migration in enumerate(migrations, 1):
        known.own = set()
        for operation in _touching(migration.operations):
            if number > before and (why := _why_not(migration, operation, known)):
                yield f"{migration.app_label}.{migration.name}: {operation.describe()}: {why}"
            known.note(migration.app_label, operation)


def _touching(given: Iterable[Operation]) -> Iterator[Operation]:
    """The operations that touch the database: of those apart from the state, only what the database gets."""
    for operation in given:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _touching(operation.database_operations)
        else:
            yield operation


def _why_not(migration: Migration, operation: Operation, known: Known) -> str:
    """Why an operation may not run beside the version before; empty when it may."""
    if len(getattr(migration, "two_steps", "")) >= LONG_ENOUGH:
        return ""
    on = getattr(operation, "model_name_lower", "")
    if isinstance(operation, HARMLESS) or (on and on in known.own):
        return ""
    if isinstance(operation, AddIndexBeside):
        return "" if migration.atomic is False else "needs atomic = False"
    if isinstance(operation, operations.AddField):
        return _adds(operation.field)
    if isinstance(operation, operations.AlterField):
        was = known.fields.get((migration.app_label, operation.model_name_lower, operation.name))
        return _alters(was, operation.field)
    if isinstance(operation, operations.RunPython):
        return _runs(operation)
    if isinstance(operation, operations.AddIndex):
        return "locks a table while it makes an index: use foundation.migrating.AddIndexBeside"
    if isinstance(operation, operations.AddConstraint):
        return "forbids rows that the version before may write"
    return TAKES_AWAY.get(type(operation), "is not known to the rule")


def _adds(new: models.Field) -> str:  # type: ignore[type-arg]
    if new.many_to_many or new.null or new.db_default is not NOT_PROVIDED or getattr(new, "generated", False):
        return ""
    return "the version before does not fill this column: give it db_default, or null=True"


def _alters(was: models.Field | None, new: models.Field) -> str:  # type: ignore[type-arg]
    """Narrower than before, or made anew."""
    if was is None or was.get_internal_type() != new.get_internal_type():
        return "makes a column anew"
    if was.null and not new.null:
        return "forbids rows without a value, which the version before may write"
    if (new.max_length or 10**9) < (was.max_length or 10**9):
        return "forbids texts that the version before may write"
    if _indexes(new) > _indexes(was):
        return "locks a table while it makes an index"
    if was.db_default is not NOT_PROVIDED and new.db_default is NOT_PROVIDED:
        return "takes a value away that the version before counts on"
    return ""


def _indexes(column: models.Field) -> int:  # type: ignore[type-arg]
    return 2 if column.unique else int(getattr(column, "db_index", False))


def _runs(operation: operations.RunPython) -> str:
    if operation.reverse_code is None:
        return "has no way back: give it one, if need be foundation.migrating.nothing"
    if "in_batches(" not in inspect.getsource(operation.code):
        return "may hold a whole table: use foundation.migrating.in_batches"
    return ""
