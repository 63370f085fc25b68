"""The public API: what the public pages say, in pages, with doors, and nothing that could give somebody away."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client

from alongside.config.api import api
from alongside.conversations.models import Decision
from alongside.foundation import actors, figures
from alongside.foundation.api.problems import MEDIA_TYPE
from alongside.foundation.models import Centre
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.people.models import Member

pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.long]
SYSTEM = actors.SYSTEM

LISTS = (
    "sessions", "opportunities", "themes", "decisions", "projects", "awards", "documents", "learning", "library",
    "figures", "editions",
)  # fmt: skip


def ask(path: str, **headers: str) -> Any:
    return Client().get(f"/api/{path}", headers=headers)


def rows(name: str) -> list[dict[str, Any]]:
    """Every row of a list, page after page."""
    found: list[dict[str, Any]] = []
    url = f"/api/{name}?limit=2"
    while url:
        page = Client().get(url).json()
        found += page["items"]
        url = page["next"] or ""
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_what_its_description_says(name: str) -> None:
    schema = ask("openapi.json").json()
    answer = schema["paths"][f"/api/{name}"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    page = ask(f"{name}?limit=100")
    assert page.status_code == 200, page.content
    jsonschema.validate(page.json(), answer | {"components": schema["components"]})
    assert page.json()["items"] or name in {"awards", "opportunities"}, "an empty list would show nothing"


@pytest.mark.parametrize("name", ["sessions", "figures", "library", "learning", "editions"])
def test_pages_hold_every_row_once(name: str) -> None:
    key = "slug" if name == "editions" else "id"
    at_once = ask(f"{name}?limit=100").json()["items"]
    assert at_once
    assert [row[key] for row in rows(name)][: len(at_once)] == [row[key] for row in at_once]


def test_what_is_added_while_somebody_reads_repeats_no_row() -> None:
    first = ask("sessions?limit=2").json()
    kept = Session.objects.announced().order_by("pk")[0]
    again = gatherings.draft_session(
        kept.series, title="One more", purpose="To test.", meeting="online", starts_at=kept.starts_at,
        ends_at=kept.ends_at, strands=["learning"], by=SYSTEM,
    )  # fmt: skip
    gatherings.announce(again, by=SYSTEM, in_the_past=True)
    second = Client().get(first["next"]).json()
    assert {row["id"] for row in first["items"]}.isdisjoint(row["id"] for row in second["items"])
    assert ask("sessions?limit=1").json()["items"][0]["title"] == "One more"


def test_a_draft_is_nowhere() -> None:
    kept = Session.objects.announced().order_by("pk")[0]
    draft = gatherings.draft_session(
        kept.series, title="Not yet", purpose="To test.", meeting="online", starts_at=kept.starts_at,
        ends_at=kept.ends_at, by=SYSTEM,
    )  # fmt: skip
    assert ask(f"sessions/{kept.pk}").status_code == 200, "an announced one is there, so the test can fail"
    assert ask(f"sessions/{draft.pk}").status_code == 404
    assert "Not yet" not in json.dumps(rows("sessions"))


def test_no_way_to_join_online_and_no_name_of_a_member_is_given() -> None:
    Session.objects.announced().update(online_link="https://meet.example/secret", dial_in="020 7946 0199")
    said = json.dumps([rows(name) for name in LISTS if name not in {"themes", "learning", "documents"}])
    assert "meet.example" not in said
    assert "7946 0199" not in said
    emails = Member.objects.exclude(email="").values_list("email", flat=True)
    assert [one for one in emails if one in said] == []


def test_figures_are_those_of_the_house_and_hidden_ones_have_no_number() -> None:
    given = {row["id"]: row for row in rows("figures")}
    read = figures.read(list(given))
    assert set(figures.ids()) <= set(given)
    for figure_id, figure in read.items():
        row = given[figure_id]
        assert row["status"] == figure.status
        assert row["value"] == (figure.value if figure.shown else None)
        assert row["base"] == (figure.base if figure.shown else None)
        assert row["display"]


def test_a_count_under_five_takes_the_others_with_it() -> None:
    decisions = list(Decision.objects.all())
    few = [one for one in decisions if any(row.count < 5 for row in one.decided_by.all())]
    assert few
    for decision in few:
        given = ask(f"decisions/{decision.pk}").json()["decided_by"]
        assert {row["count"] for row in given} == {None}


def test_an_answer_that_did_not_change_is_not_sent_again_and_a_change_is() -> None:
    first = ask("sessions?limit=1")
    mark = first.headers["ETag"]
    same = ask("sessions?limit=1", if_none_match=mark)
    assert (same.status_code, same.content) == (304, b"")
    session = Session.objects.get(pk=first.json()["items"][0]["id"])
    gatherings.change_session(session, title="Changed", by=SYSTEM)
    changed = ask("sessions?limit=1", if_none_match=mark)
    assert changed.status_code == 200
    assert changed.json()["items"][0]["title"] == "Changed"


def test_any_site_may_read_and_no_cookie_is_read_or_set() -> None:
    client = Client()
    client.cookies["sessionid"] = "x" * 32
    client.cookies["django_language"] = "ar"
    answer = client.get("/api/figures", headers={"accept-language": "ar", "origin": "https://other.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies
    assert answer.content == ask("figures").content
    before = client.options("/api/figures", headers={"origin": "https://other.example"})
    assert (before.status_code, before.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "status", "wrong"),
    [
        ("nothing-here", 404, []),
        ("sessions/0", 422, ["id"]),
        ("sessions/999999", 404, []),
        ("sessions/word", 404, []),
        ("sessions?limit=101", 422, ["limit"]),
        ("sessions?limit=many&after=-1", 422, ["after", "limit"]),
        ("documents/none", 404, []),
        ("figures/not.there", 404, []),
    ],
)
def test_a_refusal_is_a_sentence(path: str, status: int, wrong: list[str]) -> None:
    answer = ask(path)
    said = answer.json()
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert (answer.status_code, said["status"]) == (status, status)
    assert said["detail"].endswith(".")
    assert sorted(one["where"] for one in said["errors"]) == wrong
    assert all(one["says"].endswith(".") for one in said["errors"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_is_all_that_can_be_done(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/sessions")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, MEDIA_TYPE)


def test_a_house_that_is_not_set_up_says_so_in_the_form_of_the_api() -> None:
    Centre.objects.all().delete()
    answer = ask("sessions")
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, MEDIA_TYPE)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_many_questions_for_one_row_as_for_many(
    name: str, django_assert_max_num_queries: Any
) -> None:
    most = 100 if name == "figures" else 10  # each room reads its figures with a few questions of its own
    for limit in (1, 99):
        with django_assert_max_num_queries(most):
            ask(f"{name}?limit={limit}")


def test_the_page_shows_everything_that_can_be_asked() -> None:
    for language, heading in (("", "For machines"), ("/ar", "")):
        page = Client().get(f"{language}/open-data/api/").content.decode()
        assert heading in page
        for path, operations in api.described()["paths"].items():
            for operation in operations.values():
                assert f'id="{operation["operationId"]}"' in page, path


def test_the_description_is_valid_and_says_what_every_field_means() -> None:
    schema = ask("openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    silent = [
        f"{name}.{field}"
        for name, said in schema["components"]["schemas"].items()
        for field, details in said.get("properties", {}).items()
        if "description" not in details
    ]
    assert silent == []
