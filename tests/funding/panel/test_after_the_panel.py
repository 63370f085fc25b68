"""Once a panel met, voted or decided, nothing comes in or moves behind its back; nobody leaves by a slip."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from alongside.funding import actions as funding
from alongside.funding.models import Bid, BudgetLine, Panel, PanelMember, Round
from alongside.people import actions as people
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]
Browser = Callable[[Member], Client]


@pytest.fixture
def panel(bids: list[Bid], make: Make) -> Panel:
    return rows.panel(bids[0].round, [make("Ada"), make("Zara")])


def told_in_time(one_round: Round, member: Member) -> Bid:
    """A draft that was begun in time, and told to us on the last day but one; staff send it now."""
    draft = rows.bid(one_round, f"Choir of {member.called}", 100_000, [member], sent=False)
    BudgetLine.objects.create(bid=draft, position=1, what="Songs", pence=100_000, kind="activity")
    return funding.submit_bid(draft, by=BY, told=people.Told("phone", rows.day(-2), True))


def test_what_was_told_in_time_is_in_until_the_panel_meets(panel: Panel, make: Make) -> None:
    assert told_in_time(panel.round, make("Early")).submitted_at
    funding.open_meeting(panel, present={panel.people.all()[0].pk: False}, by=BY)
    with pytest.raises(funding.CannotApply, match="The panel met about this round"):
        told_in_time(panel.round, make("Late"))


def test_what_was_told_in_time_is_in_until_a_vote_opens(panel: Panel, make: Make) -> None:
    for person in PanelMember.objects.filter(panel=panel):
        rows.ready(person)
    funding.open_vote(panel, completion="add1", by=BY)
    with pytest.raises(funding.CannotApply, match="or votes already"):
        told_in_time(panel.round, make("Late"))


def test_bids_are_not_placed_once_the_round_is_decided(
    panel: Panel, bids: list[Bid], coordinator: Member, browser_of: Browser
) -> None:
    meeting = funding.open_meeting(panel, present={panel.people.all()[0].pk: False}, by=BY)
    browser, desk = browser_of(coordinator), reverse("panel:run_panel", args=["phase-1"])
    assert "Place the bids" in browser.get(desk).content.decode()
    for bid in bids:
        funding.decide_bid(bid, outcome="no", reason="It does not fit.", by=BY)
    funding.conclude(panel.round, how="agreed", rung="co_production", review_on=rows.day(100), by=BY)
    assert "Place the bids" not in browser.get(desk).content.decode()
    with pytest.raises(funding.CannotMeet, match="decided already"):
        funding.place_bids(meeting, places={bids[0].pk: 1}, reasons={}, by=BY)


def test_somebody_leaves_the_panel_after_a_page_that_asks(
    panel: Panel, coordinator: Member, browser_of: Browser
) -> None:
    person, browser = panel.people.all()[0], browser_of(coordinator)
    url = reverse("panel:remove_person", args=["phase-1", person.pk])
    theirs = browser.get(reverse("panel:their_panel", args=["phase-1", person.pk])).content.decode()
    assert f'action="{url}"' not in theirs
    assert f'href="{url}"' in theirs
    page = browser.get(url).content.decode()
    assert "Does Ada leave the panel?" in page
    person.refresh_from_db()
    assert person.left_at is None
    assert browser.post(url).status_code == 302
    person.refresh_from_db()
    assert person.left_at is not None
