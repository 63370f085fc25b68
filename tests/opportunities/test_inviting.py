"""Asking members, each by their own channel, and not asking anybody too often."""

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
from tests.opportunities.helpers import BY, closed, like, messages_to

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


def test_an_invitation_waits_until_it_is_answered(publish: Open, make: Make) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    invited = opportunities.invite(notice, [ada, bo], by=BY)
    assert who.invitations_waiting(ada).count() == 1
    opportunities.decline_invitation(invited[0], by=BY)
    like(notice, bo)
    assert who.invitations_waiting(ada).count() == 0
    assert who.invitations_waiting(bo).count() == 0
