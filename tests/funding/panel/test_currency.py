"""A programme that pays in euros shows no other sign on any page of its panel."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from alongside.funding import actions as funding
from alongside.funding import papers
from alongside.funding.models import Bid, BudgetLine, Panel, PanelMember, Programme
from alongside.funding.queries import reading
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]
Browser = Callable[[Member], Client]


@pytest.fixture
def panel(bids: list[Bid], make: Make) -> Panel:
    Programme.objects.update(currency="EUR")
    for bid in bids:
        BudgetLine.objects.create(
            bid=bid, position=1, what="Rent", pence=bid.asked_pence or 0, kind="activity"
        )
        Bid.objects.filter(pk=bid.pk).update(access_pence=5_000)
    return rows.panel(bids[0].round, [make(called) for called in ("Ada", "Zara", "Lin")])


def test_pages_of_a_panel_that_pays_in_euros(
    panel: Panel, bids: list[Bid], coordinator: Member, browser_of: Browser
) -> None:
    people = [rows.ready(row) for row in PanelMember.objects.select_related("panel__round", "member")]
    mine, desk = browser_of(people[0].member), browser_of(coordinator)
    slug, one = "phase-1", bids[0].reference
    read = [text(mine, "read_bid", slug, one), text(desk, "open_vote", slug), text(desk, "desk_pack", slug)]
    for person in people:
        rows.scored(person, bids[0], 4, 3)
    ballot = funding.open_vote(panel, completion="add1", by=BY)
    for person in people:
        funding.vote(ballot, person, approves=[bids[0].pk, bids[1].pk], by=BY)
    read += [text(mine, "vote", slug), *map(str, ballot.warnings)]
    funding.close_vote(ballot, by=BY)
    funding.open_meeting(panel, present={person.pk: False for person in people}, by=BY)
    funding.decide_bid(bids[0], outcome="fund", reason="It fits.", by=BY)
    read += [text(mine, name, slug) for name in ("mine", "receipt", "my_pack")]
    read += [text(desk, name, slug) for name in ("run_panel", "desk_pack", "feedback")]
    read += [text(desk, "decide_bid", slug, bids[1].reference)]
    assert sum("€" in page for page in read) >= 8
    assert [page for page in read if "£" in page] == []
    fresh = Panel.objects.get(pk=panel.pk)
    pack = reading.pack(fresh, set())
    front = papers._front(fresh, pack) + papers._bid(*pack.rows[0])["paragraphs"]
    assert ("€" in "".join(front), "£" in "".join(front)) == (True, False)


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"panel:{name}", args=args))
    assert answer.status_code == 200, (name, answer)
    return str(answer.content.decode())
