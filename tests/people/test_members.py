"""Finding members, their page, and roles."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alongside.foundation import actors, doors_seen
from alongside.foundation.doors import Role
from alongside.foundation.models import Event
from alongside.gatherings.queries import registrations
from alongside.people import actions as people
from alongside.people import rules
from alongside.people.models import Brings, Member
from alongside.people.queries import listing, members
from tests.people.helpers import Make, doing, queries_of, signed_in


def add_many(count: int) -> None:
    start = Member.objects.count()
    members = Member.objects.bulk_create(
        Member(called=f"Person {number:04}", reach_by="phone", phone=f"020 {number:07}")
        for number in range(start, start + count)
    )
    Brings.objects.bulk_create(Brings(member=member, kind="carer") for member in members)


def test_the_list_takes_the_same_queries_at_1_10_and_100_rows(coordinator: Member) -> None:
    client, taken = signed_in(coordinator), []
    for more in (1, 9, 90):
        add_many(more)
        taken.append(queries_of(client, "/members/"))
    assert taken[0] == taken[1] == taken[2]


def test_members_are_found_by_name_reference_email_and_phone(make: Make) -> None:
    member = make("Zora", full_name="Zora Hurston", phone="020 7946 0123")
    make("Ada")
    for words in ("zora", "hurston", member.reference, "zora@example", "7946 0123", "zora 7946"):
        assert list(listing.find(words=words)) == [member]
    assert list(listing.find(words="zora ada")) == []


@pytest.mark.parametrize("typed", ["k7fd-3mxa", "K7FD3MXA", "k7fd 3mxa", " K7FD – 3MXA "])
def test_a_reference_is_read_however_it_was_typed(typed: str) -> None:
    assert members.as_reference(typed) == "K7FD-3MXA"


@pytest.mark.parametrize("typed", ["", "Ada", "K7FD", "K7FD-3MXA-9"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert members.as_reference(typed) == ""


def test_lists_and_the_check_at_the_door_find_a_reference_without_its_dash(make: Make) -> None:
    ada = make("Ada")
    plain = ada.reference.replace("-", "").lower()
    assert list(listing.find(words=plain)) == [ada]
    assert members.named(plain) == [ada]
    assert registrations.find_members(plain, everybody=False) == [ada]


def test_members_are_found_by_what_they_bring_how_reached_and_who_waits(make: Make) -> None:
    carer = make("Ada", brings=["carer", "patient"])
    caller = make("Bo", reach_by="phone", phone="020 7946 0123")
    child = make(
        "Cy", reach_by="phone", age_guard="under-16", guardian={"name": "Pat", "email": "pat@example.org"}
    )
    assert list(listing.find(kind="carer")) == [carer]
    assert set(listing.find(reach_by="phone")) == {caller, child}
    assert list(listing.find(guardian_waiting=True)) == [child]
    people.record_guardian_agreement(child.guardian, how="phone", wording="Yes.", by=actors.SYSTEM)
    assert list(listing.find(guardian_waiting=True)) == []


def test_who_left_is_found_no_more(make: Make, coordinator: Member) -> None:
    member = make("Zora")
    people.leave(member, by=actors.SYSTEM)
    assert list(listing.find(words="zora")) == []
    assert signed_in(coordinator).get(f"/members/{member.reference}/").status_code == 404


def test_the_page_of_a_member_shows_what_is_on_record(make: Make, coordinator: Member) -> None:
    member = make("Mo", reach_by="phone", phone="020 7946 0123", brings=["carer"], interests="sleep")
    people.record_for(
        member,
        what="joining",
        mode="phone",
        on=member.joined_on,
        read_back_and_agreed=True,
        by=doing(coordinator),
    )
    page = signed_in(coordinator).get(f"/members/{member.reference}/").content.decode()
    for words in ("020 7946 0123", "Carer", "sleep", "Written down by Cora", "Read back and agreed"):
        assert words in page


def test_a_hostile_search_finds_nobody_and_breaks_nothing(coordinator: Member) -> None:
    client = signed_in(coordinator)
    for words in ("'; DROP TABLE people_member; --", "%", "\x00", "<script>alert(1)</script>", "a" * 5000):
        response = client.get("/members/", {"words": words, "kind": "nonsense", "page": "x"})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_members_and_visitors_do_not_see_other_members(make: Make, coordinator: Member) -> None:
    member = make("Mo")
    assert signed_in(member).get("/members/").status_code == 403
    assert signed_in(member).get(f"/members/{coordinator.reference}/").status_code == 403
    assert Client().get("/members/").status_code == 302


def test_a_role_is_given_once_and_is_on_record(make: Make) -> None:
    member = make("Mo")
    first = people.appoint(member, role=Role.FACILITATOR, by=actors.SYSTEM)
    assert people.appoint(member, role=Role.FACILITATOR, by=actors.SYSTEM) == first
    assert Event.objects.filter(verb="people.appointed").count() == 1
    assert rules.roles_of_member(member) == {Role.MEMBER, Role.FACILITATOR}


def test_a_role_that_ended_opens_nothing_from_that_day(make: Make) -> None:
    member = make("Mo")
    appointment = people.appoint(member, role=Role.FINANCE, by=actors.SYSTEM)
    people.end_appointment(appointment, by=actors.SYSTEM)
    assert rules.roles_of_member(member) == {Role.MEMBER}
    assert people.appoint(member, role=Role.FINANCE, by=actors.SYSTEM).pk != appointment.pk


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_nobody_ends_the_last_coordinator_or_administrator(make: Make, role: Role) -> None:
    first = people.appoint(make("Mo"), role=role, by=actors.SYSTEM)
    with pytest.raises(people.CannotAppoint):
        people.end_appointment(first, by=actors.SYSTEM)
    people.appoint(make("Bo"), role=role, by=actors.SYSTEM)
    people.end_appointment(first, by=actors.SYSTEM)
    assert rules.roles_of_member(first.member) == {Role.MEMBER}


def test_somebody_who_left_does_not_count_as_the_other_coordinator(make: Make) -> None:
    stays, goes = make("Mo"), make("Bo")
    held = people.appoint(stays, role=Role.COORDINATOR, by=actors.SYSTEM)
    people.appoint(goes, role=Role.COORDINATOR, by=actors.SYSTEM)
    people.leave(goes, by=actors.SYSTEM)
    with pytest.raises(people.CannotAppoint):
        people.end_appointment(held, by=actors.SYSTEM)


def test_a_coordinator_cannot_make_an_administrator(coordinator: Member, make: Make) -> None:
    by = doing(coordinator)
    with pytest.raises(people.CannotAppoint):
        people.appoint(coordinator, role=Role.ADMINISTRATOR, by=by)
    url = f"/members/{coordinator.reference}/roles/"
    signed_in(coordinator).post(url, {"role": "administrator"})
    assert rules.roles_of_member(coordinator) == {Role.MEMBER, Role.COORDINATOR}
    people.appoint(coordinator, role=Role.ADMINISTRATOR, by=actors.SYSTEM)
    assert people.appoint(make("Mo"), role=Role.ADMINISTRATOR, by=by).role == Role.ADMINISTRATOR


@pytest.mark.parametrize("role", ["member", "visitor", "emperor"])
def test_only_real_roles_are_given(make: Make, role: str) -> None:
    with pytest.raises(people.CannotAppoint):
        people.appoint(make("Mo"), role=role, by=actors.SYSTEM)


def test_a_coordinator_gives_and_ends_a_role_on_the_page(coordinator: Member, make: Make) -> None:
    member, client = make("Mo"), signed_in(coordinator)
    client.post(f"/members/{member.reference}/roles/", {"role": "facilitator"})
    assert "Mo" in client.get("/members/roles/").content.decode()
    appointment = member.appointments.get()
    client.post(f"/members/{member.reference}/roles/{appointment.pk}/end/")
    assert rules.roles_of_member(member) == {Role.MEMBER}


def test_ending_the_last_coordinator_on_the_page_says_what_to_do(coordinator: Member) -> None:
    appointment = coordinator.appointments.get()
    response = signed_in(coordinator).post(f"/members/{coordinator.reference}/roles/{appointment.pk}/end/")
    assert "Give the role to somebody else first" in response.content.decode()
    assert Role.COORDINATOR in rules.roles_of_member(coordinator)


def test_everybody_reads_who_may_do_what_and_why_not_members(our_centre: object) -> None:
    page = Client().get("/who-may-do-what/").content.decode()
    assert '<a class="govuk-link" href="?room=people">People and the network</a>' in page
    people_and_network = Client().get("/who-may-do-what/?room=people").content.decode()
    assert "Contact details are private" in people_and_network
    assert "/members/&lt;reference&gt;/" in people_and_network


def test_no_door_is_left_out_of_who_may_do_what(our_centre: object) -> None:
    rooms = re.findall(r'href="\?room=(\w*)"', Client().get("/who-may-do-what/").content.decode())
    shown = [
        Client().get(f"/who-may-do-what/?room={room}").content.decode().count('scope="row"') for room in rooms
    ]
    assert sum(shown) == sum(seen.door is not None for seen in doors_seen.walk())


def test_the_walk_finds_every_door_of_this_room_with_a_reason_where_members_may_not() -> None:
    walked = {seen.name: seen for seen in doors_seen.walk() if seen.room == "people"}
    assert {"people:join", "people:show_member", "people:communities"} <= walked.keys()
    assert [seen.name for seen in walked.values() if seen.door is None] == []
    closed = [seen for seen in walked.values() if seen.door and not seen.members_may]
    unexplained = [seen.name for seen in closed if seen.door and not seen.door.why_not_members]
    assert closed != []
    assert unexplained == []


def test_the_directory_and_history_cost_the_same_for_many(
    coordinator: Member, make: Make, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member = make("Mo")
    for number in range(20):
        people.change_member_on_behalf(
            member, told=people.Told("phone", member.joined_on, True), by=actors.SYSTEM, interests=str(number)
        )
    with django_assert_max_num_queries(2):
        assert len(listing.history(member)) >= 40


def test_one_question_finds_a_member_and_every_role_of_today(
    make: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ada = make("Ada")
    assert ada.account is not None
    assert rules.who(ada.account) == (ada, frozenset({Role.MEMBER}))
    for role in (Role.FACILITATOR, Role.FINANCE):
        people.appoint(ada, role=role, by=actors.SYSTEM)
    with django_assert_num_queries(1):
        assert rules.who(ada.account) == (ada, frozenset({Role.MEMBER, Role.FACILITATOR, Role.FINANCE}))
    people.end_appointment(ada.appointments.get(role=Role.FINANCE), by=actors.SYSTEM)
    assert (
        rules.who(ada.account)
        == (ada, rules.roles_of_member(ada))
        == (ada, frozenset({Role.MEMBER, Role.FACILITATOR}))
    )
    assert rules.who(AnonymousUser()) == (None, frozenset({Role.VISITOR}))
