"""Figures of rounds and programmes come from the ledger, carry their base and date, and open to their rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import clock, figures
from alongside.funding.models import Award, Round
from alongside.people.models import Member
from tests.funding.conftest import Make
from tests.funding.money import rows
from tests.funding.panel import rows as panel


@pytest.fixture
def two_rounds(closed_round: Round, make: Make) -> tuple[Round, Round]:
    """Phase 1 with two bids and one award of £4,000; phase 2 with three times the cap and seven months, one bid."""
    rows.agreed(rows.new_bid(closed_round, make("A"), "Garden"))
    rows.new_bid(closed_round, make("B"), "Choir")
    second = panel.closed_round(number=2, cap_pence=1_500_000, pot_pence=6_000_000)
    Round.objects.filter(pk=second.pk).update(months=7)
    second.refresh_from_db()
    rows.agreed(rows.new_bid(second, make("C"), "Boxing", 1_200_000))
    return closed_round, second


def test_the_figures_that_the_story_names(two_rounds: tuple[Round, Round], finance: Member) -> None:
    rows.pay(Award.objects.get(bid__title="Garden").instalments.get(), finance)
    wanted = {
        "funding.phase_1.awards": "1", "funding.phase_1.cap": "£5,000", "funding.phase_1.months": "4 months",
        "funding.phase_2.cap": "£15,000", "funding.phase_2.months": "7 months", "funding.phase_1.bids": "2",
        "funding.phase_1.granted": "£4,000", "funding.phase_1.paid": "£4,000", "funding.phase_2.paid": "£0",
        "funding.phase_1.success": "50%", "funding.programme.community_fund.granted": "£16,000",
        "funding.programme.community_fund.paid": "£4,000", "funding.programme.community_fund.awards": "2",
    }  # fmt: skip
    read = figures.read(wanted)
    assert {figure_id: str(read[figure_id].display) for figure_id in wanted} == wanted
    assert set(wanted) <= set(figures.ids())
    success = read["funding.phase_1.success"]
    assert (success.base, str(success.base_note), success.as_of) == (2, "2 bids", clock.today())
    assert all(one.definition and one.rule and one.source[0].url for one in read.values())
    for one in read.values():
        assert Client().get(one.source[0].url or "").status_code == 200


def test_nobody_learns_how_many_bids_are_in_before_a_round_closes(two_rounds: tuple[Round, Round]) -> None:
    Round.objects.filter(number=2).update(closes_at=clock.now() + timedelta(days=1))
    assert figures.read(["funding.phase_2.bids"])["funding.phase_2.bids"].status == "not_recorded"
    assert "still open" in Client().get("/funding/compared/community-fund/").content.decode()


def test_rounds_are_compared_by_what_is_computed(two_rounds: tuple[Round, Round]) -> None:
    page = Client().get("/funding/compared/community-fund/").content.decode()
    assert "From Round 1 to Round 2: 3 times the sum for one project, and 1.75 times the months." in page
    assert "50% (1 of 2)" in page
    listed = Client().get("/funding/awards/?round=phase-2").content.decode()
    assert ("Boxing" in listed, "Garden" in listed) == (True, False)


def test_figures_take_as_many_questions_for_one_as_for_all(two_rounds: tuple[Round, Round]) -> None:
    taken = []
    for wanted in (["funding.phase_1.paid"], [one for one in figures.ids() if one.startswith("funding.")]):
        with CaptureQueriesContext(connection) as seen:
            figures.read(wanted)
        taken.append(len(seen))
    assert taken[0] == taken[1]


def test_a_figure_of_a_round_that_is_still_to_come_is_no_slip_of_the_pen(closed_round: Round) -> None:
    assert not figures.is_unknown("funding.phase_9.awards")
    assert figures.is_unknown("funding.phase_9.award")
    assert figures.read(["funding.phase_9.awards"])["funding.phase_9.awards"].status == "not_recorded"
