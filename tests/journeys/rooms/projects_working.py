"""One of everything that a team works with in `projects`, and what stands in the parameters of its routes.

`build` runs after the demonstration; see `documents.py` for `SAMPLES`, `OWN` and `NOT_FOR_EVERYBODY`.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from alongside.foundation import actors
from alongside.people.models import Member, Organisation
from alongside.projects import actions as projects
from alongside.projects.models import Project, TeamMember

BY = actors.SYSTEM
SLUG = "sample-walks"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def build() -> None:
    """A public project that Marek leads with lived experience, and one more that he is asked to be in."""
    if Project.objects.filter(slug=SLUG).exists():
        return
    days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 12, 18)}
    project = projects.start_project(title="Sample walks", summary="Walking groups.", by=BY, **days)
    projects.add_to_team(project, marek(), role="lived", leads=True, by=BY)
    projects.add_to_team(project, Member.objects.get(called="Zara"), role="researcher", by=BY)
    projects.publish_project(project, by=BY)
    projects.add_partner(project, Organisation.objects.all()[0], brings="A room", by=BY)
    projects.add_milestone(project, what="Ten walks", due_on=date(2026, 6, 1), by=BY)
    projects.pin(project, kind="date", text="Next meeting", on=date(2026, 12, 1), by=BY)
    projects.write_log(project, marek(), happened="We walked to the mill.", there={"lived": 3}, by=BY)
    other = projects.start_project(title="Sample choir", summary="Singing together.", by=BY, **days)
    projects.ask_to_join(other, marek(), role="carer", by=BY)


def project() -> Project:
    return Project.objects.get(slug=SLUG)


def _of(rows: str) -> Callable[[], dict[str, Any]]:
    """The slug of the sample, and the first of some rows of it."""
    return lambda: {"slug": SLUG, "pk": getattr(project(), rows).all()[0].pk}


def _asked() -> dict[str, Any]:
    return {"pk": TeamMember.objects.asked().get(member=marek()).pk}


ONE = "projects/<slug:slug>/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    ONE: lambda: {"slug": SLUG},
    ONE + "partners/": _of("partners"),
    ONE + "milestones/": _of("milestones"),
    ONE + "team/": _of("team"),
    ONE + "together/": _of("pins"),
    ONE + "log/": _of("log"),
    "me/projects/": _asked,
}
OWN: list[str] = [f"me/projects/<int:pk>/{verb}/" for verb in ("join", "name", "leave")]
# Whoever is not in the team finds no page to work on.
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(
    [
        ONE + path
        for path in (
            "change/", "partners/add/", "partners/<int:pk>/remove/", "milestones/add/", "milestones/<int:pk>/reach/",
            "milestones/<int:pk>/remove/", "team/", "team/ask/", "team/<int:pk>/lead/", "together/",
            "together/keep/", "together/<int:pk>/done/", "together/<int:pk>/remove/", "log/", "log/write/",
            "log/<int:pk>/learning/",
        )
    ],
    "missing",
)  # fmt: skip
