"""Promise: whatever somebody asks about their data, by any way, is answered within a month, and told by their way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.foundation import actors, centre, clock
from alongside.foundation.models import Centre, Channel, Message
from alongside.people import actions as people
from alongside.people import doctored
from alongside.people.models import Member, ReachBy, Recording, RightsRequest
from alongside.people.queries import rights_requests as queries

pytestmark = pytest.mark.django_db
Make = Callable[..., Member]
Browser = Callable[[Member], Client]
BY = actors.SYSTEM


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
        (date(2026, 3, 15), date(2026, 4, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_one(asked: date, due: date) -> None:
    assert queries.due(asked) == due


@pytest.fixture
def coordinator_browser(coordinator: Member, browser_of: Browser) -> Client:
    return browser_of(coordinator)


def test_asked_on_the_web_told_by_when_answered_and_told(
    make: Make, browser_of: Browser, coordinator_browser: Client
) -> None:
    ann = make("Ann", email="ann@member.example")
    mine = browser_of(ann)
    page = reverse("people:ask_right")
    assert mine.post(page, {"right": "", "words": "…"}).status_code == 200
    sent = mine.post(page, {"right": "object", "words": "Do not use my photo."})
    assert sent.status_code == 302
    row = RightsRequest.objects.get()
    assert (row.member, row.due_on) == (ann, queries.due(clock.today()))
    assert Message.objects.filter(subject="We have your request about your data", to=ann.email).count() == 1
    assert "Do not use my photo." in mine.get(page).content.decode()

    listed = coordinator_browser.get(reverse("people:rights_requests")).content.decode()
    assert "Ann" in listed
    desk = coordinator_browser.get(reverse("desk:home")).content.decode()
    assert "Answer a request about data: To stop using it for something" in desk
    answer = reverse("people:answer_right", args=[row.pk])
    assert coordinator_browser.post(answer, {"outcome": "done", "answer": ""}).status_code == 200
    assert (
        coordinator_browser.post(answer, {"outcome": "done", "answer": "Your photo is gone."}).status_code
        == 302
    )
    told = Message.objects.get(subject="Our answer about your data")
    assert "Your photo is gone." in told.text
    assert "Information Commissioner" in told.text
    assert "Your photo is gone." in mine.get(page).content.decode()
    again = coordinator_browser.post(answer, {"outcome": "refused", "answer": "No."})
    assert "It was answered already" in again.content.decode()
    assert RightsRequest.objects.get().outcome == "done"


def test_by_phone_and_by_post_the_month_counts_from_that_day(make: Make, coordinator_browser: Client) -> None:
    grace = make("Grace", reach_by=ReachBy.POST, address="1 High Street")
    day = clock.today() - timedelta(days=5)
    sent: dict[str, Any] = {
        "reference": grace.reference.lower(), "right": "erase", "words": "My old interests.", "mode": "phone",
        "on_day": day.day, "on_month": day.month, "on_year": day.year, "read_back_and_agreed": "on",
    }  # fmt: skip
    page = reverse("people:note_right")
    assert coordinator_browser.post(page, sent).status_code == 302
    row = RightsRequest.objects.get()
    assert (row.member, row.how, row.asked_on, row.due_on) == (grace, "phone", day, queries.due(day))
    assert Recording.objects.get(what="rights_request").member == grace
    letters = Message.objects.filter(channel=Channel.LETTER, subject="We have your request about your data")
    assert [letter.to for letter in letters] == ["1 High Street"]

    outsider = sent | {"reference": "", "called": "Omar", "contact": ""}
    refused = coordinator_browser.post(page, outsider).content.decode()
    assert "Write how we can answer them." in refused
    assert coordinator_browser.post(page, outsider | {"contact": "020 7946 0110"}).status_code == 302
    assert RightsRequest.objects.get(called="Omar").member is None


def test_what_is_late_says_so_and_a_day_in_the_future_is_refused(
    make: Make, coordinator_browser: Client
) -> None:
    ann = make("Ann")
    with clock.at(clock.now() - timedelta(days=40)):
        people.ask_right(ann, right="see", words="", by=BY)
    assert "Overdue" in coordinator_browser.get(reverse("desk:home")).content.decode()
    tomorrow = people.Told("phone", clock.today() + timedelta(days=1), True)
    with pytest.raises((ValidationError, people.CannotRecord)):
        people.ask_right(ann, right="see", words="", told=tomorrow, by=BY)
    with pytest.raises(ValidationError):
        people.ask_right(ann, right="other", words="", by=BY)
    assert RightsRequest.objects.count() == 1


def test_whoever_answers_reads_whom_the_words_reach(make: Make, coordinator_browser: Client) -> None:
    ann, bea = make("Ann"), make("Bea")
    for member in (ann, bea):
        people.ask_right(member, right="see", words="", by=BY)
    people.leave(bea, by=BY)
    outsider = people.note_right_of_outsider(
        called="Omar", contact="020 7946 0110", right="see", words="", told=people.Told("phone", clock.today(), True),
        by=BY,
    )  # fmt: skip

    def page(row: RightsRequest) -> str:
        return coordinator_browser.get(reverse("people:answer_right", args=[row.pk])).content.decode()

    here, gone = RightsRequest.objects.get(member=ann), RightsRequest.objects.get(member=bea)
    assert "They get these words by their own way." in page(here)
    assert "Send the answer" in page(here)
    assert "They left the centre, so nobody is written to." in page(gone)
    assert "Call or write to them yourself." in page(outsider)
    for row in (gone, outsider):
        assert "by their own way" not in page(row)
        assert "Send the answer" not in page(row)
    before = Message.objects.count()
    answer = reverse("people:answer_right", args=[gone.pk])
    assert coordinator_browser.post(answer, {"outcome": "done", "answer": "All is gone."}).status_code == 302
    assert Message.objects.count() == before


def test_leaving_and_three_years_empty_the_words(make: Make) -> None:
    ann, bea = make("Ann"), make("Bea")
    people.ask_right(ann, right="see", words="planted", by=BY)
    people.leave(ann, by=BY)
    assert RightsRequest.objects.get().words == ""
    with clock.at(clock.now() - timedelta(days=1100)):
        old = people.ask_right(bea, right="see", words="planted", by=BY)
        people.answer_right(old, outcome="done", answer="planted", by=BY)
    assert people.forget_old_requests(by=BY) == 1
    old.refresh_from_db()
    assert (old.words, old.answer, old.outcome) == ("", "", "done")


def test_the_doctor_asks_for_a_contact_once_young_people_take_part(make: Make) -> None:
    def found() -> bool | None:
        (finding,) = doctored.young_people_are_safe()
        return finding.well

    ours = Centre.current()
    assert ours is not None
    centre.change(ours, safeguarding_name="", by=BY)
    assert found() is None
    make("Kit", age_guard="16-17")
    assert found() is False
    centre.change(ours, safeguarding_name="Dee", safeguarding_phone="020 7946 0111", by=BY)
    assert found() is True
