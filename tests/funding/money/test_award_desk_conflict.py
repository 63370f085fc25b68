"""Whoever declared a conflict with a bid reads nothing of it where awards are run, nor on the desk."""

from collections.abc import Callable

from django.test import Client

from alongside.funding.models import Bid
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.panel import rows as panel

Browser = Callable[[Member], Client]


def test_the_title_is_hidden_from_a_coordinator_with_a_conflict(
    bid: Bid, coordinator: Member, make: Make, browser_of: Browser
) -> None:
    other = rows.new_bid(bid.round, make("Ola"), "Choir", 100_000)
    seats = panel.panel(bid.round, [coordinator])
    panel.ready(panel.person(seats, coordinator), Garden="close")
    rows.decided(bid)
    rows.decided(other)
    theirs, free = browser_of(coordinator), browser_of(make("Cem", role="coordinator"))
    for path in ("/funding/money/", "/desk/"):
        page = theirs.get(path).content.decode()
        assert ("Garden" in page, "Choir" in page) == (False, True), path
        assert "Garden" in free.get(path).content.decode()
    offer = f"/funding/money/offer/{bid.reference}/"
    assert theirs.get(offer).status_code == 403
    assert "Garden" not in theirs.get(offer).content.decode()
    assert free.get(offer).status_code == 200
