"""Pages: one step, back from joining, somebody else's things, clear sentences."""

import ast
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

import alongside.opportunities
from alongside.foundation import clock, outbox
from alongside.foundation.models import Message
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Category, Decision, Draw, Interest, Opportunity, Place
from alongside.payments import actions as payments
from alongside.people.models import Member
from tests.opportunities.helpers import BY, closed, crowd, fresh, holders, like, queries_of

Make = Callable[..., Member]
Open = Callable[..., Opportunity]
Browser = Callable[[Member], Client]


def test_this_room_cannot_reach_equality_answers() -> None:
    """The law forbids to use them for decisions about anybody: no file here knows their room."""
    folder = Path(alongside.opportunities.__file__).parent
    named = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom) and "monitoring" in ast.unparse(node)
    }
    assert named == set()
    tables = {field.related_model._meta.app_label for model in _tables() for field in model._meta.get_fields()
              if field.concrete and field.is_relation and field.related_model}  # fmt: skip
    assert tables == {"opportunities", "people"}


def _tables() -> list[Any]:
    from django.apps import apps

    return list(apps.get_app_config("opportunities").get_models())


def test_one_page_and_one_button(publish: Open, make: Make, browser_of: Browser) -> None:
    notice, ada = publish(), make("Ada")
    client, url = browser_of(ada), f"/opportunities/{notice.pk}/interest/"
    page = client.get(url).content.decode()
    assert len(re.findall(r"<h1", page)) == 1
    key = {"once": str(uuid.uuid4())}
    assert client.post(url, key).headers["Location"] == "/me/opportunities/"
    assert client.post(url, key).headers["Location"] == "/me/opportunities/"
    assert Interest.objects.count() == 1
    assert "Has a place" in client.get("/me/opportunities/").content.decode()


def test_a_visitor_signs_in_and_comes_back(publish: Open, make: Make) -> None:
    notice, client = publish(), Client()
    make("Ada")
    url = f"/opportunities/{notice.pk}/interest/"
    page = client.get(url).content.decode()
    assert f"/accounts/sign-in/?next=%2Fopportunities%2F{notice.pk}%2Finterest%2F" in page
    client.post(f"/accounts/sign-in/?next={url}", {"email": "ada@example.org", "next": url})
    arrived = client.post("/accounts/sign-in/code/", {"code": _code(), "next": url})
    assert arrived.headers["Location"] == url


def test_a_visitor_joins_and_comes_back(publish: Open) -> None:
    notice, client = publish(), Client()
    assert client.post(f"/opportunities/{notice.pk}/join-first/").headers["Location"] == "/join/"
    for step, answer in (
        ("name", {"called": "Tomasz"}), ("age", {"age_guard": "adult"}), ("reach", {"reach_by": "email"}),
        ("email", {"email": "tomasz@example.org"}), ("brings", {"brings": ["carer"]}), ("interests", {}),
        ("languages", {"languages": ["English"]}), ("contact", {"contact": "yes"}),
    ):  # fmt: skip
        assert client.post(f"/join/{step}/", answer).status_code == 302
    key = re.search(r'name="once" value="([^"]+)"', client.get("/join/check/").content.decode())
    assert key is not None
    client.post("/join/check/", {"once": key[1]})
    arrived = client.post("/accounts/sign-in/code/", {"code": _code()})
    assert arrived.headers["Location"] == f"/opportunities/{notice.pk}/interest/"


def _code() -> str:
    """The code in the last email."""
    text = Message.objects.filter(channel="email").latest("created_at").text
    found = re.search(r"Your code is: (\S+)", text)
    assert found, text
    return found[1]


def test_a_visitor_cannot_express_an_interest_without_signing_in(publish: Open) -> None:
    notice = publish()
    assert Client().post(f"/opportunities/{notice.pk}/interest/").status_code == 302
    assert Interest.objects.count() == 0


def test_a_closed_notice_says_so_and_loses_nothing(publish: Open, make: Make, browser_of: Browser) -> None:
    notice, client = publish(), browser_of(make("Ada"))
    closed(notice)
    url = f"/opportunities/{notice.pk}/interest/"
    assert "This is closed." in client.get(url).content.decode()
    answer = client.post(url, {"words": "I would have liked to"})
    assert answer.status_code == 200
    assert "This is closed. Look for something else" in answer.content.decode()


