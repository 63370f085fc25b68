"""Working together in a project: agreeing on a theory of change, and a meeting written down in a minute.

Given Marek, who lives with it, and Lin, who does research, are in the team of a project
When Marek writes three steps, links them, says what they take for granted, and both agree
Then everybody reads the theory, as an outline and as a picture that says the same.

Given Marek comes home from a meeting with a small phone
When he writes down what happened, what surprised and what is next
Then the team reads it, and one press makes learning of it.
"""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext

from alongside.foundation import actors
from alongside.learning.models import LearningItem
from alongside.projects import actions as projects
from alongside.projects.models import LogEntry, Project, Theory
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.rooms import projects_working

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800, "javascript": False}
EVERYWHERE = pytest.mark.parametrize(
    ("language", "browser"),
    [
        pytest.param("en", SMALL, id="english-320px"),
        pytest.param("ar", DESK, id="arabic-desktop"),
    ],
)  # fmt: skip
STEPS = {
    "en": (
        "People are alone.",
        "We walk together.",
        "They know each other by name.",
        "Walking is easy to join.",
    ),
    "ar": ("الناس وحيدون.", "نمشي معا.", "يعرفون بعضهم بالاسم.", "المشي سهل."),
}


class Worker:
    """Somebody in a team who reads the house in one language, and finds things by their words in it."""

    def __init__(self, walker: Walker, language: str) -> None:
        self.walker, self.language = walker, language

    def says(self, words: str, **values: Any) -> str:
        with translation.override(self.language):
            return gettext(words) % values if values else gettext(words)

    def go(self, path: str) -> None:
        self.walker.go(path if self.language == "en" else f"/{self.language}{path}")

    def press(self, words: str, **values: Any) -> None:
        self.walker.press(self.says(words, **values))

    def follow(self, words: str, after: str = "") -> None:
        self.walker.follow(self.says(words) + after)

    def write(self, label: str, words: str) -> None:
        self.walker.page.get_by_label(self.says(label)).first.fill(words)

    def choose(self, label: str) -> None:
        self.walker.page.get_by_label(self.says(label), exact=True).first.press("Space")

    def picks(self, label: str, value: str) -> None:
        self.walker.page.get_by_label(self.says(label)).first.select_option(value)

    def reads(self, *words: str) -> bool:
        return self.walker.reads(*(self.says(one) for one in words))


def given_a_team(language: str) -> Project:
    project = projects.start_project(
        title="River walks", summary="Walking groups.", starts_on=date(2026, 1, 5), ends_on=date(2026, 12, 18),
        language=language, by=BY,
    )  # fmt: skip
    projects.add_to_team(project, member("Marek"), role="lived", leads=True, by=BY)
    projects.add_to_team(project, member("Lin"), role="researcher", by=BY)
    return projects.publish_project(project, by=BY)


def when_somebody_adds(worker: Worker, step: str, words: str) -> None:
    worker.go(f"/projects/river-walks/theory/draft/add/?kind={step}")
    worker.write("In a plain sentence", words)
    worker.press("Save")


@EVERYWHERE
def test_agreeing_on_a_theory_of_change(
    centre: None, walk: Walk, language: str, browser: dict[str, Any]
) -> None:
    given_a_team(language)
    need, walking, known, because = STEPS[language]
    marek = Worker(walk("Marek", **browser), language)
    marek.go("/projects/river-walks/theory/")
    marek.press("Start a theory of change")
    for step, words in (("need", need), ("activity", walking), ("soon", known)):
        when_somebody_adds(marek, step, words)
    marek.follow("Link", " E1")
    marek.press("Save")
    assert marek.reads("Choose what it leads to.")
    marek.picks("What does it lead to?", "E2")
    marek.write("Because…", because)
    marek.press("Save")
    marek.follow("Assumption", " E2")
    marek.write("What must be true?", walking)
    marek.press("Save")
    assert marek.walker.reads("A1", because)

    marek.follow("Agree to this version")
    marek.choose("I have read this version, and I agree to it")
    marek.press("I agree")
    assert marek.reads("Somebody in another role has not agreed yet.")
    lin = Worker(walk("Lin", **browser), language)
    lin.go("/projects/river-walks/theory/draft/agree/")
    lin.choose("I have read this version, and I agree to it")
    lin.press("I agree")
    assert Theory.objects.get().status == "agreed"

    anybody = Worker(walk(**browser), language)
    anybody.go("/projects/river-walks/")
    anybody.follow("Theory of change")
    assert anybody.walker.reads(need, walking, known, because)
    assert not anybody.walker.reads("Marek")
    anybody.follow("As a picture")
    assert anybody.walker.page.locator("svg [data-element]").count() == 3
    assert anybody.walker.reads(need, walking, known, because)


@EVERYWHERE
def test_writing_down_a_meeting_in_a_minute(
    centre: None, walk: Walk, language: str, browser: dict[str, Any]
) -> None:
    given_a_team(language)
    marek = Worker(walk("Marek", **browser), language)
    marek.go("/me/projects/")
    marek.follow("Write down a meeting")
    marek.write("What surprised you?", "Two neighbours joined.")
    marek.press("Write it down")
    assert marek.reads("Write what happened. A few words are enough.")
    marek.write("What happened?", "We walked to the mill.")
    marek.write("What is next?", "Ask them again.")
    marek.press("Write it down")
    assert marek.walker.reads("We walked to the mill.", "Two neighbours joined.", "Ask them again.")
    assert LogEntry.objects.get().member == member("Marek")
    marek.walker.enter(marek.walker.page.locator("button[value=worked]"))
    marek.walker.look()
    assert LearningItem.objects.filter(kind="project").count() == 1
    assert marek.reads("Became learning")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_that_a_team_opens_on_a_small_phone(centre: None, walk: Walk, language: str) -> None:
    projects_working.build()
    read = Project.objects.get(slug=projects_working.SLUG).readings.get(status="draft")
    marek = Worker(walk("Marek", **SMALL), language)
    for path in (
        "", "together/", "team/", "team/ask/", "log/", "lived/", "theory/", "theory/draft/",
        "theory/compare/?before=1&after=2", "plan/", "plan/draft/", "readings/", f"readings/{read.pk}/",
    ):  # fmt: skip
        marek.go(f"/projects/{projects_working.SLUG}/{path}")
