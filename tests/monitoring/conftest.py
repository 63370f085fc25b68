"""What the tests of the pages share: a centre with questions, and people at a browser."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from alongside.foundation import actors, centre
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.people import actions as people
from alongside.people.models import Account, AgeGuard, ReachBy
from tests.monitoring.people import on, questions_are_here

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """These tests are not about passkeys."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Addresses are made in English, whatever language the last page was in."""
    with translation.override("en"):
        yield


@pytest.fixture
def our_centre(db: None) -> Centre:
    """A centre whose questions are in force since 2017."""
    with on(date(2017, 10, 1)):
        questions_are_here()
    return centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england",
        languages=["en", "ar"], by=actors.SYSTEM,
    )  # fmt: skip


@pytest.fixture
def sign_in(our_centre: Centre) -> SignIn:
    """A browser in which somebody is signed in, with a role if one is given."""

    def signed_in(called: str = "Grace", role: Role | None = None) -> Client:
        member = people.join(
            called=called, reach_by=ReachBy.EMAIL, email=f"{called.lower()}@example.org",
            age_guard=AgeGuard.ADULT, by=actors.SYSTEM,
        )  # fmt: skip
        if role:
            with on(date(2017, 10, 1)):
                people.appoint(member, role=role, by=actors.SYSTEM)
        client = Client()
        client.force_login(Account.objects.get(member=member))
        return client

    return signed_in


@pytest.fixture
def grace(sign_in: SignIn) -> Client:
    """A member at her browser."""
    return sign_in("Grace")


@pytest.fixture
def cora(sign_in: SignIn) -> Client:
    """A coordinator at her browser."""
    return sign_in("Cora", Role.COORDINATOR)