def test_the_questions_of_a_lottery_say_what_they_are_for(
    draft: Open, make: Make, browser_of: Browser
) -> None:
    notice = draft(method="lottery", places=1)
    values = [("Under 25", 0, 1), ("25 or over", 0, 1)]
    opportunities.set_category(notice, name="Age", question="How old are you?", values=values, by=BY)
    opportunities.publish(notice, by=BY)
    client, url = browser_of(make("Ada")), f"/opportunities/{notice.pk}/interest/"
    page = client.get(url).content.decode()
    for words in ("How old are you?", "I would rather not say", "to balance this lottery", "60 days"):
        assert words in page
    assert client.post(url, {}).status_code == 302


def test_somebody_elses_place_is_not_found(publish: Open, make: Make, browser_of: Browser) -> None:
    notice, ada, bo = publish(), make("Ada"), make("Bo")
    like(notice, ada)
    place = Place.objects.get()
    client = browser_of(bo)
    for path in (f"places/{place.pk}/drop-out/", f"{place.interest_id}/withdraw/"):
        assert client.post(f"/me/opportunities/{path}").status_code == 404
    assert holders(notice) == ["Ada"]


def test_a_member_gives_a_place_back_and_another_says_yes(
    publish: Open, make: Make, browser_of: Browser
) -> None:
    notice, ada, bo = publish(places=1), make("Ada"), make("Bo")
    like(notice, ada, bo)
    browser_of(ada).post(f"/me/opportunities/places/{Place.objects.get().pk}/drop-out/")
    client, place = browser_of(bo), Place.objects.get(interest__member=bo)
    assert "A place waits for a yes or no" in client.get("/me/opportunities/").content.decode()
    client.post(f"/me/opportunities/places/{place.pk}/accept/")
    assert holders(notice) == ["Bo"]
    assert "Choose how you are paid" in client.get("/me/opportunities/").content.decode()


def test_a_get_changes_nothing(publish: Open, make: Make, browser_of: Browser) -> None:
    notice, ada = publish(), make("Ada")
    like(notice, ada)
    place = Place.objects.get()
    assert browser_of(ada).get(f"/me/opportunities/places/{place.pk}/drop-out/").status_code == 405
    assert holders(notice) == ["Ada"]


def test_my_page_takes_the_same_queries_for_many(publish: Open, make: Make, browser_of: Browser) -> None:
    ada = make("Ada")
    client, taken = browser_of(ada), []
    for number in range(10):
        like(publish(title=f"Notice {number}"), ada)
        if number in (0, 9):
            taken.append(queries_of(client, "/me/opportunities/"))
    assert taken[0] == taken[1]


@pytest.mark.parametrize("method", ["first_come", "agreed", "lottery"])
def test_the_page_that_runs_it_takes_the_same_queries_for_many(
    publish: Open, make: Make, coordinator: Member, browser_of: Browser, method: str
) -> None:
    notice, client, taken = publish(method=method, places=3), browser_of(coordinator), []
    for number, member in enumerate(crowd(make, 12)):
        like(notice, member)
        if number in (4, 11):
            taken.append(queries_of(client, f"/opportunities/{notice.pk}/run/"))
    assert taken[0] == taken[1]


def notice_form(**more: Any) -> dict[str, Any]:
    day = clock.today() + timedelta(days=9)
    return {
        "title": "Read our leaflet", "activity": "A", "involved": "B", "difference": "C", "support": "D",
        "skills": "None", "minutes": "10", "where": "home", "place_words": "", "language": "English",
        "strand": "", "closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year,
        "method": "lottery", "places": "1", "pay": "none", "expenses": ["travel"],
    } | more  # fmt: skip


