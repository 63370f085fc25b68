"""Rights of one person never reach into another's."""

from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, outbox, rights
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, Supporter

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM


def member(called: str, **more: Any) -> Member:
    given = {"reach_by": "email", "email": f"{called.lower()}@member.example", "age_guard": "adult"} | more
    return people.join(called=called, by=BY, welcome=False, **given)


def export_of(one: Member) -> str:
    assert one.account is not None
    return str(rights.export(one.account))


def test_my_data_shows_what_the_other_would_share_only_when_both_agreed(db: None) -> None:
    ann, bob = member("Ann"), member("Bob")
    people.save_directory_entry(bob, shown_name="Bob", welcomes_introductions=True, by=BY)
    asked = people.ask_introduction(ann, bob, message="Hello", share="ann's private number", by=BY)
    assert "ann's private number" in export_of(ann)
    Message.objects.all().delete()
    assert "ann's private number" not in export_of(bob)
    people.accept_introduction(asked, share="bob's private number", by=BY)
    assert "ann's private number" in export_of(bob)
    assert "bob's private number" in export_of(ann)


def test_two_people_with_one_helper_or_one_home_keep_their_messages_apart(db: None) -> None:
    helper = {"name": "Pat", "phone": "020 7946 0777"}
    jo = member("Jo", reach_by="supporter", email="", supporter=helper)
    john = member("John", reach_by="supporter", email="", supporter=helper)
    outbox.call(
        to_name="Pat", phone="020 7946 0777", subject="For John", text="John: Friday", by=BY, about=john
    )
    outbox.letter(to_name="Ann", address="1 High St", subject="For nobody", text="…", by=BY)
    people.leave(jo, by=BY)
    assert Message.objects.filter(subject="For John", text="John: Friday").count() == 1
    assert Message.objects.filter(subject="For nobody").count() == 1


def test_the_last_coordinator_cannot_leave_before_somebody_else_is_one(
    client: Client, our_centre: object
) -> None:
    cora, dan = member("Cora"), member("Dan")
    people.appoint(cora, role="coordinator", by=BY)
    assert cora.account is not None
    client.force_login(cora.account)
    page = client.post("/me/leave/", {"sure": "on", "agreed": "on", "leave": "on"})
    with pytest.raises(people.CannotLeave, match="Give the role to somebody else first"):
        people.leave(cora, by=BY)
    assert page.status_code == 200
    people.appoint(dan, role="coordinator", by=BY)
    people.leave(cora, by=BY)
    assert Member.objects.here().filter(pk=cora.pk).count() == 0


def test_what_looks_like_a_day_and_is_none_is_shown_as_it_was_written(
    client: Client, our_centre: object
) -> None:
    odd = member("Odd", interests="2026-13-45")
    assert odd.account is not None
    client.force_login(odd.account)
    page = client.get("/me/data/")
    assert page.status_code == 200
    assert "2026-13-45" in page.content.decode()


def test_a_phone_number_can_be_taken_back_and_a_helper_goes_when_not_needed(db: None) -> None:
    one = member("One", phone="020 7946 0888")
    people.change_reach(one, reach_by="supporter", supporter={"name": "Pat", "phone": "1"}, by=BY)
    people.change_reach(one, reach_by="email", by=BY)
    one.refresh_from_db()
    assert one.phone == ""
    assert Supporter.objects.filter(member=one).count() == 0
