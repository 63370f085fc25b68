"""What the tests about payments share."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors
from alongside.foundation.actors import Actor
from alongside.payments import actions as payments
from alongside.payments.models import Choosing, Offer, Payment
from alongside.people.models import Member


def signed_in(member: Member) -> Client:
    """A browser in which a member is signed in."""
    assert member.account is not None
    client = Client()
    client.force_login(member.account)
    return client


def doing(member: Member) -> Actor:
    """A member as whoever does something."""
    assert member.account is not None
    return actors.of(member.account)


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes once it was seen before."""
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def owed(offer: Offer, member: Member, kind: str = Choosing.FULL, **more: Any) -> Payment:
    """A payment owed to somebody who chose, because of their own membership."""
    payments.choose(offer, member, kind=kind, by=actors.SYSTEM, **more)
    payment = payments.owe(offer, member, because=member, by=actors.SYSTEM)
    assert payment is not None
    return payment