def test_the_method_is_offered_until_somebody_has_a_place(
    publish: Open, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    notice, staff = publish(), browser_of(coordinator)
    run = f"/opportunities/{notice.pk}/run/"
    assert "Change how people are chosen" in staff.get(run).content.decode()
    like(notice, make("Ada"))
    assert "Change how people are chosen" not in staff.get(run).content.decode()


def test_a_coordinator_writes_balances_publishes_closes_and_draws(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    client = browser_of(coordinator)
    assert client.post("/opportunities/add/", notice_form()).status_code == 302
    notice = Opportunity.objects.get()
    home = f"/opportunities/{notice.pk}"
    question = {
        "name": "Age",
        "question": "How old are you?",
        "values": "Under 25, 0, 1\n25-49: 0-1\n50 or over 0 1",
    }
    assert client.post(f"{home}/questions/", question).status_code == 302
    assert [value.label for value in Category.objects.get().values.all()] == [
        "Under 25",
        "25-49",
        "50 or over",
    ]
    client.post(f"{home}/publish/")
    like(fresh(notice), *crowd(make, 3))
    client.post(f"{home}/close/", {"because": "Enough people came."})
    assert client.post(f"{home}/pool/").headers["Location"] == f"{home}/draw/"
    assert client.post(f"{home}/draw-now/", {"public_words": "", "witnesses": ""}).status_code == 200
    assert client.post(f"{home}/draw-now/", {"public_words": "17 4", "witnesses": ""}).status_code == 302
    assert Draw.objects.get().public_words == "17 4"
    assert len(holders(notice)) == 1


def test_quotas_that_cannot_be_met_are_explained_on_the_page(
    draft: Open, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    notice = draft(method="lottery", places=2)
    values = [("Under 25", 1, 1), ("25 or over", 1, 1)]
    opportunities.set_category(notice, name="Age", question="How old are you?", values=values, by=BY)
    opportunities.publish(notice, by=BY)
    like(notice, *crowd(make, 4))
    closed(notice)
    client, home = browser_of(coordinator), f"/opportunities/{notice.pk}"
    page = client.post(f"{home}/pool/").content.decode()
    assert "Age, Under 25: 0 to 1 instead of 1 to 1" in page
    assert client.post(f"{home}/relax/", {"because": "Nobody said."}).headers["Location"] == f"{home}/pool/"
    assert client.post(f"{home}/pool/").headers["Location"] == f"{home}/draw/"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"minutes": "a while"}, "Write this as a number"),
        ({"places": ""}, "Write how many places there are"),
        ({"closes_on_year": "2001"}, "or a later date"),
        ({"title": ""}, "Write a few words that say what it is"),
    ],
)
def test_bad_input_gets_a_clear_sentence(
    coordinator: Member, browser_of: Browser, more: dict[str, str], words: str
) -> None:
    answer = browser_of(coordinator).post("/opportunities/add/", notice_form(**more))
    assert words in answer.content.decode()
    assert Opportunity.objects.count() == 0


def test_a_question_that_cannot_be_read_is_said_back(
    draft: Open, coordinator: Member, browser_of: Browser
) -> None:
    notice = draft(method="lottery", places=2)
    form = {"name": "Age", "question": "How old?", "values": "Under 25\nOver"}
    page = browser_of(coordinator).post(f"/opportunities/{notice.pk}/questions/", form).content.decode()
    assert "Write “Under 25” like this" in page


def test_a_choice_is_written_down_with_reasons(
    publish: Open, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    notice, members = publish(method="agreed", places=1), crowd(make, 2)
    first, second = like(notice, *members)
    closed(notice)
    form = {
        "chosen": [first.pk], "decided_by": "Two members", "why": "", "answer": "Not this time.",
        f"own_{first.pk}": "She knows the ward.", f"own_{second.pk}": "",
    }  # fmt: skip
    client = browser_of(coordinator)
    assert client.post(f"/opportunities/{notice.pk}/decide/", form | {"chosen": []}).status_code == 302
    assert Decision.objects.count() == 1
    assert client.post(f"/opportunities/{notice.pk}/decide/", form | {"answer": ""}).status_code == 302
    assert Place.objects.get().reason == "She knows the ward."


def test_the_rate_of_today_is_offered_and_frozen(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    card = payments.add_rate_card(
        name="Ours", starts_on=clock.today(), rates={"half_hour": 1380}, source="", by=BY
    )
    payments.confirm_rate_card(card, by=BY)
    rate = card.rates.get()
    client = browser_of(coordinator)
    client.post("/opportunities/add/", notice_form(pay=f"rate-{rate.pk}", method="first_come"))
    notice = Opportunity.objects.get()
    client.post(f"/opportunities/{notice.pk}/publish/")
    assert "10 minutes, £13.80, by" in Client().get("/opportunities/").content.decode()


def test_mail_is_written_through_the_outbox(publish: Open, make: Make) -> None:
    like(publish(), make("Ada"))
    while outbox.deliver_due("test"):
        pass
    assert "We noted that you would like to" in mail.outbox[-1].subject
