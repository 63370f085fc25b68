"""Saying how it was, saying something, and saying it on paper.

Given Marek was at a session
When he answers by his own link, without signing in, and lets us quote him
Then his words stand on the page of the session and in the story, until he takes them back.

Given Marek says something to a session
When Ayo answers it
Then he reads the answer, and everybody reads what he said and what was done.

Given Ayo prints a form and somebody fills it in
When she types its code
Then the right form opens, is keyed in once, and she goes on to the next.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Attendance,
    CheckedIn,
    Coming,
    Contribution,
    FeedbackRequest,
    PaperForm,
    Session,
)
from alongside.gatherings.queries import feedback
from tests.journeys.conftest import Walk, Walker
from tests.journeys.rooms.gatherings_session import mareks_place, the_session

BY = actors.SYSTEM
WORDS = "I said it, and it counted."
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
BOTH = pytest.mark.parametrize(
    "browser", [pytest.param(SMALL, id="320px-without-scripts"), pytest.param(DESK, id="desktop")]
)


def given_marek_was_there() -> Session:
    """A session of yesterday, and Marek in the room."""
    place = mareks_place()
    Attendance.objects.create(
        registration=place, coming=Coming.IN_PERSON, how=CheckedIn.LIST, marked_by=BY.key
    )
    session = the_session()
    begun = clock.now() - timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    session.refresh_from_db()
    return gatherings.deliver(session, by=BY)


@BOTH
def test_feedback_with_a_quote_until_it_is_taken_back(
    centre: None, walk: Walk, client: Client, browser: dict[str, Any]
) -> None:
    session = given_marek_was_there()
    ayo = walk("Ayo", **browser)
    ayo.go(f"/sessions/{session.pk}/feedback/")
    ayo.press("Ask how it was")
    request = FeedbackRequest.objects.get(member__called="Marek")

    when_somebody_answers(walk(**browser), f"/feedback/{feedback.token_of(request)}/")
    ayo.go(f"/sessions/{session.pk}/feedback/")
    assert ayo.reads("The breaks.", WORDS)
    ayo.go("/story/arrange/")
    ayo.enter(ayo.page.get_by_role("button", name="Add to the story"))
    ayo.look()
    places = [f"/sessions/{session.pk}/", "/story/", "/story.json"]
    assert [WORDS in client.get(place).content.decode() for place in places] == [True, True, True]

    marek = walk("Marek", **browser)
    marek.go("/me/consents/")
    marek.press("Take it back: Quote my words")

    assert [WORDS in client.get(place).content.decode() for place in places] == [False, False, False]


def when_somebody_answers(visitor: Walker, link: str) -> None:
    """By the link alone; a quote that is half given is asked about, and nothing is lost."""
    visitor.go(link)
    visitor.write("What was good?", "The breaks.")
    visitor.choose("Mostly", "No, without my name")
    visitor.write("Write the words that we may use", WORDS)
    visitor.press("Send my answers")
    assert visitor.reads("Choose at least one place.", "Choose how we name you with these words.")
    visitor.choose("On the website", "In print and PDF", "The name I am called by")
    visitor.page.locator("#id_quote_agreed").press("Space")
    visitor.press("Send my answers")
    assert visitor.heading() == "Thank you"


@BOTH
def test_saying_something_and_reading_the_answer(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    session = the_session()
    marek = walk("Marek", **browser)
    marek.go(f"/sessions/{session.pk}/")
    marek.follow("Say something")
    marek.press("Say it")
    assert marek.reads("Choose what it is.", "Write what you would like to say.")
    marek.choose("A worry", "The name I am called by")
    marek.write("What would you like to say?", "The stairs are steep.")
    marek.press("Say it")
    assert marek.reads("You get an answer by", "The stairs are steep.")

    ayo = walk("Ayo", **browser)
    ayo.go(f"/sessions/{session.pk}/said/")
    ayo.follow("Answer it")
    ayo.choose("We did it")
    ayo.write("The answer in words", "We meet on the ground floor.")
    ayo.write("Who answers?", "The coordinator")
    ayo.press("Give this answer")
    assert ayo.reads("Everybody who said it is told.")

    marek.go("/me/said/")
    assert marek.reads("We did it", "We meet on the ground floor.")
    anybody = walk(**browser)
    anybody.go(f"/sessions/{session.pk}/you-said/")
    assert anybody.reads("You said", "The stairs are steep.", "Marek", "We did it", "The coordinator")


@BOTH
def test_a_form_is_printed_and_keyed_in(centre: None, walk: Walk, browser: dict[str, Any]) -> None:
    session = the_session()
    ayo = walk("Ayo", **browser)
    ayo.go(f"/sessions/{session.pk}/paper/")
    ayo.choose("Something to say")
    ayo.write("How many without a name?", "2")
    ayo.press("Make the forms")
    assert ayo.heading() == "2 forms to print"
    form = PaperForm.objects.all()[0]

    ayo.go("/paper/")
    assert ayo.page.evaluate("document.activeElement.id") == "id_code", "typing begins at once"
    ayo.write("Code on the form", form.code.lower())
    ayo.press("Open the form")
    ayo.choose("An idea", "No name")
    ayo.write("What would you like to say?", "More tea.")
    ayo.press("Save, and the next one")
    assert ayo.reads("is keyed in. Next one?")
    assert (Contribution.objects.get().text, ayo.heading()) == ("More tea.", "Key in a form")
    ayo.go(f"/paper/{form.code}/")
    assert ayo.reads("Keyed in already", "Ayo")


@pytest.mark.parametrize("size", ["18", "24"])
def test_each_form_begins_on_a_sheet_of_its_own_in_large_black_letters(
    centre: None, walk: Walk, size: str
) -> None:
    batch = gatherings.print_forms(the_session(), kind="contribution", blank=3, size=size, by=BY)
    ayo = walk("Ayo")
    ayo.go(f"/sessions/{batch.session_id}/paper/{batch.pk}/")
    ayo.page.emulate_media(media="print")
    printed = ayo.page.evaluate(
        """() => [...document.querySelectorAll(".paper-form")].map((form) => {
            const style = getComputedStyle(form);
            return [style.fontSize, style.color, style.backgroundColor, style.breakAfter];
        })"""
    )
    points = f"{int(size) * 4 / 3:g}px"
    black_on_white = [points, "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert printed == [[*black_on_white, "page"], [*black_on_white, "page"], [*black_on_white, "auto"]]
    assert not ayo.page.locator(".al-header").is_visible()
    sheets = ayo.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets >= 3
