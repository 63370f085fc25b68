"""What happens to a session is a date with a name on record, and people hear of what matters to them."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.foundation.models import Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings import rules
from alongside.gatherings.models import HelperRole, Meeting, Registration, Session
from alongside.gatherings.queries import readiness
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, Plan, doing, text_of

BY = actors.SYSTEM


@pytest.fixture
def registered(session: Session, make: Make) -> Member:
    member = make("Ada")
    Registration.objects.create(session=session, member=member, coming="in_person", placed_at=clock.now())
    return member


def test_a_change_raises_the_revision_and_tells_who_registered(session: Session, registered: Member) -> None:
    before = Message.objects.count()
    gatherings.change_session(session, venue="Room 2", by=BY)
    assert session.revision == 1
    assert Message.objects.count() == before + 1
    gatherings.change_session(session, venue="Room 2", by=BY)
    assert session.revision == 1, "nothing changed"


def test_what_matters_to_nobody_who_comes_is_not_sent(session: Session, registered: Member) -> None:
    before = Message.objects.count()
    gatherings.change_session(session, ground_rules="Listen.", by=BY)
    assert (session.revision, Message.objects.count()) == (1, before)


def test_a_draft_changes_without_a_revision(plan: Plan) -> None:
    session = gatherings.change_session(plan(), title="Better", by=BY)
    assert (session.title, session.revision) == ("Better", 0)


def test_cancelling_needs_a_reason_and_tells_everybody(session: Session, registered: Member) -> None:
    with pytest.raises(gatherings.NotNow, match="why"):
        gatherings.cancel(session, because=" ", by=BY)
    before = Message.objects.count()
    gatherings.cancel(session, because="The hall is flooded.", by=BY)
    gatherings.cancel(session, because="Again.", by=BY)
    told = Message.objects.order_by("-created_at")[0]
    assert Message.objects.count() == before + 1
    assert "The hall is flooded." in told.text
    assert session.cancelled_because == "The hall is flooded."
    with pytest.raises(gatherings.NotNow, match="cancelled"):
        gatherings.change_session(session, title="No", by=BY)


def test_ready_names_everything_that_is_missing(plan: Plan) -> None:
    session = gatherings.announce(plan(venue="", online_link="", meeting=Meeting.HYBRID), by=BY)
    with pytest.raises(gatherings.NotNow) as refused:
        gatherings.mark_ready(session, by=BY)
    assert list(refused.value.sentences) == readiness.blockers(session)
    assert len(refused.value.sentences) >= 5
    assert session.ready_at is None


def test_a_session_takes_place_only_after_it_started_and_only_once(session: Session) -> None:
    with pytest.raises(gatherings.NotNow, match="not started"):
        gatherings.deliver(session, by=BY)
    with clock.at(session.starts_at):
        gatherings.deliver(session, by=BY)
        gatherings.deliver(session, by=BY)
    assert Event.objects.filter(verb="gatherings.session_delivered").count() == 1
    with pytest.raises(gatherings.NotNow, match="took place"):
        gatherings.cancel(session, because="Too late.", by=BY)
    with pytest.raises(gatherings.NotNow, match="took place"):
        gatherings.change_session(session, starts_at=session.starts_at - timedelta(hours=1), by=BY)


def test_a_cancelled_session_does_not_take_place(session: Session) -> None:
    gatherings.cancel(session, because="Rain.", by=BY)
    with clock.at(session.ends_at), pytest.raises(gatherings.NotNow, match="cancelled"):
        gatherings.deliver(session, by=BY)


def test_ground_rules_come_from_the_last_session(session: Session, plan: Plan) -> None:
    gatherings.change_session(session, ground_rules="One voice at a time.", by=BY)
    assert plan(title="Next").ground_rules == "One voice at a time."
    assert plan(title="Other", ground_rules="Ours.").ground_rules == "Ours."


def test_who_runs_a_session(session: Session, coordinator: Member, facilitator: Member, make: Make) -> None:
    helper, other = make("Helga"), make("Otto")
    gatherings.add_helper(session, member=helper, role=HelperRole.SCRIBE, by=doing(coordinator))
    of = {member: frozenset(member.appointments.values_list("role", flat=True)) for member in (helper, other)}
    assert rules.runs(of[helper], helper, session)  # type: ignore[arg-type]
    assert not rules.runs(of[other], other, session)  # type: ignore[arg-type]
    for member in (coordinator, facilitator):
        held = frozenset(member.appointments.values_list("role", flat=True))
        assert rules.runs(held, member, session)  # type: ignore[arg-type]


def test_the_desk_shows_the_next_step_of_each_session(
    session: Session, plan: Plan, coordinator: Member, browser_of: Browser
) -> None:
    plan(title="A draft")
    desk = text_of(browser_of(coordinator), "/desk/")
    assert "Announce: A draft" in desk
    assert "Make session 1 ready: Care at home" in desk


def test_sessions_stand_in_the_main_navigation(session: Session) -> None:
    assert 'href="/sessions/"' in text_of(Client(), "/communities/")
