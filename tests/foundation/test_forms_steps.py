"""Journeys of small steps: nothing typed is lost, nobody gets stuck, and a journey counts once."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.urls import path, reverse

from alongside.foundation import actors, centre, doors, forms
from alongside.foundation import steps as journeys

pytestmark = pytest.mark.django_db

FINISHED: list[dict[str, Any]] = []


class NameForm(forms.Form):
    called = forms.TextField(label="Called", missing="Write your name.", max_length=20)


class AgeForm(forms.Form):
    age = forms.ChooseOne(label="Age", choices=[("child", "Under 18"), ("adult", "18 or over")])


class GuardianForm(forms.Form):
    guardian = forms.TextField(label="Guardian")
    born = forms.DateField(label="Born", required=False)


def is_child(answers: journeys.Answers) -> bool:
    return bool(answers.value("age", "age") == "child")


class Journey(journeys.Steps):
    key = "example"
    url_name = "example"
    title = "Example"
    start_url = "/before/"
    steps = (
        journeys.Step("name", NameForm, "What should we call you?"),
        journeys.Step("age", AgeForm, "How old are you?"),
        journeys.Step("guardian", GuardianForm, "Who looks after you?", when=is_child),
    )

    def initial(self, request: HttpRequest, step: journeys.Step, answers: journeys.Answers) -> dict[str, Any]:
        return {"called": "Friend"} if step.slug == "name" else {}

    def finish(self, request: HttpRequest, answers: journeys.Answers) -> HttpResponseBase | str:
        if answers["name"]["called"] == "Trouble":
            raise forms.ValidationError("Choose another name.")
        FINISHED.append({"journey": answers.journey, **answers.all()})
        return f"/done/{len(FINISHED)}/"


@doors.open_to(doors.EVERYONE)
def example(request: HttpRequest, step: str = "") -> HttpResponseBase:
    return Journey().respond(request, step)


@doors.open_to(doors.EVERYONE)
def round_example(request: HttpRequest, round: str, step: str = "") -> HttpResponseBase:
    return RoundJourney(round=round).respond(request, step)


class RoundJourney(Journey):
    key = "round"
    url_name = "round_example"


@pytest.fixture(autouse=True)
def doors_of_the_example(settings: Any) -> None:
    FINISHED.clear()
    centre.set_up(
        name="The Centre", short_name="Centre", purpose="To try things.", area="London", languages=["en", "ar"],
        by=actors.SYSTEM,
    )  # fmt: skip
    house = import_module(settings.ROOT_URLCONF).urlpatterns
    settings.ROOT_URLCONF = (
        path("example/", example, name="example"),
        path("example/<slug:step>/", example, name="example"),
        path("rounds/<slug:round>/", round_example, name="round_example"),
        path("rounds/<slug:round>/<slug:step>/", round_example, name="round_example"),
        *house,
    )


def led(response: Any) -> str:
    """Where a redirect leads."""
    assert response.status_code == 302, response.content
    return str(response.url)


@pytest.fixture
def fill(client: Client) -> Callable[..., str]:
    """Answer steps in order; gives where the last one led."""

    def answer(**answers: dict[str, str]) -> str:
        return [
            led(client.post(reverse("example", kwargs={"step": step}), data))
            for step, data in answers.items()
        ][-1]

    return answer


def once_key(response: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', response.content.decode())
    assert found is not None
    return found[1]


NAME, ADULT, CHILD = {"called": "Amina"}, {"age": "adult"}, {"age": "child"}


def test_start_and_unknown_steps_lead_to_the_first_unanswered_one(
    client: Client, fill: Callable[..., str]
) -> None:
    assert led(client.get("/example/")) == "/example/name/"
    assert led(client.get("/example/nonsense/")) == "/example/name/"
    fill(name=NAME)
    assert led(client.get("/example/")) == "/example/age/"
    assert led(client.get("/example/guardian/")) == "/example/age/"
    assert led(client.get("/example/check/")) == "/example/age/"
    assert led(client.post("/example/check/")) == "/example/age/"


def test_good_answer_leads_on_and_only_asks_what_applies(fill: Callable[..., str]) -> None:
    assert fill(name=NAME) == "/example/age/"
    assert fill(age=ADULT) == "/example/check/"
    assert fill(age=CHILD) == "/example/guardian/"
    assert fill(guardian={"guardian": "Sana"}) == "/example/check/"


def test_bad_answer_is_shown_again_with_what_to_do(client: Client) -> None:
    response = client.post("/example/name/", {"called": "A name that is far too long for this"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: What should we call you? – Example" in html
    assert 'href="#id_called"' in html
    assert 'value="A name that is far too long for this"' in html
    assert led(client.get("/example/age/")) == "/example/name/"


def test_step_shows_what_was_answered_and_before_that_what_is_known(
    client: Client, fill: Callable[..., str]
) -> None:
    assert 'value="Friend"' in client.get("/example/name/").content.decode()
    fill(name=NAME)
    assert 'value="Amina"' in client.get("/example/name/").content.decode()


def test_question_of_a_page_with_one_field_is_its_heading(client: Client) -> None:
    html = re.sub(r"\s+(?=<)", "", client.get("/example/name/").content.decode())
    assert re.findall(r"<h1[^>]*>.*?</h1>", html) == [
        '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="id_called">'
        "What should we call you?</label></h1>"
    ]


def test_back_leads_to_the_step_before(client: Client, fill: Callable[..., str]) -> None:
    assert 'href="/before/" class="govuk-back-link"' in client.get("/example/name/").content.decode()
    fill(name=NAME, age=CHILD)
    assert 'href="/example/age/" class="govuk-back-link"' in client.get("/example/guardian/").content.decode()
    fill(guardian={"guardian": "Sana"})
    assert (
        'href="/example/guardian/" class="govuk-back-link"' in client.get("/example/check/").content.decode()
    )


def test_check_shows_every_answer_in_words_with_a_way_to_change_it(
    client: Client, fill: Callable[..., str]
) -> None:
    fill(name=NAME, age=CHILD, guardian={"guardian": "Sana"})
    html = client.get("/example/check/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert re.findall(r"<bdi>(.*?)</bdi>", main) == ["Amina", "Under 18", "Sana", "No answer given"]
    assert 'href="/example/age/?change"' in html


def test_change_leads_back_to_check_unless_it_opens_a_question(
    client: Client, fill: Callable[..., str]
) -> None:
    fill(name=NAME, age=ADULT)
    assert (
        'href="/example/check/" class="govuk-back-link"'
        in client.get("/example/name/?change").content.decode()
    )
    assert led(client.post("/example/name/?change", {"called": "Sana"})) == "/example/check/"
    assert led(client.post("/example/age/?change", CHILD)) == "/example/guardian/"
    assert led(client.post("/example/age/?change", ADULT)) == "/example/check/"


def test_answer_that_no_longer_applies_is_not_used(client: Client, fill: Callable[..., str]) -> None:
    fill(name=NAME, age=CHILD, guardian={"guardian": "Sana"})
    client.post("/example/age/?change", ADULT)
    client.post("/example/check/")
    assert [sorted(one) for one in FINISHED] == [["age", "called", "journey"]]


def test_finish_gets_the_answers_once_and_forgets_them(client: Client, fill: Callable[..., str]) -> None:
    fill(name=NAME, age=ADULT)
    assert led(client.post("/example/check/")) == "/done/1/"
    assert FINISHED[0]["called"] == "Amina"
    assert "steps:example" not in client.session
    assert led(client.get("/example/")) == "/example/name/"


def test_journey_sent_twice_counts_once(client: Client, fill: Callable[..., str]) -> None:
    fill(name=NAME, age=ADULT)
    assert led(client.post("/example/check/")) == "/done/1/"
    assert led(client.post("/example/check/")) == "/done/1/"
    assert led(client.get("/example/check/")) == "/done/1/"
    assert len(FINISHED) == 1


def test_journey_sent_twice_at_the_same_time_counts_once(client: Client, fill: Callable[..., str]) -> None:
    """Two presses read the same session, so the key of the form decides."""
    fill(name=NAME, age=ADULT)
    key = once_key(client.get("/example/check/"))
    kept = dict(client.session.items())
    assert led(client.post("/example/check/", {"once": key})) == "/done/1/"
    session = client.session
    session.update(kept)
    session.save()
    assert led(client.post("/example/check/", {"once": key})) == "/done/1/"
    assert len(FINISHED) == 1


def test_next_journey_after_a_finished_one_is_a_new_one(client: Client, fill: Callable[..., str]) -> None:
    fill(name=NAME, age=ADULT)
    client.post("/example/check/")
    fill(name={"called": "Sana"}, age=ADULT)
    assert led(client.post("/example/check/")) == "/done/2/"
    assert FINISHED[0]["journey"] != FINISHED[1]["journey"]


def test_finish_may_ask_for_a_change(client: Client, fill: Callable[..., str]) -> None:
    fill(name={"called": "Trouble"}, age=ADULT)
    response = client.post("/example/check/", {"once": once_key(client.get("/example/check/"))})
    assert response.status_code == 200
    assert "Choose another name." in response.content.decode()
    client.post("/example/name/?change", NAME)
    assert (
        led(client.post("/example/check/", {"once": once_key(client.get("/example/check/"))})) == "/done/1/"
    )


def test_only_the_fields_of_the_step_are_kept(client: Client) -> None:
    client.post("/example/name/", {**NAME, "rubbish": "x" * 1000, "csrfmiddlewaretoken": "y"})
    assert client.session["steps:example"]["answers"] == {"name": {"called": ["Amina"]}}


def test_journeys_with_other_addresses_are_kept_apart(client: Client) -> None:
    assert led(client.post("/rounds/one/name/", NAME)) == "/rounds/one/age/"
    assert led(client.get("/rounds/two/")) == "/rounds/two/name/"


def test_post_without_a_token_is_refused(settings: Any) -> None:
    assert Client(enforce_csrf_checks=True).post("/example/name/", NAME).status_code == 403


def test_journey_without_finish_says_what_is_missing() -> None:
    with pytest.raises(NotImplementedError, match=r"needs finish\(request, answers\)"):
        journeys.Steps().finish(HttpRequest(), journeys.Answers(""))
