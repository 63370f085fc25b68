"""A notice: nine headings, a first line that nobody types, a phone number, and a life on record."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation import centre, clock
from alongside.foundation.models import Centre, Event
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Method, Opportunity
from alongside.opportunities.queries import listing, wording
from alongside.people.models import Member
from tests.opportunities.helpers import BY, closed, fresh, later, like, messages_to, queries_of

Make = Callable[..., Member]
Open = Callable[..., Opportunity]


def on(year: int, month: int, day: int) -> Any:
    """Noon of a day where the centre is."""
    noon = datetime.combine(date(year, month, day), clock_time(12))
    return clock.at(timezone.make_aware(noon))


@pytest.mark.parametrize(
    ("closes_on", "words"),
    [
        (date(2026, 11, 27), "10 minutes, £8, by Friday"),
        (date(2026, 11, 25), "10 minutes, £8, by the end of today"),
        (date(2026, 12, 9), "10 minutes, £8, by 9 December 2026"),
    ],
)
def test_the_first_line_says_how_long_how_much_by_when(draft: Open, closes_on: date, words: str) -> None:
    with on(2026, 11, 25):
        notice = draft(closes_on=closes_on)
        assert wording.first_line(notice, listing.offer_of(notice)) == words


def test_in_a_message_the_first_line_names_the_date(draft: Open) -> None:
    with on(2026, 11, 25):
        notice = draft(closes_on=date(2026, 11, 27))
        assert wording.first_line(notice, listing.offer_of(notice), exact=True).endswith("27 November 2026")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (90, "1 hour 30 minutes"), (120, "2 hours")],
)
def test_minutes_read_as_people_say_them(db: None, minutes: int, words: str) -> None:
    assert wording.minutes_words(minutes) == words


def test_an_unpaid_notice_says_so(draft: Open) -> None:
    notice = draft(pence=0)
    assert "no payment" in wording.first_line(notice, listing.offer_of(notice))


def test_the_page_has_the_nine_headings_and_the_ways_to_ask(publish: Open) -> None:
    notice = publish(expenses=["travel", "care"])
    page = Client().get(f"/opportunities/{notice.pk}/").content.decode()
    headings = [heading.title for heading in wording.headings(notice, listing.offer_of(notice))]
    assert len(headings) == 9
    assert [title for title in headings if title not in page] == []
    for words in ("020 7946 0000", "hello@centre.example", "travel and care", "£8", "Read our leaflet"):
        assert words in page


def test_a_notice_without_a_phone_number_cannot_be_published(draft: Open, our_centre: Centre) -> None:
    centre.change(our_centre, by=BY, help_phone="")
    with pytest.raises(opportunities.CannotPublish, match="phone number"):
        opportunities.publish(draft(), by=BY)


def test_a_notice_whose_last_day_is_over_cannot_be_published(draft: Open) -> None:
    with pytest.raises(opportunities.CannotPublish):
        opportunities.publish(draft(closes_on=clock.today() - timedelta(days=1)), by=BY)


def test_a_draft_is_read_by_coordinators_only(
    draft: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    url = f"/opportunities/{draft().pk}/"
    assert Client().get(url).status_code == 404
    assert browser_of(make("Bo")).get(url).status_code == 404
    assert browser_of(coordinator).get(url).status_code == 200


def test_publishing_twice_is_on_record_once(draft: Open) -> None:
    notice = draft()
    for _again in range(2):
        opportunities.publish(notice, by=BY)
    assert Event.objects.filter(verb="opportunities.published").count() == 1


def test_once_published_how_people_are_chosen_is_fixed(publish: Open) -> None:
    notice = publish()
    for change in ({"method": Method.AGREED}, {"places": 9}, {"closes_on": clock.today()}):
        with pytest.raises(opportunities.CannotPublish):
            opportunities.change_opportunity(notice, by=BY, **change)
    opportunities.change_opportunity(notice, by=BY, title="Read it")
    assert fresh(notice).title == "Read it"


def test_changing_the_method_needs_a_reason_that_everybody_reads(publish: Open, make: Make) -> None:
    notice, ada = publish(method="agreed", places=1), make("Ada")
    like(notice, ada)
    with pytest.raises(opportunities.CannotChange, match="why"):
        opportunities.change_method(notice, method="first_come", because=" ", by=BY)
    opportunities.change_method(notice, method="first_come", because="Only few people came.", by=BY)
    page = Client().get(f"/opportunities/{notice.pk}/").content.decode()
    assert "Only few people came." in page
    assert "Only few people came." in messages_to(ada)[1].text
    assert notice.places_given.count() == 1


def test_the_method_stays_once_somebody_has_a_place(publish: Open, make: Make) -> None:
    notice = publish()
    like(notice, make("Ada"))
    with pytest.raises(opportunities.CannotChange):
        opportunities.change_method(notice, method="agreed", because="I would like to choose.", by=BY)


def test_the_last_day_only_moves_later(publish: Open) -> None:
    notice = publish()
    with pytest.raises(opportunities.CannotPublish):
        opportunities.extend(notice, closes_on=clock.today(), by=BY)
    opportunities.extend(notice, closes_on=notice.closes_on + timedelta(days=5), by=BY)
    assert fresh(notice).closes_on == notice.closes_on + timedelta(days=5)


def test_what_is_past_its_last_day_is_closed_by_the_house(publish: Open) -> None:
    notice = publish()
    assert opportunities.close_past() == 0
    with later(11):
        assert not fresh(notice).is_open
        assert opportunities.close_past() == 1
        assert opportunities.close_past() == 0
    assert fresh(notice).closing.by == "system"


def test_closing_early_needs_a_reason(publish: Open) -> None:
    with pytest.raises(opportunities.CannotPublish):
        opportunities.close(publish(), because="", by=BY)


def test_taking_back_tells_everybody_why_and_deletes_what_they_volunteered(publish: Open, make: Make) -> None:
    notice, ada = publish(), make("Ada")
    like(notice, ada)
    opportunities.take_back(notice, because="The study lost its funding.", by=BY)
    assert "The study lost its funding." in messages_to(ada)[-1].text
    page = Client().get(f"/opportunities/{notice.pk}/").content.decode()
    assert "The study lost its funding." in page
    assert fresh(notice).places_given.held().count() == 0


def test_the_list_shows_what_is_open_soonest_first(publish: Open, draft: Open) -> None:
    publish(title="Late", closes_on=clock.today() + timedelta(days=20))
    publish(title="Soon", closes_on=clock.today() + timedelta(days=2))
    draft(title="Secret draft")
    closed(publish(title="Closed one"))
    page = Client().get("/opportunities/").content.decode()
    assert page.index("Soon") < page.index("Late")
    assert "Secret draft" not in page
    assert "Closed one" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("time=short", ["Leaflet"]), ("time=long", ["Day"]), ("where=online", ["Day", "Both"]),
     ("where=home", ["Leaflet"]), ("where=nowhere", ["Leaflet", "Day", "Both"])],
)  # fmt: skip
def test_the_list_can_be_narrowed(publish: Open, query: str, shown: list[str]) -> None:
    publish(title="Leaflet", minutes=10, where="home")
    publish(title="Day", minutes=300, where="online")
    publish(title="Both", minutes=90, where="either")
    page = Client().get(f"/opportunities/?{query}").content.decode()
    assert [title for title in ("Leaflet", "Day", "Both") if f">{title}<" in page] == shown


def test_public_pages_name_nobody(publish: Open, make: Make) -> None:
    notice = publish()
    like(notice, make("Zebedee"), words="my secret words")
    for url in ("/opportunities/", f"/opportunities/{notice.pk}/"):
        page = Client().get(url).content.decode()
        assert "Zebedee" not in page
        assert "my secret words" not in page


def test_the_lists_take_the_same_queries_for_many(
    publish: Open, make: Make, coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    visitor, staff, taken = Client(), browser_of(coordinator), []
    for number in range(10):
        like(publish(title=f"Notice {number}"), make(f"Person{number}"))
        if number in (0, 9):
            taken.append((queries_of(visitor, "/opportunities/"), queries_of(staff, "/opportunities/run/")))
    assert taken[0] == taken[1]
