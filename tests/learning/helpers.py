"""What the tests about learning share."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, kept
from alongside.learning.models import LearningItem
from alongside.people import actions as people
from alongside.people.models import Member

Make = Callable[..., Member]
Learn = Callable[..., LearningItem]
Browser = Callable[[Member], Client]
BY = actors.SYSTEM


def by_phone() -> people.Told:
    """Told by phone today, read back and agreed."""
    return people.Told(mode="phone", on=clock.today(), read_back_and_agreed=True)


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once it was seen before, when no part of it is kept."""
    client.get(url)
    kept.forget_parts()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def text_of(client: Client, url: str) -> str:
    """The words of a page that opens."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()
