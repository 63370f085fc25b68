"""What migrations use so that the house stays open while they run: see ADR 0017."""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations
from django.db.migrations.state import ProjectState


class AddIndexBeside(operations.AddIndex):
    """Adds an index while people go on writing: on PostgreSQL beside the table's work (CONCURRENTLY).

    Its migration says `atomic = False`. One that was broken off leaves an index that is not valid: drop it, and run
    the migration again.
    """

    atomic = False

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            schema_editor.add_index(model, self.index, concurrently=True)  # type: ignore[call-arg]  # PostgreSQL's own


def in_batches(rows: models.QuerySet[Any], size: int = 1000) -> Iterator[models.QuerySet[Any]]:
    """The rows in pieces of `size`, by primary key, each a queryset: a change of millions never holds them all.

    Rows that were changed may leave the queryset; none is passed over for that.
    """
    last = None
    while True:
        after = rows if last is None else rows.filter(pk__gt=last)
        keys = list(after.order_by("pk").values_list("pk", flat=True)[:size])
        if not keys:
            return
        last = keys[-1]
        yield rows.model._default_manager.filter(pk__in=keys)


def nothing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back of a change of data that may stay as it is."""
