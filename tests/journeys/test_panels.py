"""A panel decides about money: conflicts first, scores by oneself, then together; a vote only suggests.

Given Marek is on a panel, with an old phone, 320 pixels wide, without scripts
When he says that he has a conflict with one bid, reads another and scores it
Then the one is closed to him, and nobody sees what he gave the other.

Given the meeting opens, and Ayo places the bids and puts decisions on record
When Marek votes with his equal share
Then he reads on his receipt what his share went to, and that people decide.
"""

import pytest

from alongside.foundation import actors
from alongside.funding import actions as funding
from alongside.funding.models import Bid, FundingDecision, Panel
from alongside.funding.queries import panels
from tests.funding.panel import rows
from tests.journeys.conftest import Walk, Walker, member

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
MINE, DESK = "/me/panels/phase-1/", "/funding/rounds/phase-1/panel/"


@pytest.fixture
def panel(centre: None) -> Panel:
    """Marek, Lin and Nia decide about three bids of £3,000, with £6,000 to give."""
    made = rows.closed_round(pot_pence=600_000)
    for title in ("Allotment", "Boxing", "Choir"):
        rows.bid(made, title, 300_000, [])
    return rows.panel(
        made, [member(name) for name in ("Marek", "Lin", "Nia")], ["patient", "researcher", "carer"]
    )


def test_a_conflict_is_declared_and_a_bid_is_scored(panel: Panel, walk: Walk) -> None:
    marek = walk("Marek", **SMALL)
    when_he_says_that_he_has_a_conflict(marek)
    then_that_bid_is_closed_to_him(marek)
    and_he_scores_another(marek)
    and_in_arabic_the_same_page_fits(marek)


def when_he_says_that_he_has_a_conflict(marek: Walker) -> None:
    marek.go(MINE)
    marek.follow("Say whether I have a conflict")
    assert marek.reads("Allotment (Allotment group)")
    assert not marek.reads("£3,000")
    for title, answer in (("Allotment", 0), ("Boxing", 1), ("Choir", 0)):
        group = marek.page.get_by_role("group", name=f"{title} (")
        group.get_by_role("radio").nth(answer).press("Space")
    marek.press("Put it on record")
    assert marek.reads("Choose what kind of conflict it is.")
    marek.page.get_by_label("If there is a conflict with “Boxing”: what kind?").select_option("work")
    marek.press("Put it on record")


def then_that_bid_is_closed_to_him(marek: Walker) -> None:
    assert marek.reads("1 bid is not shown to you", "Allotment", "Choir")
    assert not marek.reads("Boxing")
    marek.go(f"{MINE}bids/{Bid.objects.get(title='Boxing').reference}/")
    assert marek.heading() == "This bid is closed to you"


def and_he_scores_another(marek: Walker) -> None:
    marek.go(MINE)
    marek.follow("Allotment")
    assert marek.reads("Allotment for all.", "£3,000")
    marek.follow("Score this bid")
    marek.page.get_by_role("group", name="Together").get_by_label("4", exact=True).press("Space")
    marek.write("Your comment", "It grows.")
    marek.press("Send my scores")
    assert marek.reads("Give points, from 0 to 5.")
    marek.page.get_by_role("group", name="Change").get_by_label("3", exact=True).press("Space")
    marek.press("Send my scores")
    assert marek.reads("Your scores are sent.", "Scores sent")


def and_in_arabic_the_same_page_fits(marek: Walker) -> None:
    marek.go(f"/ar{MINE}")
    assert marek.page.locator("html").get_attribute("dir") == "rtl"


def test_the_panel_meets_votes_and_decides_and_a_receipt_is_read(panel: Panel, walk: Walk) -> None:
    given_everybody_scored(panel)
    ayo, marek = walk("Ayo"), walk("Marek", **SMALL)
    when_the_meeting_opens_and_a_bid_moves(ayo)
    when_a_vote_opens(ayo)
    when_marek_votes(marek)
    and_the_others_vote_on_paper(panel)
    then_the_vote_suggests_and_people_decide(ayo)
    then_he_reads_his_receipt(marek)


def given_everybody_scored(panel: Panel) -> None:
    for person in panel.people.select_related("panel__round", "member"):
        rows.ready(person)
        for bid, points in zip(panels.bids(panel.round), (5, 4, 3), strict=True):
            rows.scored(person, bid, points, points)


def when_the_meeting_opens_and_a_bid_moves(ayo: Walker) -> None:
    ayo.go(DESK)
    assert ayo.reads("Before the meeting opens nobody sees anybody’s scores.")
    ayo.follow("Open the meeting")
    ayo.press("Open the meeting")
    assert ayo.reads("average 15.00 of 15", "It rests on 3 scores.")
    ayo.follow("Place the bids")
    ayo.write("Place of “Boxing”", "1")
    ayo.write("Place of “Allotment”", "2")
    ayo.press("Keep the places")
    assert ayo.reads("Say why it moved.")
    for title in ("Boxing", "Allotment"):
        ayo.write(f"If “{title}” moved: why?", "More people come.")
    ayo.press("Keep the places")
    assert ayo.reads("After talking: number 1. More people come.")


def when_a_vote_opens(ayo: Walker) -> None:
    ayo.follow("Open a vote")
    assert ayo.reads("Look at this first", "These ask for the same (£3,000)")
    ayo.page.get_by_role("radio", name="It is kept").press("Space")
    ayo.press("Fix this, and open the vote")
    assert ayo.reads("The vote is open.")


def when_marek_votes(marek: Walker) -> None:
    marek.go(MINE)
    marek.follow("Vote")
    assert marek.reads("All votes", "without names") or marek.reads("all votes are published without names")
    marek.page.get_by_role("checkbox", name="Boxing").press("Space")
    marek.press("Send my vote")
    assert marek.reads("Your vote is kept.")


def and_the_others_vote_on_paper(panel: Panel) -> None:
    bids = {bid.title: bid.pk for bid in panels.bids(panel.round)}
    for called, approved in (("Lin", ["Boxing", "Choir"]), ("Nia", ["Boxing", "Allotment"])):
        person = panel.people.select_related("panel__round", "member").get(member__called=called)
        funding.vote(
            panel.round.ballot,
            person,
            approves=[bids[one] for one in approved],
            told=rows.told("post"),
            by=BY,
        )


def then_the_vote_suggests_and_people_decide(ayo: Walker) -> None:
    ayo.go(DESK)
    ayo.press("Close the vote")
    assert ayo.reads("The vote suggests it")
    assert not FundingDecision.objects.exists()
    ayo.page.locator("main").get_by_role("link", name="Boxing").last.press("Enter")
    ayo.page.wait_for_url("**/decide/")
    ayo.look()
    assert ayo.reads("The vote suggests to fund it.")
    ayo.page.get_by_role("radio", name="Fund what it asks for").press("Space")
    ayo.write("Why?", "Everybody wanted it.")
    ayo.press("Put it on record")
    assert ayo.reads("Decided: 1 of 3. £3,000 of £6,000 is given.")


def then_he_reads_his_receipt(marek: Walker) -> None:
    marek.go(MINE)
    marek.follow("My receipt, and what the vote suggests")
    assert marek.reads(
        "Your share was £2,000", "£1,000 of its £3,000 came from your share.", "The panel decides."
    )
