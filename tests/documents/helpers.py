"""What the tests about texts share."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.documents.models import Clause, Document
from alongside.documents.queries import reading
from alongside.foundation import actors, clock, kept
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member

Make = Callable[..., Member]
Start = Callable[..., Document]
Browser = Callable[[Member], Client]
BY = actors.SYSTEM


def doing(member: Member) -> Actor:
    """A member as whoever does something."""
    assert member.account is not None
    return actors.of(member.account)


def clause(document: Document, number: int) -> Clause:
    """The clause with this number now."""
    return Clause.objects.get(document=document, place=number)


def reads(document: Document) -> list[str]:
    """The words of the text now, in order."""
    return [one.text for one in reading.wordings(document)]


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
