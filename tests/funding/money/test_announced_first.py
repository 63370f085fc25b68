"""Nobody reads about an award before those who applied were told and the round was announced."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.foundation import clock, figures
from alongside.funding import actions as funding
from alongside.funding import period
from alongside.funding.models import Award, Bid
from alongside.funding.queries import awards, publishing
from alongside.people.models import Member
from tests.funding.money import rows
from tests.funding.money.rows import BY, doing


@pytest.fixture
def quiet(bid: Bid, lead: Member) -> Award:
    """An award that was accepted before its round was announced."""
    award = rows.offer(bid)
    funding.accept_award(award, lead, role="community", by=doing(lead))
    return award


def counted() -> list[str]:
    wanted = ["funding.phase_1.awards", "funding.phase_1.granted", "funding.programme.community_fund.granted"]
    read = figures.read(wanted)
    return [str(read[name].display) for name in wanted]


def told() -> list[str]:
    day = clock.today()
    (part,) = period.tell(day - timedelta(days=1), day)
    return [str(one.display) for one in part.figures] + [row.label for one in part.lists for row in one.rows]


def test_an_offer_that_nobody_accepted_is_in_no_sum_of_a_report(bid: Bid) -> None:
    rows.offer(bid)
    rows.announced(bid.round)
    assert not [words for words in told() if "£" in words and words != "£0"]


def test_pages_figures_and_open_data_wait_for_the_announcement(quiet: Award) -> None:
    funding.set_publisher(prefix="360G-Test", organisation_id="GB-CHC-1234567", name="Test", by=BY)
    page, listed = f"/funding/awards/{quiet.reference}/", "/funding/awards/"
    assert Client().get(page).status_code == 404
    assert "Garden" not in Client().get(listed).content.decode()
    assert awards.came_of("round", quiet.bid.round.slug) == []
    draft = publishing.draft()
    assert draft is not None
    assert draft.grants == []
    assert counted() == ["0", "£0", "£0"]
    before = told()
    rows.announced(quiet.bid.round)
    assert Client().get(page).status_code == 200
    draft = publishing.draft()
    assert draft is not None
    assert [one.reference for one in draft.grants] == [quiet.reference]
    assert counted() == ["1", "£4,000", "£4,000"]
    assert told() != before
