"""Plants markup in every column that holds words of people, so that a page which does not escape them shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction

from alongside.foundation.models import Event

PLANTED = '"><x7q>'
LIVE = b"<x7q"
"""What stands in a page, and in no other way, when what was planted was not escaped."""
ESCAPED = b"&lt;x7q"
SHORT = {"called", "title", "label", "text", "words"}
"""Columns of words even where each row has only one."""
OTHERS = {"auth", "contenttypes", "sessions", "account", "mfa"}


def plant() -> dict[str, int]:
    """Put `PLANTED` at the end of all words of people. Gives each column with the number of its rows."""
    return {f"{column.model._meta.label}.{column.name}": _into(column) for column in columns()}


def columns() -> Iterator[models.Field[Any, Any]]:
    """Every column that holds words: text or JSON without fixed choices, of which one row at least reads as words."""
    for model in apps.get_models():
        if model._meta.app_label in OTHERS or model is Event:  # what is on record is chained, and no words
            continue
        for field in model._meta.concrete_fields:
            if _takes_words(field) and (
                field.name in SHORT or any(_reads_as_words(value) for value in _values(field))
            ):
                yield field


def _takes_words(field: models.Field[Any, Any]) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    odd = (models.EmailField, models.URLField, models.SlugField, models.FileField)
    return isinstance(field, kinds) and not isinstance(field, odd) and not field.choices and not field.unique


def _values(field: models.Field[Any, Any]) -> Iterator[Any]:
    yield from field.model._base_manager.values_list(field.attname, flat=True)


def _reads_as_words(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(_reads_as_words(part) for part in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and " " in value.strip() and value[0] not in "{["  # what programs read


def _into(field: models.Field[Any, Any]) -> int:
    rows = 0
    for key, value in field.model._base_manager.values_list("pk", field.attname):
        changed = _with_it(value, field.max_length, short=field.name in SHORT)
        if changed == value:
            continue
        try:
            with transaction.atomic():
                field.model._base_manager.filter(pk=key).update(**{field.attname: changed})
        except (IntegrityError, DataError):
            continue  # a rule of the table says no: it takes no such words
        rows += 1
    return rows


def _with_it(value: Any, most: int | None = None, *, short: bool = False) -> Any:
    if isinstance(value, dict):
        return {name: _with_it(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_it(part) for part in value]
    words = isinstance(value, str) and value != "" and (short or _reads_as_words(value))
    if not words or value[0] in "{[":
        return value
    return value + PLANTED if most is None else value[: most - len(PLANTED)] + PLANTED
