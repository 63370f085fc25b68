"""Every applicant hears why, by their own channel; the whole decision stands where everybody reads it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from alongside.conversations.models import Decision
from alongside.foundation.models import Message
from alongside.funding import actions as funding
from alongside.funding.models import Applicant, Bid, FundingDecision, Programme
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]


def conclude(bids: list[Bid]) -> Decision:
    found = funding.conclude(
        bids[0].round, how="scored", rung="co_production", dissent="One wanted Choir.", review_on=rows.day(90), by=BY
    )  # fmt: skip
    return found.decision


def test_the_decision_says_who_decided_as_what_and_that_people_disagreed(bids: list[Bid], make: Make) -> None:
    names = ["Ada", "Bo", "Cy"]
    panel = rows.panel(bids[0].round, [make(name) for name in names], ["patient", "carer", "researcher"])
    ada, bo, _away = panel.people.all()
    funding.open_meeting(panel, present={ada.pk: False, bo.pk: True}, by=BY)
    for row in bids[:2]:
        funding.decide_bid(row, outcome="fund", reason="Strong.", how="scored", by=BY)
    with pytest.raises(funding.CannotDecide, match="Choir"):
        conclude(bids)
    funding.decide_bid(bids[2], outcome="not_now", reason="The pot is empty.", how="scored", by=BY)
    made = conclude(bids)
    assert (made.method, made.people, made.with_lived_experience) == ("scored", 2, 2), "those who were there"
    assert made.outcome == "2 bids are funded of 3, with £9,000 in all."
    assert made.dissent == "One wanted Choir."
    assert set(FundingDecision.objects.values_list("decision", flat=True)) == {made.pk}
    with pytest.raises(funding.CannotDecide, match="already"):
        conclude(bids)


def test_sums_are_told_in_the_currency_of_the_programme(bids: list[Bid], client: Client) -> None:
    Programme.objects.update(currency="EUR")
    bids = list(Bid.objects.select_related("round__programme"))
    for bid in bids[:2]:
        funding.decide_bid(bid, outcome="fund", reason="Strong.", by=BY)
    funding.decide_bid(bids[2], outcome="no", reason="The pot is empty.", by=BY)
    decision = conclude(bids)
    for bid in bids:
        funding.write_feedback(bid, feedback="Thank you.", by=BY)
        funding.send_feedback(bid, by=BY)
    funding.announce(bids[0].round, by=BY)
    pages = [client.get(reverse("panel:decided", args=["phase-1"])), client.get(reverse("panel:all_decided"))]
    told = [
        decision.outcome,
        *Message.objects.filter(subject__startswith="About your bid").values_list("text", flat=True),
    ]
    told += [page.content.decode() for page in pages]
    assert not [words for words in told if "£" in words]
    assert [words for words in told if "€" in words]


def test_everybody_on_a_bid_is_told_once_each_by_their_channel(bids: list[Bid], make: Make) -> None:
    rows.panel(bids[0].round, [make("Ada")])
    by_phone = make("Pia", reach_by="phone", phone="020 7946 0003", email="")
    Applicant.objects.create(bid=bids[0], member=by_phone, role="edit")
    for row in bids:
        funding.decide_bid(row, outcome="no", reason="Weak.", by=BY)
    funding.write_feedback(bids[0], feedback="Say more about who takes part.", by=BY)
    with pytest.raises(funding.CannotTell, match="First finish"):
        funding.send_feedback(bids[0], by=BY)
    conclude(bids)
    funding.send_feedback(bids[0], by=BY)
    told = Message.objects.filter(about__startswith="funding.fundingdecision").order_by("channel")
    assert [(row.channel, row.to) for row in told] == [
        ("call", "020 7946 0003"),
        ("email", "ann@example.org"),
    ]
    assert all("Say more about who takes part." in row.text for row in told)
    with pytest.raises(funding.CannotTell, match="already"):
        funding.send_feedback(bids[0], by=BY)
    with pytest.raises(funding.CannotDecide, match="told already"):
        funding.decide_bid(bids[0], outcome="fund", reason="After all.", by=BY)
