"""People outside the team confirm or dispute, by a link that works once, by phone or by post; nothing is softened."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.foundation import clock
from alongside.foundation.models import Event, Message
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects.models import Confirmation, Project
from tests.projects.outcome_helpers import ANSWER, BY, asked, public, shown

Browser = Callable[[Member], Client]
pytestmark = pytest.mark.django_db


def link_of(message: Message) -> str:
    """The path of the link in a message."""
    found = re.search(r"https?://[^/\s]+(\S+)", message.text)
    assert found, message.text
    return found[1]


@pytest.fixture
def path(project: Project) -> str:
    projects.ask_to_confirm(
        public(project), role="Head of a school", called="Nora", email="nora@example.org", by=BY
    )
    return link_of(Message.objects.get(subject="Is this so?"))


def test_the_link_is_kept_as_a_hash_alone_and_the_email_is_emptied_once_sent(path: str) -> None:
    token = path.strip("/").split("/")[-1]
    row = Confirmation.objects.get()
    assert row.token_hash
    assert token not in str(row.__dict__)
    assert token not in str(list(Event.objects.values("detail")))
    assert Message.objects.get(subject="Is this so?").forget


def test_reading_the_link_changes_nothing(path: str) -> None:
    before = Event.objects.count()
    for _time in range(3):
        page = Client().get(path)
        assert page.status_code == 200
        assert page["Referrer-Policy"] == "same-origin"
    assert Confirmation.objects.get().answered_at is None
    assert Event.objects.count() == before


def test_it_answers_once_and_forgets_who_was_asked(path: str) -> None:
    assert Client().post(path, ANSWER).status_code == 302
    row = Confirmation.objects.get()
    assert (row.stance, row.called, row.email) == ("agree", "", "")
    page = Client().post(path, {"stance": "disagree", "independence": "outside", "words": "No."})
    assert "answered already" in page.content.decode()
    assert Confirmation.objects.get().stance == "agree"


def test_who_never_answers_is_forgotten_once_the_link_has_ended(path: str) -> None:
    assert projects.forget_whom_we_asked(by=BY) == 0, "the link still works"
    with clock.at(clock.now() + timedelta(days=61)):
        assert projects.forget_whom_we_asked(by=BY) == 1
        assert projects.forget_whom_we_asked(by=BY) == 0
        row = Confirmation.objects.get()
        assert (row.called, row.email, row.token_hash, row.role) == ("", "", None, "Head of a school")
        assert Client().get(path).status_code == 200
        projects.answer_confirmation(row, stance="agree", independence="outside", how="phone", by=BY)


def test_a_link_that_is_over_or_wrong_says_so(path: str) -> None:
    with clock.at(clock.now() + timedelta(days=61)):
        assert "This link is over" in Client().get(path).content.decode()
    assert "This link is over" in Client().get("/confirm/wrong/").content.decode()
    projects.take_question_back(Confirmation.objects.get(), by=BY)
    assert "This link is over" in Client().post(path, ANSWER).content.decode()


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [("stance", "Choose whether you agree."), ("independence", "Choose how you stand to the project.")],
)
def test_each_missing_answer_is_named_and_nothing_typed_is_lost(
    path: str, left_out: str, sentence: str
) -> None:
    given = ANSWER | {"words": "I saw it myself."}
    page = (
        Client()
        .post(path, {name: value for name, value in given.items() if name != left_out})
        .content.decode()
    )
    assert sentence in page
    assert "I saw it myself." in page


def test_disagreement_from_outside_is_kept_and_shown(project: Project) -> None:
    outcome = public(project)
    with pytest.raises(ValidationError, match="Write what you see in another way"):
        asked(outcome, stance="disagree")
    Confirmation.objects.all().delete()
    asked(outcome, stance="disagree", words="It was so before.")
    assert shown(outcome).disputed
    page = Client().get(f"/outcomes/{outcome.pk}/").content.decode()
    assert "Does not agree" in page
    assert "It was so before." not in page, "nobody looked at the words yet"
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    assert "It was so before." in Client().get(f"/outcomes/{outcome.pk}/").content.decode()


def test_staff_record_what_somebody_says_by_phone(
    project: Project, coordinator: Member, browser_of: object
) -> None:
    outcome = public(project)
    row = projects.ask_to_confirm(outcome, role="A neighbour", by=BY)
    assert not Message.objects.filter(subject="Is this so?").exists()
    client: Client = browser_of(coordinator)  # type: ignore[operator]  # a fixture
    page = f"/confirmations/{row.pk}/answer/"
    assert client.get(page).status_code == 200
    answer = client.post(page, ANSWER | {"mode": "phone", "agreed": "on", "rating": "small"})
    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert (row.how, row.rating) == ("phone", "small")


OUTSIDE, ROLE = "Somebody outside the team", "Head of a school"


@pytest.fixture
def lead(make: Callable[..., Member], project: Project) -> Member:
    member = make("Leo")
    projects.add_to_team(project, member, role="researcher", leads=True, by=BY)
    return member


def test_a_role_is_public_only_once_a_lead_looked_at_it(
    path: str, project: Project, make: Callable[..., Member], lead: Member, browser_of: Browser
) -> None:
    mate, row = make("Mia"), Confirmation.objects.get()
    projects.add_to_team(project, mate, role="lived", by=BY)
    here, button = f"/outcomes/{row.outcome_id}/", f"/confirmations/{row.pk}/role/"
    Client().post(path, ANSWER)
    page = Client().get(here).content.decode()
    assert OUTSIDE in page
    assert ROLE not in page
    assert ROLE in browser_of(mate).get(here).content.decode()
    assert browser_of(mate).post(button, {"show": "yes"}).status_code == 403
    assert ROLE not in Client().get(here).content.decode()
    assert "Look at the role of somebody who answered" in browser_of(lead).get("/desk/").content.decode()
    assert "Look at the role" not in browser_of(mate).get("/desk/").content.decode()
    assert browser_of(lead).post(button, {"show": "yes"}).status_code == 302
    assert ROLE in Client().get(here).content.decode()
    assert "Look at the role" not in browser_of(lead).get("/desk/").content.decode()


def test_a_role_by_which_somebody_could_be_known_stays_with_the_team(
    project: Project, coordinator: Member, browser_of: Browser
) -> None:
    row = asked(public(project))
    here, centre = f"/outcomes/{row.outcome_id}/", browser_of(coordinator)
    assert row.how == "phone", "what was told by phone waits likewise"
    assert ROLE not in Client().get(here).content.decode()
    assert "Look at the role of somebody who answered" in centre.get("/desk/").content.decode()
    centre.post(f"/confirmations/{row.pk}/role/", {"show": "no"})
    assert ROLE not in Client().get(here).content.decode()
    assert ROLE in centre.get(here).content.decode()
    assert "Look at the role" not in centre.get("/desk/").content.decode()


def test_whoever_looks_at_an_outcome_with_its_answers_looks_at_the_roles(project: Project) -> None:
    outcome = public(project)
    row = asked(outcome)
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    row.refresh_from_db()
    assert row.shown_as == ROLE


def test_the_role_of_who_confirms_what_happened_since_waits_too(
    project: Project, lead: Member, browser_of: Browser
) -> None:
    project = public(project).project
    told = projects.record_since(project, kind="growth", what="It grew.", by=BY)
    projects.publish_since(told, by=BY)
    row = projects.ask_to_confirm(told, role=ROLE, by=BY)
    with pytest.raises(projects.CannotChange, match="Nobody answered yet"):
        projects.look_at_role(row, show=True, by=BY)
    projects.answer_confirmation(row, by=BY, how="phone", **ANSWER)
    here = f"/projects/{project.slug}/since/"
    for page in (here, "/since/"):
        shown_now = Client().get(page).content.decode()
        assert OUTSIDE in shown_now
        assert ROLE not in shown_now
    assert (
        browser_of(lead).post(f"/confirmations/{row.pk}/role/", {"show": "yes"}).headers["Location"] == here
    )
    assert ROLE in Client().get(here).content.decode()


def test_what_somebody_adds_to_what_happened_since_is_read_by_the_team_and_then_by_everybody(
    project: Project, lead: Member, coordinator: Member, browser_of: Browser
) -> None:
    project = public(project).project
    told = projects.record_since(project, kind="growth", what="It grew.", by=BY)
    projects.publish_since(told, by=BY)
    row = projects.ask_to_confirm(told, role=ROLE, by=BY)
    answer = ANSWER | {"stance": "disagree", "words": "It was so before."}
    projects.answer_confirmation(row, by=BY, how="phone", **answer)
    here, centre = f"/projects/{project.slug}/since/", browser_of(coordinator)
    assert "It was so before." in browser_of(lead).get(here).content.decode()
    assert "It was so before." not in Client().get(here).content.decode(), "nobody looked at the words yet"
    assert "Look at what happened since" in centre.get("/desk/").content.decode()
    assert f"/since/{told.pk}/publish/" in centre.get(here).content.decode()
    centre.post(f"/since/{told.pk}/publish/", {"seen": clock.now().isoformat()})
    assert "It was so before." in Client().get(here).content.decode()
    assert f"/since/{told.pk}/publish/" not in centre.get(here).content.decode()
    assert "Look at what happened since" not in centre.get("/desk/").content.decode()


def test_words_that_came_after_the_page_was_shown_wait_until_somebody_looks(
    project: Project, coordinator: Member, browser_of: Browser
) -> None:
    project = public(project).project
    told = projects.record_since(project, kind="growth", what="It grew.", by=BY)
    row = projects.ask_to_confirm(told, role=ROLE, by=BY)
    here, publish, centre = (
        f"/projects/{project.slug}/since/",
        f"/since/{told.pk}/publish/",
        browser_of(coordinator),
    )

    def seen() -> dict[str, str]:
        found = re.search(r'name="seen" value="([^"]+)"', centre.get(here).content.decode())
        assert found
        return {"seen": found[1]}

    looked = seen()
    projects.answer_confirmation(row, by=BY, how="phone", **ANSWER | {"words": "It was so before."})
    for nothing in ({}, {"seen": "yesterday"}):
        assert centre.post(publish, nothing).headers["Location"] == here
        assert "It grew." not in Client().get(here).content.decode()
    centre.post(publish, looked)
    everybody = Client().get(here).content.decode()
    assert "It grew." in everybody
    assert "It was so before." not in everybody
    centre.post(publish, seen())
    assert "It was so before." in Client().get(here).content.decode()
