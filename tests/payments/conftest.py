"""What the tests about payments share: a centre, members, an offer, and somebody who checks."""

import pytest

from alongside.foundation import actors
from alongside.foundation.models import Centre
from alongside.payments import actions as payments
from alongside.payments.models import Offer
from alongside.people.models import Member
from tests.furniture import Make, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["Make", "coordinator", "make", "our_centre", "without_staff_passkeys"]


@pytest.fixture
def finance(make: Make) -> Member:
    return make("Farid", role="finance")


@pytest.fixture
def ada(make: Make) -> Member:
    return make("Ada")


@pytest.fixture
def offer(our_centre: Centre) -> Offer:
    """£55 for something; the centre itself stands for the session that it would be about."""
    return payments.make_offer(
        about=our_centre, label="Session 15: What we heard", pence=5500, unit="two_hours",
        expenses=["travel", "care"], by=actors.SYSTEM,
    )  # fmt: skip
