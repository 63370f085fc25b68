"""Organisations, the directory that shows what each chose, and introductions by mutual consent."""

from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors
from alongside.foundation.models import Event, Message
from alongside.people import actions as people
from alongside.people.models import DirectoryEntry, Introduction, Member
from alongside.people.queries import network
from tests.people.helpers import Make, doing, queries_of, signed_in


def listed(member: Member, **more: Any) -> DirectoryEntry:
    shown: dict[str, Any] = {"shown_name": member.called, "welcomes_introductions": True} | more
    return people.save_directory_entry(member, by=actors.SYSTEM, **shown)


def asked(make: Make) -> Introduction:
    """Ada, reached by email, asks Bo, reached by phone."""
    ada, bo = make("Ada"), make("Bo", reach_by="phone", phone="020 7946 0123")
    listed(bo)
    return people.ask_introduction(ada, bo, message="We both care.", share="ada@example.org", by=doing(ada))


def test_the_directory_shows_only_what_was_chosen(make: Make) -> None:
    bo = make("Bo", brings=["carer"], interests="secret interest", languages=["Twi"], full_name="Bo Hidden")
    group = people.add_organisation(name="Quiet Group", kind="community", by=actors.SYSTEM)
    people.affiliate(bo, group, by=actors.SYSTEM)
    reader = signed_in(make("Ada"))
    assert "Gardens." not in reader.get("/directory/").content.decode()
    listed(bo, about="Gardens.")
    page = reader.get("/directory/").content.decode()
    assert "Gardens." in page
    for hidden in ("secret interest", "Twi", "Quiet Group", "Carer", "Bo Hidden", bo.email):
        assert hidden not in page
    listed(bo, shows_brings=True, shows_interests=True, shows_languages=True, shows_organisations=True)
    page = reader.get("/directory/").content.decode()
    for chosen in ("secret interest", "Twi", "Quiet Group", "Carer"):
        assert chosen in page
    assert bo.email not in page


def test_the_search_of_the_directory_looks_only_at_what_is_shown(make: Make) -> None:
    bo = make("Bo", interests="beekeeping")
    listed(bo)
    assert list(network.directory("beekeeping")) == []
    entry = listed(bo, shows_interests=True)
    assert list(network.directory("beekeeping bo")) == [entry]


def test_the_directory_is_closed_to_visitors(our_centre: object) -> None:
    assert Client().get("/directory/").status_code == 302


@pytest.mark.parametrize("age", ["16-17", "unknown"])
def test_young_people_have_no_entry(make: Make, age: str) -> None:
    member = make("Zed", age_guard=age)
    with pytest.raises(people.CannotList):
        listed(member)
    response = signed_in(member).post(
        "/directory/mine/", {"shown_name": "Zed", "welcomes_introductions": "no"}
    )
    assert response.status_code == 200
    assert DirectoryEntry.objects.count() == 0


def test_somebody_found_to_be_young_disappears_from_the_directory(make: Make) -> None:
    member = make("Zed")
    listed(member)
    assert network.directory().count() == 1
    people.change_member_on_behalf(
        member, told=people.Told("phone", member.joined_on, True), by=actors.SYSTEM, age_guard="16-17"
    )
    assert network.directory().count() == 0


def test_a_member_writes_changes_and_removes_their_own_entry(make: Make) -> None:
    member = make("Bo")
    client = signed_in(member)
    form = {"shown_name": "Bo B", "shows": ["shows_languages"], "welcomes_introductions": "yes"}
    assert client.post("/directory/mine/", form).status_code == 302
    entry = DirectoryEntry.objects.get(member=member)
    assert (entry.shown_name, entry.shows_languages, entry.shows_brings, entry.welcomes_introductions) == (
        "Bo B", True, False, True,
    )  # fmt: skip
    client.post("/directory/mine/", {"shown_name": "Bo", "welcomes_introductions": "no"})
    entry.refresh_from_db()
    assert (entry.shown_name, entry.shows_languages, entry.welcomes_introductions) == ("Bo", False, False)
    client.post("/directory/mine/remove/")
    assert DirectoryEntry.objects.count() == 0


def test_leaving_takes_the_entry_along(make: Make) -> None:
    member = make("Bo")
    listed(member)
    people.leave(member, by=actors.SYSTEM)
    assert DirectoryEntry.objects.count() == 0


