"""What a model field holds, and what erasure does to it. Every field of every model declares it.

A model carries `privacy = {"field": public(), "called": personal(BLANK), ...}`; a test walks all models.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from . import clock


class Kind(StrEnum):
    PUBLIC = "public"
    PERSONAL = "personal"
    SPECIAL = "special-category"


class Erasure(StrEnum):
    KEEP = "keep"
    BLANK = "blank"
    DELETE = "delete the row"


KEEP, BLANK, DELETE = Erasure.KEEP, Erasure.BLANK, Erasure.DELETE


@dataclass(frozen=True)
class Declared:
    kind: Kind
    erasure: Erasure
    keep_days: int | None = None


def public(erasure: Erasure = KEEP) -> Declared:
    """Says nothing about a person, or is meant for everybody to see."""
    return Declared(Kind.PUBLIC, erasure)


def personal(erasure: Erasure = BLANK, keep_days: int | None = None) -> Declared:
    """About a person who can be known from it."""
    return Declared(Kind.PERSONAL, erasure, keep_days)


def special(erasure: Erasure = DELETE, keep_days: int | None = None) -> Declared:
    """Health, ethnicity and the like (UK GDPR article 9)."""
    return Declared(Kind.SPECIAL, erasure, keep_days)


def declared(model: type[models.Model]) -> dict[str, Declared]:
    """What a model declares of its fields; empty when it declares nothing."""
    return getattr(model, "privacy", {})


def erase(row: models.Model) -> None:
    """Do to one row what its fields declare: delete it, or blank what is to be blanked."""
    declarations = declared(type(row))
    if any(item.erasure is DELETE for item in declarations.values()):
        row.delete()
        return
    blanked = [name for name, item in declarations.items() if item.erasure is BLANK]
    for name in blanked:
        setattr(row, name, empty_value(row._meta.get_field(name)))
    if blanked:
        row.save(update_fields=blanked)


def empty_value(field: Any) -> Any:
    """What a blanked field holds: nothing where that is allowed, else its own empty value."""
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.DateTimeField):
        return clock.now()
    return ""
