"""What the tests about the network share."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation import actors, kept
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.people.models import Member

Make = Callable[..., Member]


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
    """How many queries a page takes once it was seen before, when no part of it is kept."""
    client.get(url)
    kept.forget_parts()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def ask(client: Client, address: str) -> Any:
    return client.post(reverse("account_login"), {"email": address})


def code_for(address: str) -> str:
    found = re.search(r"Your code is: (\S+)", Message.objects.filter(to=address).latest("created_at").text)
    assert found is not None
    return found[1]


def is_in(client: Client, member: Member) -> bool:
    return client.session.get("_auth_user_id") == str(member.account_id)
