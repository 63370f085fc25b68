"""People outside the team confirm or dispute, by a link that works once, by phone or by post; nothing is softened."""

from __future__ import annotations

import re
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
