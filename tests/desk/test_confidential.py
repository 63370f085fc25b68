"""What tells of somebody's access needs is there for the access role, and for no other member of staff."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, centre, clock, outbox
from alongside.foundation import record as records
from alongside.foundation.doors import Role
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Account, AgeGuard, Member, ReachBy, Recording

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
PLANTED = "zebra crossing"
OTHERS = [Role.COORDINATOR, Role.ADMINISTRATOR, Role.FINANCE, Role.FACILITATOR, Role.AUDITOR]


@pytest.fixture(autouse=True)
def our_centre(settings: Any) -> None:
    settings.REQUIRE_STAFF_PASSKEY = False
    centre.set_up(name="Centre for Testing", short_name="CT", purpose="To test.", area="england",
                  languages=["en", "ar"], by=BY)  # fmt: skip


def holder(role: Role) -> Client:
    member = people.join(called=role.title(), reach_by=ReachBy.EMAIL, email=f"{role}@example.org",
                         age_guard=AgeGuard.ADULT, by=BY)  # fmt: skip
    people.appoint(member, role=role, by=BY)
    client = Client()
    client.force_login(Account.objects.get(member=member))
    return client


@pytest.fixture
def grace() -> Member:
    return people.join(called="Grace", reach_by=ReachBy.PHONE, phone="020 7946 0102", by=BY,
                       age_guard=AgeGuard.ADULT)  # fmt: skip


@pytest.fixture
def letter(grace: Member) -> Message:
    Message.objects.all().delete()
    message = people.tell(grace, subject=PLANTED, text=PLANTED, by=BY, confidential=True)
    assert message is not None
    return message


def test_the_access_role_reads_calls_and_ticks_off_a_confidential_message(letter: Message) -> None:
    client = holder(Role.ACCESS)
    assert PLANTED in client.get(reverse("desk:see_messages")).content.decode()
    assert PLANTED in client.get(reverse("desk:see_message", args=[letter.pk])).content.decode()
    client.post(reverse("desk:tick_off_message", args=[letter.pk]))
    assert Message.objects.get(pk=letter.pk).sent_at is not None


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_staff_see_that_a_confidential_message_is_there(letter: Message, role: Role) -> None:
    client = holder(role)
    assert PLANTED not in client.get(reverse("desk:see_messages")).content.decode()
    assert "letter or call" not in client.get(reverse("desk:home")).content.decode()
    assert client.get(reverse("desk:see_message", args=[letter.pk])).status_code == 404
    assert client.post(reverse("desk:tick_off_message", args=[letter.pk])).status_code in (403, 404)
    assert Message.objects.get(pk=letter.pk).sent_at is None


def test_a_confidential_email_that_failed_is_shown_to_the_access_role_alone() -> None:
    message = outbox.email(to="g@example.org", subject=PLANTED, text=PLANTED, by=BY, confidential=True)
    Message.objects.filter(pk=message.pk).update(failed_at=clock.now())
    page = reverse("desk:see_messages")
    assert PLANTED in holder(Role.ACCESS).get(page).content.decode()
    assert PLANTED not in holder(Role.COORDINATOR).get(page).content.decode()


def test_a_confidential_recording_is_on_no_page_about_the_member(grace: Member) -> None:
    people.record_for(grace, what="details", mode="phone", on=clock.today(), read_back_and_agreed=True,
                      note=PLANTED, by=BY, confidential=True)  # fmt: skip
    page = holder(Role.COORDINATOR).get(reverse("people:show_member", args=[grace.reference]))
    assert PLANTED not in page.content.decode()
    assert "wrote something down for them" not in page.content.decode()
    assert Recording.objects.get(member=grace).note == PLANTED


def test_the_record_shows_what_is_kept_apart_to_the_access_role_alone(grace: Member) -> None:
    records.keep_apart("testing.need_")
    records.record("testing.need_said", grace, by=BY)
    records.record("testing.other_thing", grace, by=BY)
    assert {event.verb for event in records.open_to({Role.ACCESS})} >= {"testing.need_said"}
    page = holder(Role.COORDINATOR).get(reverse("desk:see_record")).content.decode()
    assert "testing.other_thing" in page
    assert "testing.need_said" not in page


def test_words_that_are_forgotten_leave_only_that_something_was_sent(grace: Member) -> None:
    sent = people.tell(grace, subject=PLANTED, text=PLANTED, by=BY, confidential=True)
    assert sent is not None
    outbox.tick_off(sent, by=BY)
    people.tell(grace, subject=PLANTED, text=PLANTED, by=BY, confidential=True)
    assert outbox.forget_words([records.key_of(grace)]) == 3, "the welcome is about the member too"
    assert not Message.objects.filter(text__contains=PLANTED).exists()
    assert not Message.objects.filter(subject__contains=PLANTED).exists()
    assert list(Message.objects.by_hand()) == [], "what was not sent is not sent any more"
    sent.refresh_from_db()
    assert sent.sent_at is not None
