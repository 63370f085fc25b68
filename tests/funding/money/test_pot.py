"""The pot of a round is never exceeded without a reason, and what is not needed is free for others."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, Variation
from alongside.funding.queries import money, pot
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.money.rows import BY, doing


def raised(award: Award, to: int, **more: Any) -> Variation:
    return funding.ask_variation(award, kind="amount", to=to, reason="More of it.", by=BY, **more)


def test_a_raise_over_the_pot_takes_a_reason_that_everybody_reads(
    award: Award, bid: Bid, lead: Member, make: Make, client: Client
) -> None:
    rows.agreed(rows.new_bid(bid.round, make("Ola"), "Choir", 400_000))
    with pytest.raises(ValidationError) as refused:
        raised(award, 500_001)
    assert refused.value.message_dict == {
        "over_pot_because": [
            "The pot of this round has £1,000 left. Say why this goes over it, or write a smaller sum."
        ]
    }
    row = raised(award, 550_000, over_pot_because="The hall burnt down.")
    funding.agree_variation(row, by=doing(lead), member=lead)
    assert (money.sums(award).granted, pot.left(bid.round)) == (550_000, -50_000)
    assert row.over_pot_because == "The hall burnt down."


def test_the_centre_gives_the_reason_when_applicants_ask_for_more(
    award: Award, bid: Bid, lead: Member, make: Make
) -> None:
    rows.agreed(rows.new_bid(bid.round, make("Ola"), "Choir", 400_000))
    row = funding.ask_variation(award, kind="amount", to=600_000, reason="More.", by=doing(lead), member=lead)
    with pytest.raises(ValidationError, match="has £1,000 left"):
        funding.agree_variation(row, by=BY)
    funding.agree_variation(row, by=BY, over_pot_because="Nobody else needs it.")
    row.refresh_from_db()
    assert (row.over_pot_because, money.sums(award).granted) == ("Nobody else needs it.", 600_000)


def test_a_raise_that_fits_keeps_no_reason_and_what_is_promised_to_others_is_not_left(
    award: Award, bid: Bid, make: Make, lead: Member
) -> None:
    assert raised(award, 900_000, over_pot_because="Just so.").over_pot_because == ""
    Variation.objects.all().delete()
    rows.decided(rows.new_bid(bid.round, make("Ola"), "Choir", 400_000))
    with pytest.raises(ValidationError, match="£1,000 left"):
        raised(award, 600_000)


def test_a_raise_that_fitted_when_it_was_asked_is_looked_at_again_when_it_is_agreed(
    award: Award, bid: Bid, make: Make, lead: Member
) -> None:
    row = raised(award, 900_000)
    rows.agreed(rows.new_bid(bid.round, make("Ola"), "Choir", 100_000))
    with pytest.raises(funding.CannotMove, match="not that much left"):
        funding.agree_variation(row, by=doing(lead), member=lead)
    assert money.sums(award).granted == 400_000


def test_a_smaller_sum_and_a_close_with_less_free_the_rest(
    award: Award, bid: Bid, lead: Member, finance: Member
) -> None:
    row = funding.ask_variation(award, kind="amount", to=300_000, reason="Less.", by=BY)
    funding.agree_variation(row, by=doing(lead), member=lead)
    assert pot.left(bid.round) == 600_000
    assert pot.unpromised(bid.round) == 600_000
    funding.close_award(award, spent_pence=0, by=BY)
    assert pot.left(bid.round) == 900_000


def test_what_was_turned_down_can_be_decided_for_another_bid(bid: Bid, lead: Member, make: Make) -> None:
    award = rows.offer(bid)
    funding.decline_award(award, lead, by=doing(lead))
    big = [rows.new_bid(bid.round, make(f"M{number}"), f"Bid {number}", 450_000) for number in (1, 2)]
    for one in big:
        rows.agreed(one)
    assert pot.left(bid.round) == 0
    with pytest.raises(funding.CannotAward, match="cannot be offered again"):
        funding.offer_again(award, by=BY)


def test_access_costs_are_outside_the_pot(bid: Bid) -> None:
    Bid.objects.filter(pk=bid.pk).update(access_pence=50_000)
    bid.refresh_from_db()
    rows.agreed(bid, 450_000)
    assert pot.left(bid.round) == 500_000


def test_an_offer_that_was_turned_down_is_made_again(
    bid: Bid, lead: Member, coordinator: Member, browser_of: object
) -> None:
    award = rows.offer(bid)
    with pytest.raises(funding.CannotAward, match="This offer stands"):
        funding.offer_again(award, by=BY)
    funding.decline_award(award, lead, by=doing(lead))
    page = browser_of(coordinator)  # type: ignore[operator]
    url = f"/funding/money/{award.reference}/"
    assert "Offer this again" in page.get(url).content.decode()
    funding.offer_again(award, by=BY)
    assert pot.left(bid.round) == 500_000
    funding.accept_award(award, lead, role="community", by=doing(lead))
    assert money.sums(award) == money.Sums(400_000, 400_000, 0)
    assert (money.mismatches(), sum(part.pence for part in award.instalments.unpaid())) == ([], 400_000)
    again = rows.new_bid(bid.round, lead, "Choir", 100_000)
    offered = rows.offer(again)
    funding.withdraw_award(offered, because="A slip.", by=BY)
    funding.offer_again(offered, by=BY)
    funding.withdraw_award(offered, because="Once more.", by=BY)
    assert money.mismatches() == []
