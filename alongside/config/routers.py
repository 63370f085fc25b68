"""Equality answers live in a database of their own; nothing joins across. Visitors may read from a copy."""

from typing import Any

from django.db.models import Model

from alongside.foundation import nearby

APART = "monitoring"
COUNTED = "django_cache"  # limits are counted there, so what is read must be what was written


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


class VisitorsNearby:
    """Sends what visitors read to the copy of the main database, when `foundation.nearby` says so."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        elsewhere = model._meta.app_label in (APART, COUNTED)
        return nearby.COPY if nearby.is_on() and not elsewhere else None

    def db_for_write(self, model: type[Model], **hints: Any) -> None:
        """Whoever writes reads what was written."""
        nearby.stop()

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == nearby.COPY else None
