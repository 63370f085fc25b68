"""What the tests about money share: people, a round that was decided, and an award that was accepted."""

import pytest

from alongside.foundation.models import Centre
from alongside.funding.models import Award, Bid, Round
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.panel import rows as panel


@pytest.fixture
def closed_round(our_centre: Centre) -> Round:
    return panel.closed_round()


@pytest.fixture
def finance(make: Make) -> Member:
    return make("Farid", role="finance")


@pytest.fixture
def lead(make: Make) -> Member:
    return make("Albert")


@pytest.fixture
def bid(closed_round: Round, lead: Member) -> Bid:
    """It asks for £4,000 of a pot of £9,000; the cap is £5,000."""
    return rows.new_bid(closed_round, lead)


@pytest.fixture
def award(bid: Bid) -> Award:
    """£4,000, agreed, all of it due today."""
    return rows.agreed(bid)
