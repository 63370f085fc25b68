"""Asking members, each by their own channel, and not asking anybody too often."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from alongside.foundation.models import Centre, Event
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Invitation, Opportunity
from alongside.opportunities.queries import people as who
from alongside.people import actions as people
from alongside.people.models import Ask, Member
from tests.opportunities.helpers import BY, closed, crowd, later, like, messages_to, queries_of

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def ask_often(member: Member) -> None:
    """As often as the centre allows."""
    centre = Centre.current()
    assert centre is not None
    for _again in range(centre.ask_limit):
        people.note_ask(member, about=member)


def test_an_invitation_says_time_money_and_day_first_and_counts_as_an_ask(publish: Open, make: Make) -> None:
    notice, ada, grace = publish(), make("Ada"), make("Grace", reach_by="phone", phone="020 7946 0102")
    opportunities.invite(notice, [ada, grace], words="You know the ward.", by=BY)
    text = messages_to(ada)[0].text
    assert text.split("\n\n")[1].startswith("10 minutes, £8, by ")
    assert "You know the ward." in text
    assert "020 7946 0000" in text
    assert [message.channel for message in messages_to(grace)] == ["call"]
    assert Ask.objects.filter(member__in=[ada, grace]).count() == 2


def test_nobody_is_asked_twice_about_one_thing(publish: Open, make: Make) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    like(notice, bo)
    for _again in range(2):
        opportunities.invite(notice, [ada, bo], by=BY)
    assert [one.member for one in Invitation.objects.all()] == [ada]


def test_one_ask_too_many_needs_a_reason_that_stays_on_record(publish: Open, make: Make) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    ask_often(ada)
    with pytest.raises(opportunities.AskedEnough) as refusal:
        opportunities.invite(notice, [ada, bo], by=BY)
    assert refusal.value.members == {ada.pk}
    assert Invitation.objects.count() == 0
    opportunities.invite(notice, [ada, bo], because="Only she has done this before.", by=BY)
    assert Invitation.objects.get(member=ada).over_limit == "Only she has done this before."
    assert Invitation.objects.get(member=bo).over_limit == ""
    assert Event.objects.filter(verb="opportunities.invited", detail__over_limit=True).count() == 1


def test_the_page_shows_who_was_asked_often_and_asks_why(
    publish: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    notice, ada = publish(), make("Ada")
    ask_often(ada)
    client, url = browser_of(coordinator), f"/opportunities/{notice.pk}/invite/"
    assert (
        "Asked 4 times in 30 days. That is as often as the centre allows." in client.get(url).content.decode()
    )
    boxes = re.findall(r' id="([^"]+)"', client.get(url).content.decode())
    assert sorted(boxes) == sorted(set(boxes)), "each label leads to the box that it names"
    form: dict[str, Any] = {"members": [ada.pk], "words": "", "because": ""}
    assert "Leave them out, or say why" in client.post(url, form).content.decode()
    assert client.post(url, form | {"because": "She asked for it."}).status_code == 302
    assert Invitation.objects.get().over_limit == "She asked for it."


def test_members_are_found_by_interests_and_by_what_they_bring(publish: Open, make: Make) -> None:
    notice = publish()
    make("Ada", interests="Walking groups", brings=["carer"])
    make("Bo", interests="Cooking", brings=["carer"])
    make("Cy", interests="walking", brings=["patient"])
    found = who.for_inviting(notice, words="walking", brings="carer")
    assert [member.called for member in found] == ["Ada"]


def test_young_people_without_a_guardian_and_people_who_left_are_not_asked(publish: Open, make: Make) -> None:
    kit = make(
        "Kit",
        age_guard="under-16",
        reach_by="supporter",
        guardian={"name": "Pat", "email": "pat@example.org"},
    )
    gone = make("Gone")
    people.leave(gone, by=BY)
    gone.refresh_from_db()
    assert opportunities.invite(publish(), [kit, gone], by=BY) == []


def test_nobody_is_invited_to_what_is_closed(publish: Open, make: Make) -> None:
    with pytest.raises(opportunities.CannotInvite):
        opportunities.invite(closed(publish()), [make("Ada")], by=BY)


def test_staff_write_down_a_no_only_of_those_who_did_not_say_yes(
    publish: Open, make: Make, browser_of: Callable[[Member], Client], coordinator: Member
) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    invited = opportunities.invite(notice, [ada, bo], by=BY)
    like(notice, bo)
    page = browser_of(coordinator).get(f"/opportunities/{notice.pk}/run/").content.decode()
    offered = [f"/opportunities/{notice.pk}/invitations/{one.pk}/no/" in page for one in invited]
    assert dict(zip([one.member for one in invited], offered, strict=True)) == {ada: True, bo: False}


def test_an_invitation_waits_until_it_is_answered(publish: Open, make: Make) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    invited = opportunities.invite(notice, [ada, bo], by=BY)
    assert who.invitations_waiting(ada).count() == 1
    opportunities.decline_invitation(invited[0], by=BY)
    like(notice, bo)
    assert who.invitations_waiting(ada).count() == 0
    assert who.invitations_waiting(bo).count() == 0


def test_whoever_was_asked_least_comes_first_and_then_chance_of_its_own_for_each_notice(
    publish: Open, make: Make
) -> None:
    notice, other, members = publish(), publish(title="Another"), crowd(make, 12)
    people.note_ask(members[0], about=members[0])
    orders = [who.in_fair_order(one, who.for_inviting(one)) for one in (notice, notice, other)]
    assert orders[0] == orders[1] != orders[2]
    assert {order[-1] for order in orders} == {members[0].pk}
    assert sorted(orders[0]) == sorted(member.pk for member in members)


def test_asks_of_more_than_thirty_days_ago_no_longer_count(publish: Open, make: Make) -> None:
    ada, bo = make("Ada"), make("Bo")
    with later(-31):
        people.note_ask(ada, about=ada)
    people.note_ask(bo, about=bo)
    notice = publish()
    assert who.in_fair_order(notice, who.for_inviting(notice)) == [ada.pk, bo.pk]


def test_the_page_says_how_many_there_are_shows_references_and_turns(
    publish: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    notice, members = publish(), crowd(make, 44)
    client, url = browser_of(coordinator), f"/opportunities/{notice.pk}/invite/"
    first, last = (client.get(url, {"page": number}).content.decode() for number in (1, 2))
    assert "You see 1 to 40 of 45 members who could be invited." in first
    assert "You see 41 to 45 of 45 members who could be invited." in last
    shown = [member.reference for member in [*members, coordinator] if member.reference in last]
    assert len(shown) == 5
    assert not [reference for reference in shown if reference in first]


def test_a_tick_counts_although_the_order_has_changed_since(
    publish: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    notice, _members = publish(), crowd(make, 44)
    last = Member.objects.get(pk=who.in_fair_order(notice, who.for_inviting(notice))[-1])
    url = f"/opportunities/{notice.pk}/invite/"
    form: dict[str, Any] = {"members": [last.pk, "9" * 40, "x"], "words": "", "because": ""}
    assert "There is a problem" in browser_of(coordinator).post(url, form).content.decode()
    assert browser_of(coordinator).post(url, form | {"members": [last.pk]}).status_code == 302
    assert Invitation.objects.get().member == last


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    publish: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    notice, taken = publish(), []
    client = browser_of(coordinator)
    for count in range(2):
        for number in range(1 + 9 * count):
            make(f"M{count}x{number}")
        taken.append(queries_of(client, f"/opportunities/{notice.pk}/invite/"))
    assert taken[0] == taken[1]


def test_members_are_found_by_reference_however_it_is_typed(publish: Open, make: Make) -> None:
    notice, ada = publish(), make("Ada")
    make("Bo")
    plain = ada.reference.replace("-", "").lower()
    assert list(who.for_inviting(notice, words=plain)) == [ada]
