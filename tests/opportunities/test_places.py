"""Places: yes, no, given back, and who comes next; and that somebody took part."""

from collections.abc import Callable
from typing import Any

import pytest

from alongside.foundation import clock
from alongside.opportunities import actions as opportunities
from alongside.opportunities import signals
from alongside.opportunities.models import Opportunity, Place
from alongside.payments import actions as payments
from alongside.payments.models import Offer, Payment
from alongside.people.models import Member
from tests.opportunities.helpers import BY, closed, crowd, fresh, holders, later, like, messages_to

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def place_of(member: Member) -> Place:
    return Place.objects.get(interest__member=member)


@pytest.fixture
def heard() -> Any:
    """Who took a place up, as upper rooms hear it."""
    news: list[tuple[str, str]] = []

    def listen(sender: Any, opportunity: Opportunity, member: Member, **more: Any) -> None:
        news.append((opportunity.title, member.called))

    signals.place_accepted.connect(listen, weak=False, dispatch_uid="test")
    yield news
    signals.place_accepted.disconnect(dispatch_uid="test")


def test_giving_a_place_back_asks_whoever_is_next_and_only_them(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 3)
    like(notice, *members)
    opportunities.drop_out(place_of(members[0]), by=BY)
    opportunities.drop_out(place_of(members[0]), by=BY)
    assert holders(notice) == ["Person1"]
    assert place_of(members[1]).accepted_at is None
    assert "say yes or no" in messages_to(members[1])[-1].text
    assert len(messages_to(members[1])) == 2
    assert len(messages_to(members[2])) == 1


def test_a_place_is_announced_once_it_is_accepted(publish: Open, make: Make, heard: Any) -> None:
    notice, (first, second) = publish(places=1), crowd(make, 2)
    like(notice, first, second)
    opportunities.drop_out(place_of(first), by=BY)
    assert heard == [("Read our leaflet", "Person0")]
    for _twice in range(2):
        opportunities.accept_place(place_of(second), by=BY)
    assert heard == [("Read our leaflet", "Person0"), ("Read our leaflet", "Person1")]


def test_no_goes_to_whoever_is_next_and_does_not_come_back(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 3)
    like(notice, *members)
    opportunities.drop_out(place_of(members[0]), by=BY)
    opportunities.decline_place(place_of(members[1]), by=BY)
    assert holders(notice) == ["Person2"]
    with pytest.raises(opportunities.CannotAnswer):
        opportunities.accept_place(place_of(members[1]), by=BY)


def test_who_does_not_answer_in_time_makes_room(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 3)
    like(notice, *members)
    opportunities.drop_out(place_of(members[0]), by=BY)
    with pytest.raises(opportunities.CannotAnswer):
        opportunities.mark_no_answer(place_of(members[1]), by=BY)
    with later(8):
        opportunities.mark_no_answer(place_of(members[1]), by=BY)
    assert holders(notice) == ["Person2"]
    assert "We did not hear from you by" in messages_to(members[1])[-1].text


def test_an_accepted_place_cannot_be_declined_nor_an_offered_one_dropped(publish: Open, make: Make) -> None:
    notice, (first, second) = publish(places=1), crowd(make, 2)
    like(notice, first, second)
    with pytest.raises(opportunities.CannotAnswer):
        opportunities.decline_place(place_of(first), by=BY)
    opportunities.drop_out(place_of(first), by=BY)
    with pytest.raises(opportunities.CannotAnswer):
        opportunities.drop_out(place_of(second), by=BY)


def test_it_is_filled_once_closed_and_every_place_accepted(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 2)
    like(notice, *members)
    assert not fresh(notice).is_over
    assert closed(notice).is_over
    assert "number 1 on the reserve list" in messages_to(members[1])[-1].text
    assert len(messages_to(members[1])) == 2


def test_a_place_that_becomes_free_later_still_goes_to_the_reserve_list(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 2)
    like(notice, *members)
    closed(notice)
    opportunities.drop_out(place_of(members[0]), by=BY)
    assert holders(notice) == ["Person1"]


def test_nobody_is_asked_for_what_was_taken_back(publish: Open, make: Make) -> None:
    notice, members = publish(places=1), crowd(make, 2)
    like(notice, *members)
    opportunities.take_back(notice, because="No money.", by=BY)
    opportunities.drop_out(place_of(members[0]), by=BY)
    assert holders(notice) == []


def test_who_took_part_is_owed_what_was_offered_once(publish: Open, make: Make) -> None:
    notice, ada = publish(pence=800), make("Ada")
    like(notice, ada)
    payments.choose(Offer.objects.get(), ada, kind="full", by=BY, note_shown_at=clock.now())
    for _twice in range(2):
        opportunities.note_took_part(place_of(ada), on=clock.today(), by=BY)
    assert Payment.objects.get().pence == 800


def test_only_a_held_place_can_have_been_used(publish: Open, make: Make) -> None:
    ada = make("Ada")
    like(publish(), ada)
    opportunities.drop_out(place_of(ada), by=BY)
    with pytest.raises(opportunities.CannotAnswer):
        opportunities.note_took_part(place_of(ada), on=clock.today(), by=BY)
