"""Pages about outcomes: constant in their questions, kind to bad input; what waits, and what is held of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import clock, rights, sources
from alongside.foundation.models import Event
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects.models import Element, Outcome, Project, Theory
from tests.projects.outcome_helpers import BY, asked, changed, public

pytestmark = pytest.mark.django_db
Browser = Callable[[Member], Client]
SHORT: dict[str, Any] = {
    "what": "The club opens later.", "who_changed": "The club", "expected": "unexpected", "valence": "mixed",
}  # fmt: skip


def questions(path: str) -> int:
    """How many questions a page asks the database."""
    client = Client()
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        client.get(path)
    return len(asked_of)


@pytest.mark.parametrize("path", ["/outcomes/", "/projects/river-walks/outcomes/"])
def test_a_list_asks_as_many_questions_for_ten_as_for_one(project: Project, path: str) -> None:
    asked(public(project))
    one = questions(path)
    for _more in range(9):
        asked(public(project))
    assert questions(path) == one


def test_anybody_of_the_team_records_and_nobody_else(
    project: Project, rashid: Member, make: Callable[..., Member], browser_of: Browser
) -> None:
    public(project)
    path = f"/projects/{project.slug}/outcomes/record/"
    assert browser_of(make("Zed")).get(path).status_code == 403
    client = browser_of(rashid)
    page = client.post(path, SHORT | {"who_changed": ""}).content.decode()
    assert "Write who or what changed." in page
    assert "The club opens later." in page
    assert client.post(path, SHORT).status_code == 302
    assert Outcome.objects.latest("pk").role == "researcher"


def test_sent_twice_counts_once(project: Project, rashid: Member, browser_of: Browser) -> None:
    given = SHORT | {"once": "8d8ac610-566d-4ef0-9c22-186b2a5ed793"}
    for _time in range(2):
        browser_of(rashid).post(f"/projects/{project.slug}/outcomes/record/", given)
    assert Outcome.objects.count() == 1


def test_an_outcome_that_is_not_public_is_for_the_team(
    project: Project, lena: Member, browser_of: Browser
) -> None:
    path = f"/outcomes/{changed(project).pk}/"
    assert Client().get(path).status_code == 404
    assert browser_of(lena).get(path).status_code == 200


def test_a_correction_through_the_page_keeps_every_word(
    project: Project, lena: Member, browser_of: Browser
) -> None:
    row = public(project)
    path = f"/outcomes/{row.pk}/correct/"
    given = SHORT | {"why": "We asked again.", "base": "1", "rating": "small", "role": "lived"}
    assert browser_of(lena).post(path, given).status_code == 302
    page = browser_of(lena).post(path, given | {"what": "Something else"}).content.decode()
    assert "Somebody else corrected this in the meantime." in page
    assert "Something else" in page
    assert row.versions.count() == 2


def test_an_unexpected_outcome_is_proposed_as_a_step_and_the_agreed_theory_stays(project: Project) -> None:
    draft = projects.start_theory(project, by=BY)
    projects.add_element(draft, kind="need", text="People are alone.", by=BY)
    Theory.objects.filter(pk=draft.pk).update(status="agreed", agreed_at=clock.now())
    outcome = changed(project)
    with pytest.raises(ValidationError, match="Choose what kind of step"):
        projects.propose_element(outcome, kind="", by=BY)
    element = projects.propose_element(outcome, kind="soon", by=BY)
    assert outcome.element_key == element.key
    assert (draft.elements.count(), Element.objects.filter(theory__number=2).count()) == (1, 2)


def test_only_an_approved_reading_of_the_project_speaks_for_an_outcome(project: Project) -> None:
    with pytest.raises(ValidationError, match="Choose an approved reading"):
        projects.add_evidence(
            changed(project), kind="reading", words="Up.", says_who="The club", strength="fair", by=BY
        )


def test_other_rooms_find_outcomes_and_what_came_of_a_project(project: Project) -> None:
    row, _private = public(project), changed(project, what="Secret")
    kind = sources.kind("outcome")
    assert kind
    assert [thing.key for thing in kind.find("club")] == [str(row.pk)]
    assert [thing.label for thing in sources.came_of("project", str(project.pk))] == [
        "What changed: The club changed its opening hours."
    ]


def test_what_waits_on_the_desk(
    project: Project, lena: Member, coordinator: Member, browser_of: Browser
) -> None:
    changed(project)
    assert "Look at what teams wrote about outcomes" in browser_of(coordinator).get("/desk/").content.decode()
    with clock.at(clock.now() + timedelta(days=400)):
        assert "Close the project" in browser_of(lena).get("/desk/").content.decode()


def test_a_reason_of_signs_that_nobody_sees_is_asked_for_again(
    project: Project, coordinator: Member, browser_of: Browser
) -> None:
    row = changed(project)
    answer = browser_of(coordinator).post(f"/outcomes/{row.pk}/hold-back/", {"because": "\u2066\u2067"})
    assert answer.status_code == 200
    assert "Write why." in answer.content.decode()


def test_what_is_held_of_a_person_is_theirs_to_read_and_goes_when_they_leave(
    project: Project, lena: Member
) -> None:
    row = public(project, member=lena)
    consent = people.give_consent(
        lena,
        purpose="quote",
        channels=["web"],
        attribution="first_name",
        wording="Quote me",
        how="web",
        by=BY,
    )
    projects.add_evidence(
        row, kind="quote", words="I feel at home.", says_who="A walker", strength="weak", speaker=lena, by=BY
    )
    projects.say_viewpoint(row, stance="agree", significance="great", words="I sleep.", member=lena, by=BY)
    assert lena.account
    held = str(rights.export(lena.account)["projects.outcomes"])
    assert all(words in held for words in ("opening hours", "I sleep.", "I feel at home."))
    people.leave(lena, by=BY)
    row.refresh_from_db()
    assert (row.member, row.versions.get().what) == (None, "The club changed its opening hours.")
    assert (row.viewpoints.get().words, row.evidence.get().words) == ("", "")
    assert consent.pk
    assert Event.objects.filter(verb="projects.outcome_words_forgotten").exists()
