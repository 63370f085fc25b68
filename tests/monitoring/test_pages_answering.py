"""Promise: a person answers, changes, takes back or refuses on pages; nobody can read what is on the way."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.foundation.models import Event, OnceKey
from alongside.monitoring import queries
from alongside.people.models import Account
from tests.monitoring.conftest import SignIn
from tests.monitoring.people import crowd, request_of

pytestmark = pytest.mark.django_db
SECRET = "My own words for who I am"
GIVEN = {
    "disability_identify": {"answer": "yes"},
    "disability": {"answer": "yes"},
    "disability-yes": {"answer": "a_little"},
    "age": {"answer": "35_to_55"},
    "ethnicity": {"answer": "mixed", "answer_own_words": SECRET},
    "ethnicity-mixed": {"answer": "mixed_other"},
    "caring": {},
}


def walk(client: Client, given: dict[str, dict[str, str]], start: str = "/about-you/answer/") -> list[str]:
    """Follow the pages as they come, answering each; returns the steps that were asked."""
    asked: list[str] = []
    address = client.get(start).headers["Location"]
    while not address.endswith("/check/"):
        step = address.rstrip("/").rpartition("/")[2]
        asked.append(step)
        assert client.get(address).status_code == 200
        address = client.post(address, given.get(step, {})).headers["Location"]
    return asked


def press_the_button(client: Client, check: str) -> Any:
    key = re.search(r'name="once" value="([^"]+)"', client.get(check).content.decode())
    assert key
    return client.post(check, {"once": key[1]})


def answer(client: Client, given: dict[str, dict[str, str]] = GIVEN) -> str:
    walk(client, given)
    response = press_the_button(client, "/about-you/answer/check/")
    assert response.headers["Location"] == "/about-you/answered/"
    return str(client.get("/about-you/answered/").content.decode())


def kept(who: str = "grace") -> dict[str, Any] | None:
    return queries.my_state(request_of(Account.objects.get(email=f"{who}@example.org"))).kept


def page(client: Client, path: str = "/about-you/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_says_why_before_anything_is_asked(grace: Client) -> None:
    text = page(grace)

    assert "Once 20 people have answered, we add the answers up and delete yours." in text
    assert "You do not have to answer." in text
    assert "Data Protection Act 2018, Schedule 1, paragraph 8" in text
    assert "/about-you/answer/" in text


def test_each_question_is_a_page_and_follow_ups_come_only_after_their_answer(grace: Client) -> None:
    assert walk(grace, GIVEN) == list(GIVEN)
    grace.post("/about-you/answer/disability/", {"answer": "no"})

    assert grace.get("/about-you/answer/disability-yes/").headers["Location"] == "/about-you/answer/check/"


def test_what_was_answered_waits(grace: Client) -> None:
    done = answer(grace)

    assert "Your answers are locked and waiting." in done
    assert kept() == {
        "disability_identify": "yes", "disability": "a_little", "age": "35_to_55",
        "ethnicity": "mixed_other", "ethnicity.own_words": SECRET, "caring": "prefer_not",
    }  # fmt: skip


def test_every_page_left_empty_counts_as_prefer_not_to_say(grace: Client) -> None:
    asked = walk(grace, {})
    check = page(grace, "/about-you/answer/check/")
    answer(grace, {})

    assert asked == ["disability_identify", "disability", "age", "ethnicity", "caring"]
    assert check.count("Prefer not to say") == 5
    assert set((kept() or {}).values()) == {"prefer_not"}


def test_follow_up_left_empty_counts_as_prefer_not_to_say(grace: Client) -> None:
    answer(grace, {"disability": {"answer": "yes"}})

    assert (kept() or {})["disability"] == "prefer_not"


def test_own_words_without_a_choice_are_counted_where_the_question_says(grace: Client) -> None:
    answer(grace, {"ethnicity": {"answer_own_words": SECRET}})

    assert (kept() or {})["ethnicity"] == "other_any"
    assert (kept() or {})["ethnicity.own_words"] == SECRET


def test_answer_that_is_not_on_the_page_is_refused_in_words(grace: Client) -> None:
    response = grace.post("/about-you/answer/disability_identify/", {"answer": "perhaps"})

    assert response.status_code == 200
    assert "Choose one of the answers on this page." in response.content.decode()


def test_session_holds_no_clear_answer(grace: Client) -> None:
    walk(grace, GIVEN)
    held = repr(dict(grace.session.items()))

    assert "steps:about-you" in held, "answers are on the way, so the test can fail"
    for clear in (SECRET, "35_to_55", "a_little", "mixed", "ethnicity", "disability"):
        assert clear not in held
    assert SECRET in page(grace, "/about-you/answer/check/")


def test_session_tells_nothing_by_its_length(grace: Client) -> None:
    grace.post("/about-you/answer/disability_identify/", {"answer": "yes"})
    short = len(grace.session["steps:about-you"])
    walk(grace, GIVEN)

    assert len(grace.session["steps:about-you"]) == short


def test_session_is_empty_of_answers_afterwards(grace: Client) -> None:
    answer(grace)

    assert "answered" not in repr(dict(grace.session.items()))
    assert "steps:about-you" not in grace.session


def test_answers_sealed_with_another_key_are_asked_again(grace: Client, settings: Any) -> None:
    walk(grace, GIVEN)
    settings.MONITORING_KEY = "A" * 43 + "="

    assert (
        grace.get("/about-you/answer/check/").headers["Location"] == "/about-you/answer/disability_identify/"
    )


def test_sent_twice_counts_once(grace: Client) -> None:
    walk(grace, GIVEN)
    check = "/about-you/answer/check/"
    key = re.search(r'name="once" value="([^"]+)"', page(grace, check))
    assert key
    for _time in range(2):
        led = grace.post(check, {"once": key[1]}).headers["Location"]

    assert (led, queries.waiting()) == ("/about-you/answered/", 1)


def test_nothing_is_on_record_about_who_answered(grace: Client) -> None:
    before = Event.objects.count()
    answer(grace)

    assert Event.objects.count() == before


def test_waiting_answers_are_shown_to_change(grace: Client) -> None:
    answer(grace)
    led = grace.get("/about-you/answer/").headers["Location"]
    check = grace.get(led).headers["Location"]

    assert (led, check) == ("/about-you/change/", "/about-you/change/check/")
    for words in ("Yes, a little", "35 to 55", SECRET, "Any other mixed or multiple background"):
        assert words in page(grace, check)
    assert re.search(r'value="35_to_55" checked', page(grace, "/about-you/change/age/"))


def test_change_counts_only_when_the_button_is_pressed(grace: Client) -> None:
    answer(grace)
    led = grace.post("/about-you/change/age/?change", {"answer": "65_and_over"}).headers["Location"]
    before = (kept() or {})["age"]
    held = repr(dict(grace.session.items()))
    press_the_button(grace, led)

    assert led == "/about-you/change/check/"
    assert before == "35_to_55"
    assert "65_and_over" not in held
    assert (kept() or {})["age"] == "65_and_over"
    assert queries.waiting() == 1


def test_taking_back_asks_first_and_then_deletes(grace: Client) -> None:
    answer(grace)
    asked = page(grace, "/about-you/withdraw/")
    still = queries.waiting()
    after = grace.post("/about-you/withdraw/", follow=True).content.decode()

    assert "Delete my answers" in asked
    assert (still, queries.waiting()) == (1, 0)
    assert "We deleted your answers." in after
    assert "Start" in after


def test_taking_back_what_does_not_wait_says_so(grace: Client) -> None:
    after = grace.post("/about-you/withdraw/", follow=True).content.decode()

    assert "No answers of yours are waiting" in after


def test_after_closing_there_is_nothing_left_to_change(grace: Client) -> None:
    answer(grace)
    crowd(19)

    assert queries.waiting() == 0
    assert "Your answer has been added up and deleted" in page(grace)
    for path in ("/about-you/answer/", "/about-you/change/", "/about-you/withdraw/"):
        assert grace.get(path).headers["Location"] == "/about-you/"
    assert (
        "No answers of yours are waiting" in grace.post("/about-you/withdraw/", follow=True).content.decode()
    )


def test_change_that_comes_too_late_says_so(grace: Client) -> None:
    answer(grace)
    grace.post("/about-you/change/age/?change", {"answer": "65_and_over"})
    crowd(19)

    assert grace.post("/about-you/change/check/", {}).headers["Location"] == "/about-you/"
    assert "steps:about-you-change" not in grace.session


def test_twentieth_person_reads_that_it_is_done(grace: Client) -> None:
    crowd(19)

    assert "Your answer has been added up and deleted." in answer(grace)


def test_objection_deletes_at_once_and_is_honoured_until_lifted(grace: Client) -> None:
    answer(grace)
    walk_on = grace.post("/about-you/object/", follow=True).content.decode()
    refused = grace.get("/about-you/answer/").headers["Location"]
    waiting = queries.waiting()
    again = grace.post("/about-you/allow/", follow=True).content.decode()

    assert waiting == 0
    assert "You asked us not to ask" in walk_on
    assert refused == "/about-you/"
    assert "Start" in again
    assert "Your answers are locked and waiting." in answer(grace)


def test_objection_forgets_what_was_on_the_way(grace: Client) -> None:
    walk(grace, GIVEN)
    grace.post("/about-you/object/")

    assert "steps:about-you" not in grace.session


@pytest.mark.parametrize("path", ["", "answer/", "answered/", "change/", "withdraw/", "object/"])
def test_visitor_is_asked_to_sign_in(client: Client, our_centre: object, path: str) -> None:
    assert client.get(f"/about-you/{path}").headers["Location"].startswith("/accounts/sign-in/?next=")


def test_getting_a_page_changes_nothing(grace: Client) -> None:
    answer(grace)
    for path in ("withdraw/", "object/", "change/"):
        grace.get(f"/about-you/{path}")

    assert grace.get("/about-you/allow/").status_code == 405
    assert queries.waiting() == 1


def test_one_person_never_sees_the_answers_of_another(grace: Client, sign_in: SignIn) -> None:
    answer(grace)
    other = sign_in("Omar")

    assert "Your answers are waiting" not in page(other)
    assert other.get("/about-you/change/").headers["Location"] == "/about-you/"
    assert kept("omar") is None


def test_pages_with_answers_are_not_kept_by_the_browser(grace: Client) -> None:
    answer(grace)

    assert "no-store" in grace.get("/about-you/change/check/").headers["Cache-Control"]


def test_finishing_leaves_no_moment_behind(grace: Client) -> None:
    """A key of a form that counts once would keep the moment of answering; this journey does without."""
    before = OnceKey.objects.count()
    answer(grace)
    assert OnceKey.objects.count() == before
