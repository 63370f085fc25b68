"""Promise: a coordinator sees counts and declares things; nobody's answer is anywhere on these pages."""

from datetime import date

import pytest
from django.test import Client

from alongside.foundation.doors import Role
from alongside.foundation.models import Event
from alongside.monitoring import actions, presenting, queries
from alongside.people.models import Account
from tests.monitoring.conftest import SignIn
from tests.monitoring.people import BY, answers, crowd, on, request_of

pytestmark = pytest.mark.django_db
SECRET = "My own words for who I am"
CLOSED = ["desk/", "desk/baseline/", "desk/add-question/", "paper/hand-out/", "paper/key-in/"]
QUESTION = {"text": "Do you rent?", "why": "Rents rise.", "kind": "exclusive", "answers": "Yes\nNo"}


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("path", CLOSED)
def test_members_and_visitors_do_not_enter(client: Client, grace: Client, path: str) -> None:
    assert grace.get(f"/about-you/{path}").status_code == 403
    assert client.get(f"/about-you/{path}").headers["Location"].startswith("/accounts/sign-in/")


def test_auditors_look_at_the_desk_but_key_nothing_in(sign_in: SignIn) -> None:
    helen = sign_in("Helen", Role.AUDITOR)

    assert helen.get("/about-you/desk/").status_code == 200
    assert helen.post("/about-you/desk/baseline/", {"area": "london"}).status_code == 403
    assert helen.get("/about-you/paper/key-in/").status_code == 403


def test_desk_shows_how_many_wait_and_no_answer(cora: Client) -> None:
    crowd(11)
    actions.answer_as("somebody", answers() | {"ethnicity.own_words": SECRET})
    text = page(cora, "/about-you/desk/")

    assert "12 of 20" in text
    assert SECRET not in text
    for ask in queries.asks():
        assert ask.text in text, "the questions are there, so their answers could be"
        assert [option.text for option in ask.options if len(option.text) > 3 and option.text in text] == []


def test_desk_says_when_figures_come_next_and_what_is_held(cora: Client) -> None:
    with on(date(2020, 2, 3)):
        crowd(40)
        text = page(cora, "/about-you/desk/")

    assert "1 March 2020" in text
    assert "No table is held back." in text
    assert "No figures are published yet." in text


def test_declaring_an_area_is_recorded_and_earlier_choices_stay(cora: Client) -> None:
    response = cora.post("/about-you/desk/baseline/", {"area": "england_and_wales"}, follow=True)
    event = Event.objects.filter(verb="monitoring.baseline_chosen").last()

    assert "Now: <strong>England and Wales</strong>" in response.content.decode()
    assert "1 October 2017</time>: London" in response.content.decode()
    assert event is not None
    assert (event.detail, event.actor[:8]) == ({"area": "england_and_wales"}, "account:")


@pytest.mark.parametrize("area", ["", "atlantis"])
def test_area_that_is_not_on_the_list_is_refused(cora: Client, area: str) -> None:
    response = cora.post("/about-you/desk/baseline/", {"area": area})

    assert response.status_code == 200
    assert "Choose" in response.content.decode()
    assert queries.baseline_choices().count() == 1


def test_question_of_one_answer_is_asked_from_now_on(cora: Client, grace: Client) -> None:
    text = cora.post("/about-you/desk/add-question/", QUESTION, follow=True).content.decode()
    added = queries.asks()[-1]

    assert "Version 2" in text
    assert (added.text, added.why, added.codes) == (
        "Do you rent?",
        "Rents rise.",
        ("yes", "no", "prefer_not"),
    )
    assert grace.get(f"/about-you/answer/{added.id}/").status_code == 302


def test_question_of_several_answers_is_asked_and_kept(cora: Client, grace: Client) -> None:
    many = QUESTION | {"kind": "several", "answers": "\n".join(f"Language {n}" for n in range(9))}
    cora.post("/about-you/desk/add-question/", many)
    added = queries.asks()[-1]
    address = grace.get("/about-you/answer/").headers["Location"]
    while not address.endswith("/check/"):
        chosen = list(added.codes[:2]) if added.id in address else []
        address = grace.post(address, {"answer": chosen}).headers["Location"]
    grace.post(address, {})
    kept = queries.my_state(request_of(Account.objects.get(email="grace@example.org"))).kept or {}

    assert (added.several, len(added.codes)) == (True, 10)
    assert kept[added.id] == ["language_0", "language_1"]
    assert "Language 1" in page(grace, "/about-you/change/check/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Write the question."),
        ({"why": ""}, "Write why you ask."),
        ({"kind": ""}, "Say how many answers one person may give."),
        ({"answers": "Yes"}, "Write at least two answers"),
        ({"answers": "Yes\nYES"}, "Two answers are the same."),
        ({"answers": "a\nb\nc\nd\ne"}, "Write at most 4 answers."),
        ({"answers": "Yes\nPrefer not to say"}, "Write at least two answers"),
        ({"answers": "Yes\n" + "n" * 101}, "Make each answer shorter."),
    ],
)
def test_wrong_question_is_sent_back_with_a_sentence(
    cora: Client, wrong: dict[str, str], sentence: str
) -> None:
    response = cora.post("/about-you/desk/add-question/", QUESTION | wrong)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert len(queries.asks()) == 5


