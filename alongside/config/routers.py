"""Equality answers live in a database of their own; nothing joins across."""

from typing import Any

from django.db.models import Model

APART = "monitoring"


class MonitoringApart:
    """Sends the room `monitoring` to its own database, and everybody else to the main one."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return APART if model._meta.app_label == APART else "default"

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return self.db_for_read(model)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return (one._meta.app_label == APART) == (other._meta.app_label == APART)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == APART) == (app_label == APART)
