"""A short code that somebody has already is drawn again."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation import draws
from alongside.foundation.models import OnceKey

TAKEN, FREE = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"


def make(code: str) -> OnceKey:
    return OnceKey.objects.create(pk=code)


def drawn(*codes: str) -> Iterator[str]:
    yield from codes


def test_a_code_that_is_taken_is_drawn_again(db: None) -> None:
    make(TAKEN)
    codes = drawn(TAKEN, TAKEN, FREE)
    assert draws.until_free(make, lambda: next(codes)).pk == FREE
    assert OnceKey.objects.count() == 2


def test_a_code_that_never_comes_free_is_told(db: None) -> None:
    make(TAKEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        draws.until_free(make, lambda: TAKEN)
    assert OnceKey.objects.count() == 1
