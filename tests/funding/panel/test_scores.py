"""Scores are private until the meeting opens; then averages are exact, and where bids stood before is kept."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from alongside.funding import actions as funding
from alongside.funding.models import Bid, Meeting, Panel, PanelMember, ScoreSheet
from alongside.funding.queries import scoring
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]


@pytest.fixture
def panel(bids: list[Bid], make: Make) -> Panel:
    made = rows.panel(bids[0].round, [make("Ada"), make("Bo"), make("Cy")], ["patient", "carer", "staff"])
    for person in made.people.all():
        rows.ready(person)
    return made


def test_averages_are_weighted_exact_and_say_on_how_many_scores_they_rest(
    panel: Panel, bids: list[Bid]
) -> None:
    ada, bo, cy = panel.people.all()
    for person, points in ((ada, (5, 5)), (bo, (4, 3)), (cy, (3, 3))):
        rows.scored(person, bids[0], *points)
    rows.scored(ada, bids[1], 5, 4)
    rows.scored(bo, bids[1], 2, 2, send=False)
    first, second, last = scoring.standings(panel)
    assert (first.bid, first.average, first.most, first.scores, first.rank) == (
        bids[1],
        Fraction(14),
        15,
        1,
        1,
    )
    assert (first.low, first.high) == (None, None), "one score has no spread"
    assert (second.bid, second.average, second.scores) == (bids[0], Fraction(35, 3), 3)
    assert (second.low, second.high, second.shown) == (9, 15, "11.67")
    assert (last.bid, last.average, last.rank, last.scores) == (bids[2], None, None, 0)


def test_equal_averages_share_a_rank_and_a_hidden_bid_leaves_no_gap(panel: Panel, bids: list[Bid]) -> None:
    ada = panel.people.first()
    assert ada is not None
    for bid, points in zip(bids, ((5, 5), (3, 3), (3, 3)), strict=True):
        rows.scored(ada, bid, *points)
    assert [row.rank for row in scoring.standings(panel)] == [1, 2, 2]
    assert [row.rank for row in scoring.standings(panel, hidden=[bids[0].pk])] == [1, 1]


def test_a_draft_may_be_incomplete_and_what_is_sent_may_not(panel: Panel, bids: list[Bid]) -> None:
    ada = panel.people.first()
    assert ada is not None
    together, change = bids[0].round.criteria.all()
    funding.score(ada, bids[0], points={together.pk: 4, change.pk: None}, comment="Hm.", by=BY)
    sheet = ScoreSheet.objects.get()
    assert (sheet.sent_at, sheet.comment, [row.points for row in sheet.scores.all()]) == (None, "Hm.", [4])
    with pytest.raises(ValidationError) as refusal:
        funding.score(ada, bids[0], points={together.pk: 6}, send=True, by=BY)
    assert list(refusal.value.message_dict) == [f"criterion_{together.pk}", f"criterion_{change.pk}"]


def test_the_meeting_fixes_scores_and_keeps_where_bids_stood(panel: Panel, bids: list[Bid]) -> None:
    ada, bo, _cy = panel.people.all()
    for bid, points in zip(bids, ((5, 5), (3, 3), (1, 1)), strict=True):
        rows.scored(ada, bid, *points)
    meeting = funding.open_meeting(panel, present={ada.pk: False, bo.pk: True}, by=BY)
    assert funding.open_meeting(panel, present={}, by=BY) == meeting, "twice changes nothing"
    assert [row.remote for row in meeting.present.all()] == [False, True]
    with pytest.raises(funding.CannotScore, match="stay as they are"):
        rows.scored(bo, bids[0], 1, 1)
    _place(meeting, bids)
    assert list(meeting.ranks.order_by("after").values_list("bid__title", "before", "after", "reason")) == [
        ("Boxing", 2, 1, "It reaches more people."), ("Allotment", 1, 2, "It can wait."), ("Choir", 3, 3, ""),
    ]  # fmt: skip
    assert [row.bid.title for row in scoring.in_order(scoring.standings(panel))] == [
        "Boxing", "Allotment", "Choir",
    ]  # fmt: skip


def _place(meeting: Meeting, bids: list[Bid]) -> None:
    places: dict[int, int | None] = {bids[0].pk: 2, bids[1].pk: 1, bids[2].pk: 3}
    with pytest.raises(ValidationError, match="Say why it moved"):
        funding.place_bids(meeting, places=places, reasons={bids[0].pk: "It can wait."}, by=BY)
    reasons = {bids[0].pk: "It can wait.", bids[1].pk: "It reaches more people."}
    funding.place_bids(meeting, places=places, reasons=reasons, by=BY)
    with pytest.raises(ValidationError, match="Two bids have this place"):
        funding.place_bids(meeting, places={bids[0].pk: 1}, reasons=reasons, by=BY)


def test_places_after_talking_leave_no_gap_where_a_hidden_bid_stands(panel: Panel, bids: list[Bid]) -> None:
    ada, bo, _cy = panel.people.all()
    for bid, points in zip(bids, ((5, 5), (3, 3), (1, 1)), strict=True):
        rows.scored(ada, bid, *points)
    meeting = funding.open_meeting(panel, present={ada.pk: False, bo.pk: True}, by=BY)
    assert [row.place for row in scoring.standings(panel)] == [None, None, None]
    _place(meeting, bids)
    assert [row.place for row in scoring.standings(panel)] == [2, 1, 3]
    assert [row.place for row in scoring.standings(panel, hidden=[bids[1].pk])] == [1, 2]


def test_the_suggestion_stops_where_the_pot_ends(panel: Panel, bids: list[Bid]) -> None:
    """£5,000 and £4,000 fill the pot of £9,000; the order is that of the scores."""
    ada: PanelMember = panel.people.all()[0]
    for bid, points in zip(bids, ((5, 5), (4, 4), (3, 3)), strict=True):
        rows.scored(ada, bid, *points)
    assert scoring.where_the_pot_ends(panel, scoring.standings(panel)) == [bids[0].pk, bids[1].pk]
