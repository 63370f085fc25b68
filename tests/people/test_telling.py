"""Writing to a member from any room, and not asking too much of anybody."""

from datetime import timedelta

from django.core import mail

from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.queries import asks
from tests.people.helpers import Make

ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def test_a_calendar_entry_goes_with_an_email_under_its_method(make: Make) -> None:
    people.tell(make("Mo"), subject="Come", text="Come on Monday.", by=actors.SYSTEM, calendar=ENTRY)
    outbox.deliver_due("worker")
    (part,) = [
        part for part in mail.outbox[-1].message().walk() if part.get_content_type() == "text/calendar"
    ]
    assert part.get_param("method") == "REQUEST"
    assert part.get_payload(decode=True) == ENTRY.encode()


def test_a_call_is_not_asked_for_before_its_time_nor_after(make: Make) -> None:
    member, now = make("Mo", reach_by="phone", phone="020 7946 0123"), clock.now()
    Message.objects.all().delete()
    later, past = now + timedelta(days=1), now - timedelta(minutes=1)
    people.tell(member, subject="Tomorrow", text="…", by=actors.SYSTEM, not_before=later)
    people.tell(member, subject="Too late", text="…", by=actors.SYSTEM, not_after=past)
    outbox.deliver_due("worker")
    assert list(Message.objects.by_hand()) == []
    assert Message.objects.get(subject="Too late").missed_at is not None
    with clock.at(later + timedelta(minutes=1)):
        assert [message.subject for message in Message.objects.by_hand()] == ["Tomorrow"]


def test_who_was_asked_as_often_as_the_centre_allows(make: Make) -> None:
    often, seldom = make("Often"), make("Seldom")
    for _time in range(asks.limit()):
        people.tell(often, subject="Please", text="…", by=actors.SYSTEM, asks=True)
    people.tell(seldom, subject="Please", text="…", by=actors.SYSTEM, asks=True)
    people.tell(seldom, subject="For you to know", text="…", by=actors.SYSTEM)
    assert asks.lately([often.pk, seldom.pk]) == {often.pk: 4, seldom.pk: 1}
    assert asks.asked_enough([often.pk, seldom.pk]) == {often.pk}
    with clock.at(clock.now() + timedelta(days=30)):
        assert asks.asked_enough([often.pk, seldom.pk]) == set()
