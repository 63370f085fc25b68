"""A vote by equal shares: fixed before it opens, by any way, exact, checked by anybody, and only a suggestion."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import clock
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import (
    BallotPaper,
    BallotResult,
    BallotShortfall,
    Bid,
    FundingBallot,
    FundingDecision,
    Panel,
    PanelMember,
)
from alongside.funding.queries import voting
from alongside.people.models import Member, Recording
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]


@pytest.fixture
def panel(bids: list[Bid], make: Make) -> Panel:
    made = rows.panel(
        bids[0].round, [make(name) for name in ("Ada", "Bo", "Cy")], ["patient", "carer", "staff"]
    )
    for person in made.people.all():
        rows.ready(person)
    return made


@pytest.fixture
def ballot(panel: Panel) -> FundingBallot:
    return funding.open_vote(panel, completion="none", by=BY)


def everybody(panel: Panel) -> list[PanelMember]:
    return list(panel.people.select_related("panel__round", "member"))


def voted(ballot: FundingBallot, panel: Panel, *choices: list[Bid], strict: bool = True) -> BallotResult:
    for person, approved in zip(everybody(panel), choices, strict=strict):
        funding.vote(ballot, person, approves=[bid.pk for bid in approved], by=BY)
    return funding.close_vote(ballot, by=BY)


def test_all_that_decides_is_fixed_before_and_the_seed_is_committed_to(
    ballot: FundingBallot, panel: Panel
) -> None:
    assert sha256(ballot.seed.encode()).hexdigest() == ballot.commitment
    assert (ballot.pot_pence, ballot.completion, ballot.step_pence) == (900_000, "none", 100)
    Bid.objects.update(asked_pence=1)
    assert sorted(ballot.bids.values_list("pence", flat=True)) == [300_000, 400_000, 500_000]
    assert funding.open_vote(panel, completion="add1", by=BY) == ballot, "twice changes nothing"
    assert ballot.warnings == ["Only 3 people may vote. Ties are likely, and votes may be guessed."]


def test_ties_of_asks_are_told_before(panel: Panel, bids: list[Bid]) -> None:
    Bid.objects.filter(pk=bids[1].pk).update(asked_pence=300_000)
    made = funding.open_vote(panel, completion="none", by=BY)
    assert (
        "These ask for the same (£3,000): “Boxing”, “Choir”. If votes tie too, a lot decides."
        in made.warnings
    )


def test_shares_buy_what_people_approve_of_and_nothing_is_awarded(
    ballot: FundingBallot, panel: Panel, bids: list[Bid]
) -> None:
    """Each holds £3,000. All three pay £4,000 for Boxing; what is left of £5,000 is too little for Allotment."""
    allotment, boxing, choir = bids
    result = voted(ballot, panel, [allotment, boxing], [boxing, choir], [boxing, allotment])
    assert voting.suggested(ballot) == [boxing.pk]
    assert result.file["spent"] == 400_000
    assert not FundingDecision.objects.exists(), "people decide"
    for person in everybody(panel):
        receipt = voting.receipt_of(person)
        assert receipt is not None
        assert (receipt.share, receipt.left) == (Fraction(300_000), Fraction(500_000, 3))
        assert sum(line.paid for line in receipt.lines) == Fraction(400_000, 3)
    with pytest.raises(TypeError):
        result.save()
    with pytest.raises(funding.CannotVote, match="closed"):
        funding.vote(ballot, everybody(panel)[0], approves=[], by=BY)
    assert funding.close_vote(ballot, by=BY) == result


def test_nobody_is_called_for_a_vote_that_is_there_or_that_is_over(bids: list[Bid], make: Make) -> None:
    members = [make(n, reach_by="phone", phone=f"020 7946 000{i}") for i, n in enumerate(("Ada", "Bo"))]
    panel = rows.panel(bids[0].round, members, ["patient", "carer"])
    for person in panel.people.all():
        rows.ready(person)
    ballot = funding.open_vote(panel, completion="none", by=BY)
    calls = Message.objects.waiting().filter(subject__startswith="You can vote")
    ada, _bo = everybody(panel)
    assert calls.count() == 2
    funding.vote(ballot, ada, approves=[bids[0].pk], by=BY)
    assert list(calls.values_list("to_name", flat=True)) == ["Bo"]
    funding.close_vote(ballot, by=BY)
    assert not calls.exists()


def test_what_a_bid_would_have_taken_is_worked_out_afterwards(
    ballot: FundingBallot, panel: Panel, bids: list[Bid]
) -> None:
    allotment, boxing, choir = bids
    voted(ballot, panel, [allotment, boxing], [boxing, choir], [boxing, allotment])
    assert funding.work_out_shortfalls() == 1
    assert funding.work_out_shortfalls() == 0, "once"
    found = BallotShortfall.objects.get(bid=allotment)
    assert (found.supporters, found.left_pence) == (2, 333_333)
    assert found.more is not None


def test_somebody_with_a_conflict_keeps_the_share_and_cannot_vote_for_that_bid(
    ballot: FundingBallot, panel: Panel, bids: list[Bid]
) -> None:
    ada, bo, _cy = everybody(panel)
    funding.vote(ballot, ada, approves=[bids[0].pk, bids[1].pk], by=BY)
    funding.declare_conflicts(ada, {bids[0].pk: funding.Said("conflict", "work")}, by=BY)
    code = ballot.bids.get(bid=bids[1]).code
    assert BallotPaper.objects.get(person=ada).codes == [code], "what was voted before is taken off"
    with pytest.raises(funding.CannotVote, match="conflict of interest"):
        funding.vote(ballot, ada, approves=[bids[0].pk], by=BY)
    funding.vote(ballot, bo, approves=[bids[1].pk], told=rows.told("post"), by=BY)
    assert (BallotPaper.objects.get(person=bo).how, Recording.objects.get(what="panel_vote").mode) == (
        "post",
        "post",
    )
    assert funding.close_vote(ballot, by=BY).file["voters"] == 2


def test_anybody_works_the_published_result_out_again(
    ballot: FundingBallot, panel: Panel, bids: list[Bid], client: Client, tmp_path: Path
) -> None:
    """Everybody approves of two bids each in such a way that nobody's vote follows; the program agrees."""
    allotment, boxing, choir = bids
    result = voted(ballot, panel, [allotment, boxing], [boxing, choir], [choir, allotment])
    _announced(bids)
    assert result.file["exposed"] == 0
    for name, file in (("ballot_file", "result.pb"), ("recompute", "recompute.py")):
        response = client.get(reverse(f"panel:{name}", args=["phase-1"]))
        (tmp_path / file).write_bytes(response.content)
    command = [sys.executable, "-I", "-S", "recompute.py", "result.pb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert ballot.seed in (tmp_path / "result.pb").read_text()
    assert "Allotment" not in (tmp_path / "result.pb").read_text(), "bids stand there by codes"


def test_votes_from_which_one_persons_follow_are_not_published(
    ballot: FundingBallot, panel: Panel, bids: list[Bid], client: Client
) -> None:
    result = voted(ballot, panel, [bids[1]], [bids[1]], [bids[1]])
    _announced(bids)
    assert result.file["exposed"] > 0
    assert client.get(reverse("panel:ballot_file", args=["phase-1"])).status_code == 404
    assert (
        "votes are not published" in client.get(reverse("panel:decided", args=["phase-1"])).content.decode()
    )


def test_nobodys_share_is_spent_on_a_bid_that_was_taken_back(
    ballot: FundingBallot, panel: Panel, bids: list[Bid]
) -> None:
    allotment, boxing, choir = bids
    for person in everybody(panel):
        funding.vote(ballot, person, approves=[allotment.pk, boxing.pk], by=BY)
    funding.withdraw_bid(boxing, by=BY)
    result = funding.close_vote(ballot, by=BY)
    assert voting.suggested(ballot) == [allotment.pk]
    assert result.file["spent"] == 500_000
    assert sorted(row.bid_id for row in ballot.bids.all()) == sorted([allotment.pk, choir.pk])


def test_two_votes_are_not_published_for_each_voter_knows_the_other(
    ballot: FundingBallot, panel: Panel, bids: list[Bid], client: Client
) -> None:
    for person, bid in zip(everybody(panel), bids[:2], strict=False):
        funding.vote(ballot, person, approves=[bid.pk], by=BY)
    assert funding.close_vote(ballot, by=BY).file["exposed"] == 0
    _announced(bids)
    assert client.get(reverse("panel:ballot_file", args=["phase-1"])).status_code == 404


def test_nobody_reads_what_came_of_a_vote_before_they_declared(
    ballot: FundingBallot, panel: Panel, bids: list[Bid], make: Make, browser_of: Callable[[Member], Client]
) -> None:
    late = make("Di")
    funding.add_to_panel(panel, late, as_what="patient", by=BY)
    voted(ballot, panel, [bids[0]], [bids[1]], [bids[1]], strict=False)
    response = browser_of(late).get(reverse("panel:receipt", args=["phase-1"]))
    assert response.headers["Location"] == reverse("panel:declare", args=["phase-1"])


def _announced(bids: list[Bid]) -> None:
    for row in bids:
        funding.decide_bid(row, outcome="no", reason="A test.", how="equal_shares", by=BY)
    funding.conclude(bids[0].round, how="equal_shares", rung="co_production", review_on=rows.day(9), by=BY)
    for row in bids:
        funding.write_feedback(row, feedback="Thank you.", by=BY)
        funding.send_feedback(row, by=BY)
    funding.announce(bids[0].round, by=BY)


def test_the_page_tells_what_is_published_before_somebody_votes_and_gives_a_receipt_after(
    ballot: FundingBallot, panel: Panel, bids: list[Bid], browser_of: Callable[[Member], Client]
) -> None:
    ada = everybody(panel)[0]
    browser, url = browser_of(ada.member), reverse("panel:vote", args=["phase-1"])
    page = browser.get(url).content.decode()
    assert "all votes are published without names" in page
    assert ballot.commitment in page
    assert ballot.seed not in page
    assert browser.get(reverse("panel:receipt", args=["phase-1"])).status_code == 404
    assert browser.post(url, {"approves": [bids[1].pk]}).status_code == 302
    funding.close_vote(ballot, by=BY)
    page = browser.get(reverse("panel:receipt", args=["phase-1"])).content.decode()
    assert "£4,000 of its £4,000 came from your share." in page
    assert ballot.seed in page


def test_whoever_writes_a_vote_down_and_has_a_conflict_takes_no_approval_away(
    ballot: FundingBallot,
    panel: Panel,
    bids: list[Bid],
    coordinator: Member,
    browser_of: Callable[[Member], Client],
) -> None:
    """Cora works with Boxing. Ada approved of Allotment and Boxing, and on paper it is Choir and Boxing."""
    allotment, boxing, choir = bids
    code = {row.bid_id: row.code for row in ballot.bids.all()}
    ada, bo, _cy = everybody(panel)
    rows.ready(funding.add_to_panel(panel, coordinator, as_what="staff", by=BY), Boxing="work")
    funding.vote(ballot, ada, approves=[allotment.pk, boxing.pk], by=BY)
    desk, day = browser_of(coordinator), clock.today()
    on_paper = {
        "mode": "post", "on_day": day.day, "on_month": day.month, "on_year": day.year, "read_back_and_agreed": "on",
        "note": "",
    }  # fmt: skip
    for person, approved in ((ada, {code[boxing.pk], code[choir.pk]}), (bo, {code[choir.pk]})):
        url = reverse("panel:vote_for", args=["phase-1", person.pk])
        page = desk.get(url).content.decode()
        assert "Boxing" not in page
        assert "What is on record about it stays. Ask a colleague to write down a vote for it." in page
        assert desk.post(url, {"approves": [choir.pk], **on_paper}).status_code == 302
        assert set(BallotPaper.objects.get(person=person).codes) == approved
        page = desk.get(reverse("panel:their_panel", args=["phase-1", person.pk])).content.decode()
        assert "What was on record about bids that you do not see has stayed." in page
