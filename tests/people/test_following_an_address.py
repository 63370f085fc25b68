"""What has not gone yet follows a member to where they are reached now; never does it go to the address before."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Channel, Message
from alongside.people import actions as people
from alongside.people.models import Guardian, Member
from tests.people.helpers import Make

BY = actors.SYSTEM
SOON = timedelta(days=2)


def tell(member: Member, **more: object) -> Message:
    given: dict[str, object] = {
        "subject": "Come",
        "text": "Come on Monday.",
        "not_before": clock.now() + SOON,
    }
    sent = people.tell(member, **(given | more), by=BY)  # type: ignore[arg-type]  # each test gives its own
    assert sent is not None
    return sent


def proves(member: Member, email: str) -> None:
    assert member.account is not None
    EmailAddress.objects.filter(user=member.account).update(email=email)
    people.confirm_email(member.account, email=email, by=BY)


def test_an_email_goes_to_the_new_address_and_a_code_stays_with_the_one_that_it_proves(make: Make) -> None:
    ann = make("Ann", email="old@example.org")
    Message.objects.all().delete()
    tell(ann, html="<p>Come on Monday.</p>")
    outbox.email(to="old@example.org", subject="Code", text="123", by=BY, not_before=clock.now() + SOON)
    proves(ann, "new@example.org")
    with clock.at(clock.now() + SOON + SOON):
        outbox.deliver_due("test")
    assert sorted((one.subject, one.to) for one in mail.outbox) == [
        ("Code", ["old@example.org"]), ("Come", ["new@example.org"]),
    ]  # fmt: skip


def test_a_letter_that_waits_goes_to_the_new_street_and_becomes_a_call_for_who_is_called(make: Make) -> None:
    rose = make("Rose", reach_by="post", address="1 Mill Lane")
    letter = tell(rose, not_before=None)
    people.change_reach(rose, reach_by="post", address="2 High Street", by=BY)
    letter.refresh_from_db()
    assert letter.to == "2 High Street"
    people.change_reach(rose, reach_by="phone", phone="020 7946 0000", by=BY)
    letter.refresh_from_db()
    assert (letter.channel, letter.to) == (Channel.CALL, "020 7946 0000")
    assert not Message.objects.filter(to__contains="Mill Lane").exists()


def test_what_was_sent_says_for_ever_where_it_went(make: Make) -> None:
    rose = make("Rose", reach_by="post", address="1 Mill Lane")
    letter = tell(rose, not_before=None)
    outbox.tick_off(letter, by=BY)
    people.change_reach(rose, reach_by="post", address="2 High Street", by=BY)
    letter.refresh_from_db()
    assert letter.to == "1 Mill Lane"


def test_through_a_supporter_it_says_for_whom_and_to_themselves_it_does_not(make: Make) -> None:
    ann = make("Ann", email="ann@example.org")
    message = tell(ann, html="<p>Come.</p>")
    sam = {"name": "Sam", "relation": "Brother", "email": "sam@example.org", "phone": "", "address": ""}
    people.change_reach(ann, reach_by="supporter", supporter=sam, by=BY)
    message.refresh_from_db()
    assert (message.to, message.html) == ("sam@example.org", "")
    assert message.text.startswith("Hello Sam. This is for Ann.")
    people.change_reach(ann, reach_by="email", by=BY)
    message.refresh_from_db()
    assert (message.to, message.text) == ("ann@example.org", "Come on Monday.")


def test_nothing_goes_to_a_guardian_who_is_none_any_more_and_all_once_the_new_one_agrees(make: Make) -> None:
    guardian = {"name": "Pat", "email": "pat@example.org", "phone": ""}
    zoe = make("Zoe", age_guard="under-16", guardian=guardian)
    people.record_guardian_agreement(Guardian.objects.get(), how="phone", wording="Yes.", by=BY)
    message = tell(zoe)
    told = people.Told("phone", clock.today(), read_back_and_agreed=True)
    people.change_member_on_behalf(zoe, told=told, guardian=guardian | {"email": "kim@example.org"}, by=BY)
    message.refresh_from_db()
    assert message.withheld_at is not None
    people.record_guardian_agreement(Guardian.objects.get(), how="phone", wording="Yes.", by=BY)
    message.refresh_from_db()
    assert message.to == "kim@example.org"
    assert message.withheld_at is None
    waiting = Message.objects.filter(sent_at=None)
    assert not waiting.filter(to="pat@example.org").exists(), (
        "nor what asked the one before whether they agree"
    )


@pytest.mark.parametrize("way", ["email", "post"])
def test_nothing_goes_to_somebody_who_left(make: Make, way: str) -> None:
    ann = make("Ann", reach_by=way, email="ann@example.org", address="1 Mill Lane")
    tell(ann, not_before=None, confidential=True)
    people.leave(ann, by=BY)
    assert not Message.objects.filter(sent_at=None).exists()
