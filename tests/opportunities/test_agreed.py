"""People choose people: who decided by role, a reason for everybody, an answer for everybody."""

from collections.abc import Callable
from typing import Any

import pytest

from alongside.foundation.models import Event
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Decision, Opportunity
from alongside.people.models import Member
from tests.opportunities.helpers import BY, closed, crowd, holders, like, messages_to

Make = Callable[..., Member]
Open = Callable[..., Opportunity]
SAID: dict[str, Any] = {
    "decided_by": "Two members",
    "why": "They know the ward.",
    "answer": "Others know it better.",
}


@pytest.fixture
def members(make: Make) -> list[Member]:
    return crowd(make, 3)


@pytest.fixture
def notice(publish: Open, members: list[Member]) -> Opportunity:
    """Three people would like to, for one place, and it is closed."""
    opened = publish(method="agreed", places=1)
    like(opened, *members)
    return closed(opened)


def pk_of(notice: Opportunity, member: Member) -> int:
    return int(notice.interests.get(member=member).pk)


def test_everybody_is_told_with_the_reason(notice: Opportunity, members: list[Member]) -> None:
    chosen = pk_of(notice, members[1])
    own = {pk_of(notice, members[2]): "You are on the other panel."}
    opportunities.decide(notice, chosen={chosen: ""}, answers=own, by=BY, **SAID)
    assert holders(notice) == ["Person1"]
    texts = [messages_to(member)[-1].text for member in members]
    assert "Others know it better." in texts[0]
    assert "They know the ward." in texts[1]
    assert "You are on the other panel." in texts[2]
    assert "Others know it better." not in texts[2]


def test_who_decided_is_public_by_role_and_nobody_is_named(
    notice: Opportunity, members: list[Member]
) -> None:
    from django.test import Client

    opportunities.decide(notice, chosen={pk_of(notice, members[0]): ""}, by=BY, **SAID)
    page = Client().get(f"/opportunities/{notice.pk}/").content.decode()
    assert "Two members" in page
    assert "Person0" not in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer": ""}, "everybody gets an answer"),
        ({"decided_by": ""}, "by role"),
        ({"why": ""}, "why these people"),
    ],
)
def test_nothing_is_decided_without_reasons(
    notice: Opportunity, members: list[Member], change: dict[str, str], words: str
) -> None:
    with pytest.raises(opportunities.CannotDecide, match=words):
        opportunities.decide(notice, chosen={pk_of(notice, members[0]): ""}, by=BY, **(SAID | change))
    assert Decision.objects.count() == 0
    assert holders(notice) == []


def test_no_more_people_than_places(notice: Opportunity, members: list[Member]) -> None:
    chosen = {pk_of(notice, member): "" for member in members[:2]}
    with pytest.raises(opportunities.CannotDecide, match="more people"):
        opportunities.decide(notice, chosen=chosen, by=BY, **SAID)


def test_nobody_is_chosen_while_people_can_join_in(publish: Open, make: Make) -> None:
    notice = publish(method="agreed", places=1)
    (interest,) = like(notice, make("Ada"))
    with pytest.raises(opportunities.CannotDecide, match="still join"):
        opportunities.decide(notice, chosen={interest.pk: ""}, by=BY, **SAID)


def test_a_place_given_back_is_chosen_for_again_among_those_who_wait(
    notice: Opportunity, members: list[Member]
) -> None:
    opportunities.decide(notice, chosen={pk_of(notice, members[0]): ""}, by=BY, **SAID)
    opportunities.decline_place(notice.places_given.get(), by=BY)
    assert holders(notice) == []
    opportunities.decide(notice, chosen={pk_of(notice, members[2]): ""}, by=BY, **(SAID | {"answer": ""}))
    assert holders(notice) == ["Person2"]
    assert len(messages_to(members[1])) == 2, "one answer, not two"


def test_it_is_not_marked_as_filled_while_somebody_waits(notice: Opportunity, members: list[Member]) -> None:
    with pytest.raises(opportunities.CannotDecide, match="wait for an answer"):
        opportunities.mark_filled(notice, by=BY)
    opportunities.decide(notice, chosen={}, by=BY, **(SAID | {"why": ""}))
    opportunities.mark_filled(notice, by=BY)
    assert Event.objects.filter(verb="opportunities.filled").count() == 1
