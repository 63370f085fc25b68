"""Both databases or neither: what changes here is recorded in the main one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

APART = "monitoring"


@contextmanager
def both() -> Iterator[None]:
    """A transaction over the main database and the one of this room; this room's commits first."""
    with transaction.atomic(), transaction.atomic(using=APART):
        yield