def test_the_directory_takes_the_same_queries_for_many(make: Make) -> None:
    client, taken = signed_in(make("Ada")), []
    group = people.add_organisation(name="Group", kind="community", by=actors.SYSTEM)
    for number in range(12):
        member = make(f"Person{number}", brings=["carer"])
        people.affiliate(member, group, by=actors.SYSTEM)
        listed(member, shows_brings=True, shows_organisations=True)
        if number in (0, 11):
            taken.append(queries_of(client, "/directory/"))
    assert taken[0] == taken[1]


def test_asking_passes_the_message_and_no_contact(make: Make) -> None:
    introduction = asked(make)
    call = Message.objects.filter(channel="call").latest("created_at")
    assert call.to == introduction.asked.phone
    assert "We both care." in call.text
    assert "ada@example.org" not in call.text


def test_contacts_pass_both_ways_only_after_yes_each_by_its_own_channel(make: Make) -> None:
    introduction = asked(make)
    Message.objects.all().delete()
    people.accept_introduction(introduction, share="020 7946 0123", by=doing(introduction.asker))
    to_ada, to_bo = Message.objects.get(channel="email"), Message.objects.get(channel="call")
    assert (to_ada.to, to_bo.to) == ("ada@example.org", "020 7946 0123")
    assert "020 7946 0123" in to_ada.text
    assert "ada@example.org" in to_bo.text


def test_saying_no_passes_nothing_and_is_told_kindly(make: Make) -> None:
    introduction = asked(make)
    Message.objects.all().delete()
    people.decline_introduction(introduction, by=actors.SYSTEM)
    told = Message.objects.get()
    assert told.to == "ada@example.org"
    assert "020 7946 0123" not in told.text
    with pytest.raises(people.CannotIntroduce):
        people.accept_introduction(introduction, share="x", by=actors.SYSTEM)


def test_answering_twice_counts_once(make: Make) -> None:
    introduction = asked(make)
    people.accept_introduction(introduction, share="020 7946 0123", by=actors.SYSTEM)
    sent = Message.objects.count()
    people.accept_introduction(introduction, share="something else", by=actors.SYSTEM)
    introduction.refresh_from_db()
    assert introduction.accepted_share == "020 7946 0123"
    assert Message.objects.count() == sent
    with pytest.raises(people.CannotIntroduce):
        people.decline_introduction(introduction, by=actors.SYSTEM)


def test_only_those_who_welcome_introductions_are_asked(make: Make) -> None:
    ada, bo = make("Ada"), make("Bo")
    for entry in (None, {"welcomes_introductions": False}):
        if entry:
            listed(bo, **entry)
        with pytest.raises(people.CannotIntroduce):
            people.ask_introduction(ada, bo, message="Hello", share="me", by=actors.SYSTEM)
    listed(bo)
    assert people.ask_introduction(ada, bo, message="Hello", share="me", by=actors.SYSTEM).asked == bo


def test_nobody_asks_twice_nor_themselves_nor_many_at_once(make: Make) -> None:
    ada = make("Ada")
    listed(ada)
    others = [make(f"Person{number}") for number in range(6)]
    for other in others:
        listed(other)
    with pytest.raises(people.CannotIntroduce):
        people.ask_introduction(ada, ada, message="Hello", share="me", by=actors.SYSTEM)
    for other in others[:5]:
        people.ask_introduction(ada, other, message="Hello", share="me", by=actors.SYSTEM)
    for other in (others[0], others[5]):
        with pytest.raises(people.CannotIntroduce):
            people.ask_introduction(ada, other, message="Hello", share="me", by=actors.SYSTEM)
    assert Introduction.objects.count() == 5


def test_young_people_are_not_introduced(make: Make) -> None:
    young, bo = make("Zed", age_guard="16-17"), make("Bo")
    listed(bo)
    with pytest.raises(people.CannotIntroduce):
        people.ask_introduction(young, bo, message="Hello", share="me", by=actors.SYSTEM)
    assert Introduction.objects.count() == 0


def test_who_left_is_not_introduced(make: Make) -> None:
    introduction = asked(make)
    people.leave(introduction.asker, by=actors.SYSTEM)
    assert list(network.waiting_for_answer()) == []
    with pytest.raises((people.CannotIntroduce, Introduction.DoesNotExist)):
        people.accept_introduction(introduction, share="me", by=actors.SYSTEM)


