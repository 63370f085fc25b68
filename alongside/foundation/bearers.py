"""Who keeps the tokens of the API. Apart from it, so that a process that answers no machine loads nothing of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.module_loading import import_string

_paths: list[str] = []


def register(path: str) -> None:
    """A room keeps the tokens: the dotted path of a class, as `api.tokens.Keeper` has it. Loaded when one is shown."""
    _paths[:] = [path]


def keepers() -> Iterator[Any]:
    """A keeper of each kind that registered."""
    return (import_string(path)() for path in _paths)
