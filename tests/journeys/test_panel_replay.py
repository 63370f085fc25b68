"""Phase 2 as it went, in a browser: what phase 1 taught is answered first, 13 people decide, four bids are funded.

Given phase 1 taught something that nobody has answered yet
When Ayo wants to open phase 2
Then she is led to answer it first.

Given 24 bids came in, and 13 people scored them, Marek one of them on his phone
When they meet, and Ayo puts decisions and awards on record
Then everybody reads which four are funded, and the others are only counted.
"""

from datetime import timedelta

import pytest

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Award, Bid, FundingDecision, Panel, Round
from alongside.funding.queries import conflicts, rounds, scoring
from alongside.learning import actions as learning
from alongside.learning.models import DesignChange
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member
from tests.funding.panel import test_replay as replay
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.test_awards import write_day

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = "/funding/rounds/phase-2/panel/"


@pytest.fixture
def phase_two(centre: None) -> Round:
    """A draft of up to £15,000 over seven months, and what phase 1 taught about it."""
    day = clock.today()
    programme = funding.start_programme(title="Pilots", about="Projects that people make together.", by=BY)
    made = funding.start_round(
        programme, title="Phase 2", slug="phase-2", about="For pilots.", cap_pence=replay.CAP, months=7,
        pot_pence=replay.POT, closes_at=clock.now() + timedelta(days=30), decide_by=day + timedelta(days=50),
        feedback_by=day + timedelta(days=60), starts_on=day + timedelta(days=70), by=BY,
    )  # fmt: skip
    funding.add_criterion(made, name="Together", means="Made together from the start.", by=BY)
    funding.add_question(made, text="What would change?", kind="words", most_words=20, by=BY)
    DesignChange.objects.create(
        what="Four months were too short.", kind=rounds.KIND, key=made.slug, label=made.title, by=BY.key,
        due_on=day + timedelta(days=30),
    )  # fmt: skip
    return made


def test_phase_two_in_a_browser(phase_two: Round, walk: Walk) -> None:
    ayo = walk("Ayo")
    then_it_does_not_open_before_what_was_taught_is_answered(ayo)
    panel = given_24_bids_and_13_people_who_scored(phase_two)
    when_marek_scores_one_more_on_his_phone(walk("Marek", **SMALL), panel)
    first = when_they_meet_and_the_first_bid_is_decided(ayo, panel)
    given_the_others_are_decided_and_everybody_hears(panel)
    when_the_award_is_offered(ayo, first)
    when_the_round_is_announced(ayo)
    then_everybody_reads_who_is_funded(walk(**SMALL), first)


def then_it_does_not_open_before_what_was_taught_is_answered(ayo: Walker) -> None:
    ayo.go("/funding/rounds/phase-2/run/")
    ayo.press("Open the round")
    assert ayo.heading() == "The round cannot open yet"
    assert ayo.reads("Answer this first: “Four months were too short.”")


def join(called: str) -> Member:
    """Somebody new; Marek is the first of the panel."""
    if called == "Person0":
        return member("Marek")
    address = f"{called.lower()}@example.org"
    return people.join(called=called, reach_by="email", email=address, age_guard=AgeGuard.ADULT, by=BY)


def given_24_bids_and_13_people_who_scored(one_round: Round) -> Panel:
    learning.decide(DesignChange.objects.get(), verdict="adopted", by_role="The review team", by=BY)
    funding.open_round(one_round, by=BY)
    leads = replay.when_24_bids_come_in(one_round, join)
    Round.objects.filter(pk=one_round.pk).update(closes_at=clock.now())
    one_round.refresh_from_db()
    panel = replay.when_13_people_sit_on_the_panel(one_round, leads, join)
    replay.when_each_says_what_they_may_not_see_and_scores(panel)
    return panel


def when_marek_scores_one_more_on_his_phone(marek: Walker, panel: Panel) -> None:
    person = panel.people.select_related("panel__round", "member").get(member__called="Marek")
    known = scoring.sheets_of(person)
    bid = next(one for one in conflicts.shown_to(person) if one.pk not in known)
    marek.go("/me/panels/phase-2/")
    assert marek.reads("1 bid is not shown to you", "You sent scores for 6 of 23.")
    marek.follow(bid.title)
    marek.follow("Score this bid")
    marek.page.get_by_role("group", name="Together").get_by_label("4", exact=True).press("Space")
    marek.press("Send my scores")
    marek.go("/me/panels/phase-2/")
    assert marek.reads("You sent scores for 7 of 23.")


def when_they_meet_and_the_first_bid_is_decided(ayo: Walker, panel: Panel) -> Bid:
    ayo.go(DESK)
    ayo.follow("Open the meeting")
    ayo.press("Open the meeting")
    assert ayo.reads("Number 1 by scores")
    first = scoring.in_order(scoring.standings(panel))[0].bid
    ayo.go(f"{DESK}bids/{first.reference}/decide/")
    assert ayo.reads("By scores, the pot reaches it.")
    ayo.page.get_by_role("radio", name="Fund what it asks for").press("Space")
    ayo.write("Why?", "It grew from what phase 1 taught.")
    ayo.press("Put it on record")
    assert ayo.reads("Decided: 1 of 24.", "of £60,000 is given.")
    return first


def given_the_others_are_decided_and_everybody_hears(panel: Panel) -> None:
    order = [row.bid for row in scoring.in_order(scoring.standings(panel))]
    for number, bid in enumerate(order[1:], start=1):
        outcome = "fund" if number < replay.AWARDS else "not_now"
        funding.decide_bid(bid, outcome=outcome, reason="We talked about it.", how="scored", by=BY)
    review = clock.today() + timedelta(days=120)
    funding.conclude(panel.round, how="scored", rung="co_production", review_on=review, by=BY)
    for bid in order:
        funding.write_feedback(bid, feedback="Thank you. This is what we saw.", by=BY)
        funding.send_feedback(bid, by=BY)


def when_the_award_is_offered(ayo: Walker, first: Bid) -> None:
    pence = FundingDecision.objects.get(bid=first).pence or 0
    ayo.go("/desk/")
    ayo.follow(f"Offer an award: {first.title}")
    ayo.write("How much do we offer?", str(pence // 100))
    write_day(ayo, "First day", clock.today() + timedelta(days=70))
    write_day(ayo, "Last day", clock.today() + timedelta(days=280))
    ayo.press("Send the offer")
    assert ayo.reads("The offer is on its way.")
    lead = first.applicants.get().member
    funding.accept_award(Award.objects.get(), lead, role="lived", by=BY)


def when_the_round_is_announced(ayo: Walker) -> None:
    ayo.go(DESK)
    ayo.follow("Announce the round")
    ayo.press("Let everybody read it")
    assert ayo.reads("The round is announced.")


def then_everybody_reads_who_is_funded(anybody: Walker, first: Bid) -> None:
    anybody.go("/funding/rounds/phase-2/decided/")
    assert anybody.reads("20 bids are not funded. 24 bids were sent in all.")
    assert anybody.reads("13 people decided.", "54% of them were there for lived experience.")
    assert anybody.page.locator("main .al-card").count() == replay.AWARDS
    anybody.follow(first.title)
    assert anybody.heading() == first.title
    assert anybody.reads("How it was decided")
