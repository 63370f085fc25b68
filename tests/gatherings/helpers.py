"""What the tests about sessions share."""

from collections.abc import Callable
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, kept
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.gatherings.models import Registration, Session
from alongside.people.models import Member

Make = Callable[..., Member]
Plan = Callable[..., Session]
Browser = Callable[[Member], Client]
Register = Callable[..., Registration]


def doing(member: Member) -> Actor:
    """A member as whoever does something."""
    assert member.account is not None
    return actors.of(member.account)


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once the house is warm, when no copy of it, and no part, is kept."""
    client.get(url)
    kept.forget_parts()
    anew = f"{url}{'&' if '?' in url else '?'}anew={uuid4()}"
    with CaptureQueriesContext(connection) as seen:
        assert client.get(anew).status_code == 200
    return len(seen)


def text_of(client: Client, url: str) -> str:
    """The words of a page that opens."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def subjects(member: Member) -> list[str]:
    """What a member was written, oldest first, without the name of the session."""
    keys = [f"gatherings.registration:{row.pk}" for row in member.registrations.all()]
    found = Message.objects.filter(about__in=keys).order_by("created_at", "pk")
    return [message.subject.partition(":")[0] for message in found]
