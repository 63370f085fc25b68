"""What people are told about a session, each by their own channel and in their own language."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alongside.foundation import actors, centre, clock
from alongside.foundation.models import Centre, Channel, Message
from alongside.gatherings import emails
from alongside.gatherings.models import Coming, Meeting, Registration, Series, Session
from alongside.people import actions as people
from alongside.people.models import AgeGuard, ReachBy

BY = actors.SYSTEM


@pytest.fixture
def about_care(db: None) -> Session:
    centre.set_up(
        name="Centre for Testing", short_name="CT", purpose="To test.", area="england", languages=["en", "ar"], by=BY,
    )  # fmt: skip
    Centre.objects.update(help_phone="020 7946 0100")
    begins = datetime(2027, 1, 14, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    return Session.objects.create(
        series=Series.objects.create(name="Co-production", slug="co-production"), number=15, title="Care at home",
        purpose="…", meeting=Meeting.HYBRID, starts_at=begins, ends_at=begins + timedelta(hours=2),
        venue="Town Hall", address="1 High Street\nLeeds", online_link="https://meet.example/15",
        dial_in="020 7946 0999", announced_at=clock.now(),
    )  # fmt: skip


def coming(
    session: Session, called: str, *, how: str = Coming.IN_PERSON, placed: bool = True, **more: Any
) -> Registration:
    more.setdefault("reach_by", ReachBy.EMAIL)
    if more["reach_by"] == ReachBy.EMAIL:
        more.setdefault("email", f"{called.lower()}@example.org")
    member = people.join(called=called, age_guard=AgeGuard.ADULT, by=BY, **more)
    return Registration.objects.create(
        session=session, member=member, coming=how, placed_at=clock.now() if placed else None
    )


def test_whoever_has_a_place_reads_all_the_facts(about_care: Session) -> None:
    message = emails.placed(coming(about_care, "Ola"), by=BY)
    assert message is not None
    assert message.subject == "You have a place: Session 15: Care at home"
    assert message.about.startswith("gatherings.registration:")
    for fact in ("Thursday 14 January 2027, 10:00 to 12:00, UK time", "Town Hall, 1 High Street, Leeds",
                 "call 020 7946 0100", f"/sessions/{about_care.pk}/", "/me/sessions/"):  # fmt: skip
        assert fact in message.text


def test_the_online_link_goes_only_to_those_with_a_place(about_care: Session) -> None:
    placed = coming(about_care, "Ola", how=Coming.ONLINE)
    waiting = coming(about_care, "Wen", how=Coming.ONLINE, placed=False)
    for message, has_link in (
        (emails.placed(placed, by=BY), True),
        (emails.on_waiting_list(waiting, by=BY), False),
    ):
        assert message is not None
        assert ("https://meet.example/15" in message.text) is has_link
        assert ("020 7946 0999" in message.text) is has_link
    both = emails.session_changed(about_care, what=["starts_at", "ends_at", "venue"], by=BY)
    assert ["https://meet.example/15" in message.text for message in both] == [True, False]
    assert "has changed: the time, the place." in both[0].text


def test_a_call_and_a_letter_say_the_same_without_links_to_type(about_care: Session) -> None:
    coming(about_care, "Phil", reach_by=ReachBy.PHONE, phone="020 7946 0123")
    coming(about_care, "Lena", reach_by=ReachBy.POST, address="2 Low Road")
    told = emails.session_cancelled(about_care, by=BY)
    assert [message.channel for message in told] == [Channel.CALL, Channel.LETTER]
    ready = emails.pack_is_out(about_care, by=BY)
    for message in told + ready:
        assert "Thursday 14 January 2027" in message.text
        assert "/sessions/" not in message.text
    assert "read it to you" in ready[0].text


def test_they_are_told_in_their_own_language(about_care: Session) -> None:
    message = emails.placed(coming(about_care, "Amal", language="ar"), by=BY)
    assert message is not None
    assert message.language == "ar"
    assert Message.objects.get(pk=message.pk).to == "amal@example.org"
