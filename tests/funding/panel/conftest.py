"""What the tests about panels share beside that of the room: a closed round with bids."""

from collections.abc import Callable

import pytest

from alongside.foundation.models import Centre
from alongside.funding.models import Bid, Round
from alongside.people.models import Member
from tests.funding.panel import rows

Make = Callable[..., Member]


@pytest.fixture
def closed_round(our_centre: Centre) -> Round:
    return rows.closed_round()


@pytest.fixture
def bids(closed_round: Round, make: Make) -> list[Bid]:
    """Three bids that are in, of £5,000, £4,000 and £3,000 against a pot of £9,000."""
    asked = {"Allotment": (500_000, "Ann"), "Boxing": (400_000, "Ben"), "Choir": (300_000, "Cem")}
    return [rows.bid(closed_round, title, pence, [make(called)]) for title, (pence, called) in asked.items()]
