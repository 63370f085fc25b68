"""Saying "I would like to": once, in time, in a fair order, however somebody tells us."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.models import Event
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Interest, Opportunity, Place
from alongside.opportunities.queries import people as who
from alongside.people import actions as people
from alongside.people.models import Guardian, Member, Recording
from tests.opportunities.helpers import BY, closed, crowd, holders, later, like, messages_to, names, told

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def test_first_come_have_a_place_at_once_then_a_reserve_list(publish: Open, make: Make) -> None:
    notice = publish(places=2)
    people_ = crowd(make, 4)
    like(notice, *people_)
    assert holders(notice) == ["Person0", "Person1"]
    assert names(one.member for one in who.reserve(notice)) == ["Person2", "Person3"]
    assert "You have a place" in messages_to(people_[0])[0].text
    assert "number 2 on the reserve list" in messages_to(people_[3])[0].text


def test_everybody_has_a_place_where_places_are_open(publish: Open, make: Make) -> None:
    notice = publish(places=None)
    like(notice, *crowd(make, 5))
    assert len(holders(notice)) == 5


def test_two_clicks_count_once(publish: Open, make: Make) -> None:
    notice, ada = publish(), make("Ada")
    first, second = like(notice, ada, ada)
    assert first == second
    assert len(messages_to(ada)) == 1
    assert Event.objects.filter(verb="opportunities.interest_expressed").count() == 1


def test_the_day_they_told_us_counts_however_they_told_us(publish: Open, make: Make) -> None:
    """Grace phoned on the first day and was keyed in on the third: she stands before Bo of the second day."""
    notice = publish(places=1)
    ada, bo, grace = make("Ada"), make("Bo"), make("Grace", reach_by="phone", phone="020 7946 0102")
    like(notice, ada)
    monday = clock.today()
    with later(1):
        like(notice, bo)
    with later(2):
        (recorded,) = like(notice, grace, told=told(monday))
    assert names(one.member for one in who.reserve(notice)) == ["Grace", "Bo"]
    assert (recorded.how, recorded.told_on) == ("phone", monday)
    recording = Recording.objects.get(member=grace, what="interest")
    assert recorded.recording == recording
    assert recording.read_back_and_agreed
    assert "number 1 on the reserve list" in messages_to(grace)[0].text
    assert holders(notice) == ["Ada"], "a place that somebody has is never taken away"


def test_somebody_on_the_reserve_list_is_not_overtaken_when_a_place_is_free(
    publish: Open, make: Make
) -> None:
    notice = publish(places=1)
    ada, bo, cy = make("Ada"), make("Bo"), make("Cy")
    like(notice, ada, bo)
    Place.objects.update(ended_at=clock.now(), ended_how="dropped_out")
    like(notice, cy)
    assert holders(notice) == []
    assert names(one.member for one in who.reserve(notice)) == ["Bo", "Cy"]


def test_a_letter_that_came_in_time_counts_after_the_last_day(publish: Open, make: Make) -> None:
    notice = publish(places=3)
    in_time, too_late = clock.today(), notice.closes_on + timedelta(days=1)
    with later(12):
        opportunities.close_past()
        like(notice, make("Peggy"), told=told(in_time, "post"))
        with pytest.raises(opportunities.CannotJoinIn, match="closed"):
            like(notice, make("Bo"), told=told(too_late, "post"))
        with pytest.raises(opportunities.CannotJoinIn, match="closed"):
            like(notice, make("Cy"))
    assert holders(notice) == ["Peggy"]


def test_a_letter_does_not_count_once_people_were_chosen(publish: Open, make: Make) -> None:
    notice, today = publish(method="agreed", places=1), clock.today()
    (ada,) = like(notice, make("Ada"))
    opportunities.decide(
        closed(notice), chosen={ada.pk: ""}, decided_by="Two members", why="She knows it.", answer="", by=BY
    )
    with pytest.raises(opportunities.CannotJoinIn):
        like(notice, make("Bo"), told=told(today, "post"))


def test_a_day_before_publication_is_refused(publish: Open, make: Make) -> None:
    with pytest.raises(people.CannotRecord, match="This was published on"):
        like(publish(), make("Bo"), told=told(clock.today() - timedelta(days=1)))


def test_what_was_not_read_back_is_not_written_down(publish: Open, make: Make) -> None:
    notice = publish()
    with pytest.raises(people.CannotRecord):
        like(notice, make("Bo"), told=people.Told("phone", clock.today(), False))
    assert Interest.objects.count() == 0


def test_under_sixteen_a_guardian_agrees_first(publish: Open, make: Make) -> None:
    notice = publish()
    kit = make(
        "Kit",
        age_guard="under-16",
        reach_by="supporter",
        guardian={"name": "Pat", "email": "pat@example.org"},
    )
    with pytest.raises(opportunities.CannotJoinIn, match="guardian"):
        like(notice, kit)
    people.record_guardian_agreement(Guardian.objects.get(member=kit), how="phone", wording="Yes", by=BY)
    like(notice, kit)
    assert holders(notice) == ["Kit"]


def test_an_interest_can_be_taken_back_and_said_again(publish: Open, make: Make) -> None:
    notice, ada, bo = publish(method="agreed", places=1), make("Ada"), make("Bo")
    first, _second = like(notice, ada, bo)
    opportunities.withdraw_interest(first, by=BY)
    opportunities.withdraw_interest(first, by=BY)
    assert names(one.member for one in who.reserve(notice)) == ["Bo"]
    like(notice, ada)
    assert names(one.member for one in who.reserve(notice)) == ["Bo", "Ada"]
    assert Event.objects.filter(verb="opportunities.interest_withdrawn").count() == 1


def test_somebody_with_a_place_gives_the_place_back_instead(publish: Open, make: Make) -> None:
    (interest,) = like(publish(), make("Ada"))
    with pytest.raises(opportunities.CannotJoinIn, match="place back"):
        opportunities.withdraw_interest(interest, by=BY)


def test_what_was_taken_back_takes_nobody(publish: Open, make: Make) -> None:
    notice = publish()
    opportunities.take_back(notice, because="No money.", by=BY)
    with pytest.raises(opportunities.CannotJoinIn, match="taken back"):
        like(notice, make("Ada"))


def test_the_record_holds_no_words_of_anybody(publish: Open, make: Make) -> None:
    like(publish(), make("Zebedee"), words="my secret words")
    told_of = str(list(Event.objects.values_list("detail", flat=True)))
    assert "secret" not in told_of
    assert "Zebedee" not in told_of