@pytest.mark.parametrize("text", ["Check", "Age", "عمرك؟"])
def test_question_never_takes_a_name_that_is_taken(cora: Client, grace: Client, text: str) -> None:
    cora.post("/about-you/desk/add-question/", QUESTION | {"text": text, "answers": "نعم\nلا"})
    ids = [ask.id for ask in queries.asks()]

    assert len(set(ids)) == 6
    assert "check" not in ids
    assert queries.asks()[-1].codes == ("answer", "answer_2", "prefer_not")


def test_paper_form_is_open_to_everyone_and_asks_for_no_name(client: Client, our_centre: object) -> None:
    text = page(client, "/about-you/paper/")

    assert "Please do not write your name." in text
    assert "Once 20 people have answered, we add the answers up and delete yours." in text
    for ask in queries.asks():
        assert ask.text in text
    for answer in ("Bangladeshi", "Gypsy or Irish Traveller", "Yes, a little", "Prefer not to say"):
        assert answer in text


def test_keying_in_a_paper_form_counts_it_and_shows_nothing_of_it(cora: Client) -> None:
    given = {"age": "35_to_55", "ethnicity": "black_african", "ethnicity.own_words": SECRET, "source": "Fair"}
    response = cora.post("/about-you/paper/key-in/", given, follow=True)
    text = response.content.decode()
    event = Event.objects.filter(verb="monitoring.paper_form_keyed_in").last()

    assert "1 of 20 wait" in text
    assert SECRET not in text
    assert "checked" not in text
    assert event is not None
    assert event.detail == {}


def test_twenty_paper_forms_make_a_block(cora: Client) -> None:
    for number in range(20):
        cora.post("/about-you/paper/key-in/", {"age": "35_to_55" if number % 2 else "25_to_34"})

    assert queries.waiting() == 0


def test_paper_form_sent_twice_counts_once(cora: Client) -> None:
    key = page(cora, "/about-you/paper/key-in/").partition('name="once" value="')[2].partition('"')[0]
    for _time in range(2):
        cora.post("/about-you/paper/key-in/", {"once": key, "age": "35_to_55"})

    assert queries.waiting() == 1


def test_wrong_answer_on_a_paper_form_is_refused(cora: Client) -> None:
    response = cora.post("/about-you/paper/key-in/", {"age": "older"})

    assert "Choose one of the answers on this page." in response.content.decode()
    assert queries.waiting() == 0


@pytest.mark.parametrize(
    ("number", "sentence"), [("", "Write how many"), ("0", "Write 1 or more."), ("x", "number")]
)
def test_wrong_number_of_forms_is_sent_back(cora: Client, number: str, sentence: str) -> None:
    assert sentence in cora.post("/about-you/paper/hand-out/", {"number": number}).content.decode()


def test_forms_handed_out_count_as_asked(cora: Client) -> None:
    with on(date(2020, 2, 3)):
        said = cora.post("/about-you/paper/hand-out/", {"number": "25"}, follow=True).content.decode()
        crowd(40)
    with on(date(2020, 3, 1)):
        snapshot = actions.publish(date(2020, 3, 1), by=BY)

    assert "25 paper forms are written down." in said
    assert snapshot is not None
    assert snapshot.data["response"] == {"asked": 65, "answered": 40}


def test_percentages_of_the_leaflet_need_at_least_sixty_one_people(grace: Client) -> None:
    response = grace.get("/about-you/check-percentages/", {"percentages": "39%\n54\n33, 34, 33"})
    text = response.content.decode()

    assert "<strong>61</strong>" in text
    assert presenting.possible([[39], [54], [33, 34, 33]], limit=100).rows == [
        ("39%", "24"), ("54%", "33"), ("33%, 34%, 33%", "20, 21, 20"),
    ]  # fmt: skip
    assert "20, 21, 20" in text


def test_percentages_that_cannot_be_true_are_told(grace: Client) -> None:
    response = grace.get("/about-you/check-percentages/", {"percentages": "50, 60", "most": "200"})

    assert "No number of people up to 200 gives all of these percentages." in response.content.decode()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "Write at least one percentage."),
        ("39\nmany", "Line 2: “many” is not a number."),
        ("101", "Line 1: 101 is more than 100."),
        ("33.5", "Line 1: “33.5” is not whole."),
        ("-3", "Line 1: “-3” is not a number."),
        ("50\n%", "Line 2: write a number from 0 to 100."),
        ("1\n" * 13, "Write at most 12 lines"),
        ("1 " * 61, "and 60 numbers."),
    ],
)
def test_wrong_percentages_are_sent_back_as_typed(grace: Client, written: str, sentence: str) -> None:
    text = grace.get("/about-you/check-percentages/", {"percentages": written}).content.decode()

    assert sentence in text
    assert written.strip()[:4] in text


def test_arabic_digits_are_numbers_too(grace: Client) -> None:
    text = grace.get("/about-you/check-percentages/", {"percentages": "٣٩٪\n٥٤\n٣٣، ٣٤، ٣٣"}).content.decode()

    assert "<strong>61</strong>" in text
