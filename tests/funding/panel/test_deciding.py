"""Deciding about a bid is always somebody's act, with a reason, within the pot."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alongside.foundation import clock
from alongside.foundation.models import Event
from alongside.funding import actions as funding
from alongside.funding.models import Bid, FundingDecision, Round
from tests.funding.panel import rows
from tests.funding.panel.rows import BY


def test_a_bid_gets_what_it_asks_for_or_a_part_of_it(bids: list[Bid]) -> None:
    full = funding.decide_bid(bids[0], outcome="fund", reason="Strong.", by=BY)
    part = funding.decide_bid(bids[1], outcome="fund_part", pence=100_000, reason="The start.", by=BY)
    none = funding.decide_bid(bids[2], outcome="not_now", reason="The pot is empty.", by=BY)
    assert [row.pence for row in (full, part, none)] == [500_000, 100_000, None]
    assert [row.funds for row in (full, part, none)] == [True, True, False]
    assert Event.objects.filter(verb="funding.bid_decided").count() == 3


def test_people_can_decide_again_until_the_applicants_heard(bids: list[Bid]) -> None:
    funding.decide_bid(bids[0], outcome="no", reason="Weak.", by=BY)
    funding.decide_bid(bids[0], outcome="fund", reason="We read it again.", by=BY)
    row = FundingDecision.objects.get()
    assert (row.outcome, row.pence) == ("fund", 500_000)
    FundingDecision.objects.update(feedback_sent_at=clock.now())
    with pytest.raises(funding.CannotDecide, match="told already"):
        funding.decide_bid(bids[0], outcome="no", reason="No.", by=BY)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"outcome": "perhaps"}, "outcome"), ({"reason": " "}, "reason"), ({"how": "dice"}, "how"),
    ({"outcome": "fund_part", "pence": 500_000}, "pence"), ({"outcome": "fund_part", "pence": None}, "pence"),
    ({"outcome": "fund_part", "pence": 0}, "pence"), ({"outcome": "fund", "pence": 1}, "pence"),
    ({"outcome": "no", "pence": 1}, "pence"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "field"), WRONG)
def test_what_is_wrong_is_named(bids: list[Bid], more: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {"outcome": "fund", "reason": "Strong.", "by": BY}
    with pytest.raises(ValidationError) as refusal:
        funding.decide_bid(bids[0], **(given | more))
    assert list(refusal.value.message_dict) == [field]
    assert not FundingDecision.objects.exists()


def test_more_than_the_pot_is_not_decided(bids: list[Bid]) -> None:
    for row in bids[:2]:
        funding.decide_bid(row, outcome="fund", reason="Strong.", by=BY)
    with pytest.raises(ValidationError, match="does not hold that much"):
        funding.decide_bid(bids[2], outcome="fund", reason="Strong.", by=BY)


def test_drafts_bids_taken_back_and_open_rounds_are_not_decided(closed_round: Round, bids: list[Bid]) -> None:
    draft = rows.bid(closed_round, "Draft", 100, [], sent=False)
    Bid.objects.filter(pk=bids[0].pk).update(withdrawn_at=clock.now())
    for row in (draft, bids[0]):
        with pytest.raises(funding.CannotDecide, match="not in"):
            funding.decide_bid(row, outcome="no", reason="No.", by=BY)
    Round.objects.update(closes_at=clock.now() + timedelta(days=1))
    with pytest.raises(funding.CannotDecide, match="still open"):
        funding.decide_bid(bids[1], outcome="no", reason="No.", by=BY)
