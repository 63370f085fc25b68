"""Short codes that nobody has yet."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.db import IntegrityError, transaction

from . import bulk

DRAWS = 20
Code = TypeVar("Code")
Row = TypeVar("Row")


def until_free(make: Callable[[Code], Row], draw: Callable[[], Code]) -> Row:
    """What `make` gives for a code that nobody has; one that is taken is drawn again.

    Codes are short, so that they can be read out and typed, and in a large centre one is drawn twice at times. Raises
    IntegrityError when twenty draws in a row did not help: then it is not the code that is wrong.
    """
    for _draw in range(DRAWS - 1):
        with suppress(IntegrityError), bulk.with_savepoints(), transaction.atomic():
            return make(draw())
    return make(draw())