def test_a_member_asks_and_another_accepts_on_the_web(make: Make) -> None:
    ada, bo = make("Ada", phone="020 7946 0001"), make("Bo")
    entry = listed(bo)
    asker, answerer = signed_in(ada), signed_in(bo)
    form = {
        "message": "We both care.",
        "share": ["020 7946 0001"],
        "share_own_words": "or at the Monday group",
    }
    assert asker.post(f"/directory/{entry.pk}/introduction/", form).status_code == 302
    introduction = Introduction.objects.get()
    assert introduction.share == "020 7946 0001\nor at the Monday group"
    url = f"/directory/introductions/{introduction.pk}/"
    assert "020 7946 0001" not in answerer.get(url).content.decode()
    assert asker.get(url).status_code == 404
    assert answerer.post(url, {"share": []}).status_code == 200
    assert answerer.post(url, {"share": ["bo@example.org"]}).status_code == 302
    assert "bo@example.org" in asker.get("/directory/introductions/").content.decode()
    assert "020 7946 0001" in answerer.get("/directory/introductions/").content.decode()


def test_a_third_member_sees_nothing_of_an_introduction(make: Make) -> None:
    introduction = asked(make)
    other = signed_in(make("Cy"))
    assert other.get(f"/directory/introductions/{introduction.pk}/").status_code == 404
    assert other.post(f"/directory/introductions/{introduction.pk}/no/").status_code == 404
    assert "We both care." not in other.get("/directory/introductions/").content.decode()


def test_a_coordinator_writes_down_the_answer_of_somebody_by_phone(make: Make, coordinator: Member) -> None:
    introduction = asked(make)
    client = signed_in(coordinator)
    assert "Bo" in client.get("/members/introductions/").content.decode()
    today = introduction.created_at.date()
    form = {
        "accepted": "yes", "share": "020 7946 0123", "mode": "phone", "read_back_and_agreed": "on",
        "on_day": today.day, "on_month": today.month, "on_year": today.year,
    }  # fmt: skip
    assert client.post(f"/members/introductions/{introduction.pk}/", form).status_code == 302
    introduction.refresh_from_db()
    assert introduction.accepted_share == "020 7946 0123"
    assert introduction.asked.recordings.get().what == "introduction_answer"


def test_an_organisation_shows_staff_small_numbers_in_words_and_names_by_choice(
    make: Make, coordinator: Member
) -> None:
    group = people.add_organisation(name="Quiet Group", kind="community", by=actors.SYSTEM)
    bo = make("Bo")
    people.affiliate(bo, group, by=actors.SYSTEM)
    url = f"/organisations/{group.pk}/"
    staff = signed_in(coordinator)
    assert "A few people or none" in staff.get(url).content.decode()
    listed(bo, shown_name="Bo B", shows_organisations=True)
    assert "Bo B" not in Client().get(url).content.decode()
    assert "Bo B" in signed_in(bo).get(url).content.decode()
    for number in range(11):
        people.affiliate(make(f"Person{number}"), group, by=actors.SYSTEM)
    assert "About 10 people" in staff.get(url).content.decode()
    for anybody in (Client(), signed_in(bo)):
        page = anybody.get(url).content.decode()
        assert "About 10 people" not in page
        assert "A few people" not in page


@pytest.mark.parametrize(("count", "words"), [(0, "A few people or none"), (7, "A few people or none"),
                                              (8, "About 10 people"), (12, "About 10 people"),
                                              (13, "About 15 people")])  # fmt: skip
def test_about_so_many_never_gives_a_small_or_exact_number(count: int, words: str) -> None:
    assert str(network.about_so_many(count)) == words


def test_affiliations_end_and_begin_again(make: Make) -> None:
    bo = make("Bo")
    group = people.add_organisation(name="Group", kind="charity", by=actors.SYSTEM)
    affiliation = people.affiliate(bo, group, role="Chair", by=actors.SYSTEM)
    people.end_affiliation(affiliation, by=actors.SYSTEM)
    people.end_affiliation(affiliation, by=actors.SYSTEM)
    assert list(network.affiliations_of(bo)) == []
    assert people.affiliate(bo, group, role="Chair", by=actors.SYSTEM).pk == affiliation.pk
    assert list(network.affiliations_of(bo)) == [affiliation]
    assert Event.objects.filter(verb="people.affiliation_ended").count() == 1


def test_a_coordinator_keeps_the_list_of_organisations(coordinator: Member) -> None:
    client = signed_in(coordinator)
    client.post(
        "/organisations/add/", {"name": "New  Group", "kind": "charity", "website": "www.example.org"}
    )
    assert "New Group" in Client().get("/organisations/").content.decode()
    refused = client.post("/organisations/add/", {"name": "new group", "kind": "charity"})
    assert "on the list already" in refused.content.decode()
    refused = client.post(
        "/organisations/add/", {"name": "Bad", "kind": "charity", "website": "javascript:alert(1)"}
    )
    assert "Write a web address" in refused.content.decode()
