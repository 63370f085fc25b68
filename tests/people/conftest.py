"""What the tests about people share: a centre, and a way to make members."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.furniture import Make, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["Make", "browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]


@pytest.fixture
def fresh_limits(db: None) -> Iterator[None]:
    """No try at a door counts from one test to the next."""
    cache.clear()
    yield
    cache.clear()
