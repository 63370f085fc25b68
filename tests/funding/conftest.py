"""What the tests about funding share: a centre with a phone, members, an open round, and bids."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, centre, clock
from alongside.foundation.doors import Role
from alongside.foundation.models import Centre
from alongside.funding import actions as funding
from alongside.funding.models import Bid, Programme, Question, Round
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

Make = Callable[..., Member]
BY = actors.SYSTEM


@pytest.fixture
def our_centre(db: None) -> Centre:
    made = centre.set_up(
        name="Centre for Testing",
        short_name="CT",
        purpose="To test.",
        area="england",
        languages=["en", "ar"],
        by=BY,
    )
    centre.change(made, by=BY, help_phone="020 7946 0000", help_email="hello@centre.example")
    return made


@pytest.fixture(autouse=True)
def without_staff_passkeys(settings: Any) -> None:
    """Passkeys have tests of their own."""
    settings.REQUIRE_STAFF_PASSKEY = False


@pytest.fixture
def make(our_centre: Centre) -> Make:
    """Make a member through the action, reached by email unless the test says otherwise."""

    def made(called: str = "Ada", role: str = "", **more: Any) -> Member:
        more.setdefault("reach_by", ReachBy.EMAIL)
        if more["reach_by"] == ReachBy.EMAIL:
            more.setdefault("email", f"{called.lower()}@example.org")
        more.setdefault("age_guard", AgeGuard.ADULT)
        member = people.join(called=called, by=BY, **more)
        if role:
            people.appoint(member, role=Role(role), by=BY)
        return member

    return made


@pytest.fixture
def coordinator(make: Make) -> Member:
    return make("Cora", role="coordinator")


@pytest.fixture
def programme(our_centre: Centre) -> Programme:
    return funding.start_programme(title="Pilots", about="Small projects that people make together.", by=BY)


@pytest.fixture
def draft_round(programme: Programme) -> Callable[..., Round]:
    """Write a round of up to £5,000 over four months, with a criterion and two questions."""

    def drafted(**more: Any) -> Round:
        day = clock.today()
        fields: dict[str, Any] = {
            "title": "Phase 1", "about": "For pilots.", "cap_pence": 500_000, "pot_pence": 2_500_000, "months": 4,
            "closes_at": clock.now() + timedelta(days=30), "decide_by": day + timedelta(days=50),
            "feedback_by": day + timedelta(days=60), "starts_on": day + timedelta(days=70), "by": BY,
        } | more  # fmt: skip
        made = funding.start_round(programme, **fields)
        funding.add_criterion(made, name="Together", means="Made together from the start.", by=BY)
        funding.add_question(made, text="What would change?", kind="words", most_words=20, by=BY)
        funding.add_question(made, text="A web page", kind="link", required=False, by=BY)
        return made

    return drafted


@pytest.fixture
def open_round(draft_round: Callable[..., Round]) -> Round:
    return funding.open_round(draft_round(), by=BY)


@pytest.fixture
def write_bid() -> Callable[..., Bid]:
    """A bid of a member that lacks nothing: £4,000, and £500 for access."""

    def written(one_round: Round, member: Member, title: str = "Boxing", *, sent: bool = False) -> Bid:
        made = funding.start_bid(one_round, member, by=BY)
        funding.change_bid(
            made, title=title, summary="We box, and find out what it changes.", months=4, recipient_kind="group",
            group_name="The boxers", by=BY,
        )  # fmt: skip
        first = Question.objects.filter(round=one_round)[0]
        funding.save_answer(made, first, text="Young people feel well.", member=member, by=BY)
        funding.set_budget(made, [("Coaches", 400_000, "people"), ("Interpreter", 50_000, "access")], by=BY)
        made.refresh_from_db()
        return funding.submit_bid(made, by=BY) if sent else made

    return written


@pytest.fixture
def browser_of() -> Callable[[Member], Client]:
    """A browser in which a member is signed in."""

    def browser(member: Member) -> Client:
        assert member.account is not None
        client = Client()
        client.force_login(member.account)
        return client

    return browser
