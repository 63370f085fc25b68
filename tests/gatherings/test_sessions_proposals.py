"""Members propose sessions and chair them, by any way; each proposal gets one answer."""

from typing import Any

import pytest
from django.db import transaction

from alongside.foundation import actors, clock, rights
from alongside.foundation.models import Channel, Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Helper, HelperRole, Series, Session, SessionProposal
from alongside.people import actions as people
from alongside.people.models import Member, ReachBy, Recording
from tests.gatherings.helpers import Browser, Make, doing, text_of

BY = actors.SYSTEM
WORDS: dict[str, Any] = {
    "title": "Sound without screens",
    "purpose": "To hear more.",
    "would_chair": "with_help",
}


@pytest.fixture
def proposal(series: Series, make: Make) -> SessionProposal:
    return gatherings.propose_session(series, member=make("Ada"), by=BY, **WORDS)


def accept(proposal: SessionProposal, **more: Any) -> Session:
    day = clock.now().replace(year=clock.now().year + 1)
    return gatherings.accept_proposal(
        proposal, meeting="online", starts_at=day, ends_at=day.replace(hour=23, minute=59), by=BY, **more
    )


def test_a_member_proposes_and_reads_the_answer_on_the_web(
    series: Series, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada, cora = browser_of(make("Ada")), browser_of(coordinator)
    assert ada.post("/sessions/propose/", WORDS).status_code == 302
    assert "We are thinking about it" in text_of(ada, "/sessions/propose/")
    assert "Sound without screens" in text_of(cora, "/sessions/proposals/")
    assert "Answer a proposal: Sound without screens" in text_of(cora, "/desk/")
    pk = SessionProposal.objects.get().pk
    assert cora.post(f"/sessions/proposals/{pk}/no/", {"because": ""}).status_code == 200
    assert cora.post(f"/sessions/proposals/{pk}/no/", {"because": "We did this in May."}).status_code == 302
    assert "We did this in May." in text_of(ada, "/sessions/propose/")
    assert "Sound without screens" not in text_of(cora, "/desk/")


def test_a_proposal_that_is_accepted_becomes_a_draft_with_its_chair(proposal: SessionProposal) -> None:
    session = accept(proposal)
    assert (session.title, session.proposed_by, session.announced_at) == (
        proposal.title,
        proposal.member,
        None,
    )
    assert Helper.objects.get(session=session).role == HelperRole.CHAIR
    assert proposal.session == session
    assert Message.objects.filter(subject="Yes to the session you proposed").count() == 1


def test_whoever_does_not_want_to_chair_does_not(series: Series, make: Make) -> None:
    row = gatherings.propose_session(series, member=make("Ada"), by=BY, **(WORDS | {"would_chair": "no"}))
    assert accept(row).helpers.count() == 0


def test_a_proposal_is_answered_once(proposal: SessionProposal) -> None:
    gatherings.decline_proposal(proposal, because="Not now.", by=BY)
    for again in (
        lambda: accept(proposal),
        lambda: gatherings.decline_proposal(proposal, because="No.", by=BY),
    ):
        with pytest.raises(gatherings.NotNow, match="has its answer"), transaction.atomic():
            again()
    assert Session.objects.count() == 0


def test_no_needs_a_reason(proposal: SessionProposal) -> None:
    with pytest.raises(gatherings.NotNow, match="why not"):
        gatherings.decline_proposal(proposal, because="  ", by=BY)


def test_a_proposal_by_phone_has_the_same_standing_and_its_answer_is_a_call(
    series: Series, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace = make("Grace", reach_by=ReachBy.PHONE, phone="020 7946 0102")
    today = clock.today()
    form = WORDS | {
        "member": grace.reference, "mode": "phone", "on_day": str(today.day), "on_month": str(today.month),
        "on_year": str(today.year), "read_back_and_agreed": "on",
    }  # fmt: skip
    assert browser_of(coordinator).post("/sessions/proposals/add/", form).status_code == 302
    row = SessionProposal.objects.get()
    assert (row.member, row.how) == (grace, "phone")
    assert Recording.objects.get(member=grace, what="session_proposal").written_by == doing(coordinator).key
    gatherings.decline_proposal(row, because="Not now.", by=BY)
    answer = Message.objects.get(subject="About the session you proposed")
    assert (answer.channel, answer.to) == (Channel.CALL, "020 7946 0102")


def test_words_of_people_are_not_on_the_record(proposal: SessionProposal) -> None:
    accept(proposal)
    said = str(list(Event.objects.filter(verb__startswith="gatherings.").values()))
    assert "gatherings.session_proposed" in said
    assert "Sound" not in said
    assert "Ada" not in said


def test_a_helper_is_told_by_their_own_channel(session: Session, make: Make) -> None:
    grace = make("Grace", reach_by=ReachBy.POST, address="1 High Street")
    gatherings.add_helper(session, member=grace, role=HelperRole.SCRIBE, by=BY)
    gatherings.add_helper(session, member=grace, role=HelperRole.SCRIBE, by=BY)
    letter = Message.objects.get(channel=Channel.LETTER, subject__startswith="You help")
    assert "Scribe" in letter.text


def test_a_member_takes_everything_along_and_leaving_erases_it(
    proposal: SessionProposal, session: Session
) -> None:
    member = proposal.member
    assert member.account is not None
    gatherings.add_helper(session, member=member, role=HelperRole.SCRIBE, by=BY)
    exported = rights.export(member.account)["gatherings"]
    assert exported["helping"] == [{"session": 1, "title": "Care at home", "role": "scribe"}]
    assert exported["proposals"][0]["title"] == "Sound without screens"
    people.leave(member, by=BY)
    assert Helper.objects.count() == 0
    proposal.refresh_from_db()
    assert (proposal.title, proposal.purpose) == ("", "")
