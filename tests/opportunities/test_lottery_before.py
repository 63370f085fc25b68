"""Before a draw: questions stay, and quotas that cannot be met are said with the smallest change."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import (
    Candidate,
    Interest,
    Opportunity,
    Place,
    RuleChange,
    Value,
    Volunteered,
)
from alongside.opportunities.queries import outcomes, wording
from alongside.people.models import Member
from tests.opportunities.helpers import (
    AGES,
    BY,
    CALLED_OUT,
    closed,
    crowd,
    fresh,
    holders,
    like,
    saying,
    volunteer,
)

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def test_rather_not_say_is_an_answer_like_others(balanced: Open, make: Make) -> None:
    notice = balanced(places=2, values=[("Under 25", 0, 2), ("25 or over", 0, 2)])
    like(notice, *crowd(make, 5))
    assert Volunteered.objects.filter(value=None).count() == 5
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    assert len(holders(notice)) == 2


def test_quotas_that_cannot_be_met_are_answered_with_the_smallest_change(balanced: Open, make: Make) -> None:
    notice = balanced(places=4, values=[("Under 25", 2, 2), ("25 or over", 2, 2)])
    volunteer(notice, crowd(make, 8), young=1)
    notice = closed(notice)
    with pytest.raises(opportunities.CannotDraw) as refusal:
        opportunities.close_pool(notice, by=BY)
    assert sum(change.people for change in refusal.value.relaxations) == 2
    with pytest.raises(opportunities.CannotChange, match="why"):
        opportunities.relax_as_needed(notice, because="", by=BY)
    opportunities.relax_as_needed(notice, because="Only one young person came.", by=BY)
    change = RuleChange.objects.get()
    assert "instead of 2 to 2" in change.what
    with translation.override("ar"):
        assert outcomes.change_words(change) != change.what
    assert opportunities.close_pool(notice, by=BY).tickets == 1000
    page = Client().get(f"/opportunities/{notice.pk}/").content.decode()
    assert "Only one young person came." in page


def test_a_lottery_that_cannot_be_drawn_can_be_opened_again_for_more_people(
    balanced: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    notice = balanced(places=4, values=[("Under 25", 2, 2), ("25 or over", 2, 2)])
    volunteer(notice, crowd(make, 8), young=1)
    notice = closed(notice)
    page = browser_of(coordinator).post(f"/opportunities/{notice.pk}/pool/").content.decode()
    assert f'href="/opportunities/{notice.pk}/extend/"' in page
    with pytest.raises(opportunities.CannotPublish, match="later"):
        opportunities.extend(notice, closes_on=notice.closes_on - timedelta(days=1), by=BY)
    again = opportunities.extend(notice, closes_on=notice.closes_on + timedelta(days=7), by=BY)
    assert again.is_open
    opportunities.express_interest(again, make("Yan"), answers=saying(again, "Under 25"), by=BY)
    assert opportunities.close_pool(closed(again), by=BY).tickets == 1000
    with pytest.raises(opportunities.CannotPublish, match="no longer"):
        opportunities.extend(fresh(again), closes_on=notice.closes_on + timedelta(days=9), by=BY)


def test_what_the_lottery_said_is_worded_when_it_is_read_and_so_in_the_language_of_the_reader(
    balanced: Open, make: Make, browser_of: Callable[[Member], Client]
) -> None:
    notice, members = balanced(), crowd(make, 12)
    volunteer(notice, members, young=4)
    opportunities.close_pool(closed(notice), by=BY)
    opportunities.draw(notice, public_words=CALLED_OUT, by=BY)
    Interest.objects.exclude(answer="").update(answer="Words of the day of the draw.")
    Place.objects.update(reason="Words of the day of the draw.")
    for member in members:
        page = browser_of(member).get("/me/opportunities/").content.decode()
        assert outcomes.chance_words(Candidate.objects.get(interest__member=member)) in page
        assert "Words of the day of the draw." not in page


def test_ranges_stand_apart_from_a_sentence_that_runs_from_right_to_left(balanced: Open) -> None:
    with translation.override("ar"):
        assert "\u2068Under 25\u2069" in " ".join(wording.chosen_lines(balanced()))
    assert "Under 25, 1 to 2" in " ".join(wording.chosen_lines(balanced()))


def test_least_numbers_above_the_places_are_refused_when_written(draft: Open) -> None:
    notice = draft(method="lottery", places=2)
    for values in (
        [("A", 2, 2), ("B", 1, 2)],
        [("A", 0, 1)],
        [("A", 0, 1), ("a", 0, 1)],
        [("A", 2, 1), ("B", 0, 1)],
    ):
        with pytest.raises(opportunities.CannotChange):
            opportunities.set_category(notice, name="X", question="X?", values=values, by=BY)
    assert Value.objects.count() == 0


def test_questions_stay_once_people_were_asked(balanced: Open) -> None:
    notice = balanced()
    with pytest.raises(opportunities.CannotChange):
        opportunities.set_category(notice, name="New", question="New?", values=AGES, by=BY)
    with pytest.raises(opportunities.CannotChange):
        opportunities.remove_category(notice.categories.get(), by=BY)


def test_the_pool_is_not_closed_while_people_can_join_in(balanced: Open, make: Make) -> None:
    notice = balanced()
    like(notice, *crowd(make, 5))
    with pytest.raises(opportunities.CannotDraw, match="still join"):
        opportunities.close_pool(notice, by=BY)
