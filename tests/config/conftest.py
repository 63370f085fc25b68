"""What tests of the demonstration share: it is loaded once for a file, since that takes seconds."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from alongside.config import demonstration
from tests import seeds


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small demonstration with its sessions and pilots, taken back after the file."""
    with seeds.standing(django_db_blocker, lambda: demonstration.load(small=True, with_sessions=True)):
        yield


@pytest.fixture
def loaded(_loaded_once: None, db: None) -> None:
    """The demonstration as it was loaded; what a test changes is taken back."""
