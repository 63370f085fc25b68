"""The second phase as it went: 24 bids, 13 people on the panel, two of them from elsewhere, and four awards."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, FundingDecision, Panel, PanelMember, Round
from alongside.funding.queries import conflicts, outcomes, panels, rounds, scoring
from alongside.learning import actions as learning
from alongside.learning.models import DesignChange
from alongside.people.models import Member
from tests.funding.panel import rows
from tests.funding.panel.rows import BY

Make = Callable[..., Member]
ROLES = ["patient", "carer", "community", "researcher", "practitioner", "staff"]
BIDS, PEOPLE, REMOTE, AWARDS, CAP, POT = 24, 13, 2, 4, 1_500_000, 6_000_000
EACH = 6
"""Bids that each person scores; together more than three people read every bid."""


def test_phase_two_as_it_went(draft_round: Callable[..., Round], make: Make) -> None:
    one_round = draft_round(title="Phase 2", cap_pence=CAP, pot_pence=POT, months=7)
    given_what_phase_one_taught_is_answered_before_it_opens(one_round)
    leads = when_24_bids_come_in(one_round, make)
    one_round.refresh_from_db()
    with clock.at(one_round.closes_at + timedelta(days=5)):
        panel = when_13_people_sit_on_the_panel(one_round, leads, make)
        when_each_says_what_they_may_not_see_and_scores(panel)
        meeting_order = when_they_meet(panel)
        then_people_fund_four_and_say_why(one_round, meeting_order)
        then_everybody_hears_and_the_round_is_announced(one_round)


def given_what_phase_one_taught_is_answered_before_it_opens(one_round: Round) -> None:
    lesson = DesignChange.objects.create(
        what="Four months were too short.", kind=rounds.KIND, key=one_round.slug, label=one_round.title, by=BY.key,
        due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(funding.CannotOpen) as refusal:
        funding.open_round(one_round, by=BY)
    assert refusal.value.reasons == ["Answer this first: “Four months were too short.”"]
    learning.decide(lesson, verdict="adopted", by_role="The review team", by=BY)
    funding.open_round(one_round, by=BY)


def when_24_bids_come_in(one_round: Round, make: Make) -> list[Member]:
    leads = [make(f"Lead{number}") for number in range(BIDS)]
    question = one_round.questions.all()[0]
    for number, lead in enumerate(leads):
        bid = funding.start_bid(one_round, lead, by=BY)
        funding.change_bid(
            bid, title=f"Bid {number:02d}", summary="We make it together.", months=7, recipient_kind="group",
            group_name=f"Group {number}", by=BY,
        )  # fmt: skip
        funding.save_answer(bid, question, text="Much.", member=lead, by=BY)
        funding.set_budget(bid, [("People", 1_200_000 + 10_000 * number, "people")], by=BY)
        funding.submit_bid(bid, by=BY)
    return leads


def when_13_people_sit_on_the_panel(one_round: Round, leads: list[Member], make: Make) -> Panel:
    people = [make(f"Person{number}") for number in range(PEOPLE - 1)]
    panel = rows.panel(one_round, [*people, leads[0]], ROLES)
    for person in panel.people.all()[:REMOTE]:
        funding.change_person(person, as_what=person.as_what, remote=True, by=BY)
    mix = panels.mix(panel)
    assert (mix.people, mix.lived, mix.warnings) == (PEOPLE, 7, [])
    return panel


def when_each_says_what_they_may_not_see_and_scores(panel: Panel) -> None:
    bids = list(panels.bids(panel.round))
    for number, person in enumerate(_people(panel)):
        rows.ready(person, **({"Bid 01": "work"} if number == 0 else {}))
        for step in range(EACH):
            bid = bids[(number * EACH // 2 + step * 4) % BIDS]
            if bid.pk not in conflicts.barred(person):
                rows.scored(person, bid, (bid.pk + step + number) % 6)
    assert sum(len(barred) for barred in conflicts.barred_of(panel).values()) == 2, (
        "one said so, one is on a bid"
    )


def _people(panel: Panel) -> list[PanelMember]:
    return list(panel.people.select_related("panel__round", "member"))


def when_they_meet(panel: Panel) -> list[Bid]:
    funding.open_meeting(panel, present={one.pk: one.remote for one in _people(panel)}, by=BY)
    first, second, *_rest = scoring.standings(panel)
    places: dict[int, int | None] = {first.bid.pk: 2, second.bid.pk: 1}
    reasons = dict.fromkeys(places, "It grew from what phase 1 taught.")
    funding.place_bids(panel.meeting, places=places, reasons=reasons, by=BY)
    meeting = funding.close_meeting(panel.meeting, notes="Two joined from elsewhere.", by=BY)
    assert meeting.present.filter(remote=True).count() == REMOTE
    order = scoring.in_order(scoring.standings(panel))
    assert [row.bid for row in order[:2]] == [second.bid, first.bid]
    assert len(scoring.where_the_pot_ends(panel, order)) == AWARDS
    return [row.bid for row in order]


def then_people_fund_four_and_say_why(one_round: Round, order: list[Bid]) -> None:
    for number, bid in enumerate(order):
        outcome = "fund" if number < AWARDS else "not_now"
        funding.decide_bid(bid, outcome=outcome, reason="We talked about it.", how="scored", by=BY)
    decided = FundingDecision.objects.funded()
    assert decided.count() == AWARDS
    starts, ends = rows.day(40), rows.day(40 + 7 * 30)
    for row in decided.select_related("bid"):
        assert row.pence is not None
        award = funding.make_award(row.bid, pence=row.pence, starts_on=starts, ends_on=ends, by=BY)
        assert award.pence <= CAP
    assert Award.objects.count() == AWARDS
    made = funding.conclude(one_round, how="scored", rung="co_production", review_on=rows.day(120), by=BY)
    assert (made.decision.people, made.decision.with_lived_experience) == (PEOPLE, 7)


def then_everybody_hears_and_the_round_is_announced(one_round: Round) -> None:
    for bid in panels.bids(one_round):
        funding.write_feedback(bid, feedback="Thank you. This is what we saw.", by=BY)
        funding.send_feedback(bid, by=BY)
    funding.announce(one_round, by=BY)
    counted = outcomes.counts(one_round)
    assert (counted.bids, counted.funded, counted.rest) == (BIDS, AWARDS, BIDS - AWARDS)
    assert outcomes.lived(one_round.conclusion.decision).percent == 54, "7 of 13"
