"""One of everything that a team works with in `projects`, and what stands in the parameters of its routes.

`build` runs after the demonstration; see `documents.py` for `SAMPLES`, `OWN` and `NOT_FOR_EVERYBODY`.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from alongside.foundation import actors
from alongside.people.models import Member, Organisation
from alongside.projects import actions as projects
from alongside.projects.models import ElementAside, Plan, Project, TeamMember, Theory

BY = actors.SYSTEM
SLUG = "sample-walks"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def build() -> None:
    """A public project that Marek leads with lived experience, and one more that he is asked to be in."""
    if Project.objects.filter(slug=SLUG).exists():
        return
    days: dict[str, Any] = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 12, 18)}
    project = projects.start_project(title="Sample walks", summary="Walking groups.", by=BY, **days)
    projects.add_to_team(project, marek(), role="lived", leads=True, by=BY)
    projects.add_to_team(project, Member.objects.get(called="Zara"), role="researcher", by=BY)
    projects.publish_project(project, by=BY)
    projects.add_partner(project, Organisation.objects.all()[0], brings="A room", by=BY)
    projects.add_milestone(project, what="Ten walks", due_on=date(2026, 6, 1), by=BY)
    projects.pin(project, kind="date", text="Next meeting", on=date(2026, 12, 1), by=BY)
    projects.write_log(project, marek(), happened="We walked to the mill.", there={"lived": 3}, by=BY)
    _theory(project)
    _plan(project)
    other = projects.start_project(title="Sample choir", summary="Singing together.", by=BY, **days)
    projects.ask_to_join(other, marek(), role="carer", by=BY)


def _theory(project: Project) -> None:
    """An agreed version of a theory, and a draft of the next with everything, where two saved at once."""
    first = projects.start_theory(project, by=BY)
    need = projects.add_element(first, kind="need", text="People are alone.", by=BY)
    walk = projects.add_element(first, kind="activity", text="We walk together.", reach="control", by=BY)
    way = projects.link(need, walk, because="Walking is easy to join.", strength="weak", by=BY)
    projects.assume(walk, text="The path is dry.", by=BY)
    projects.assume(way, text="People see the notice.", importance="high", by=BY)
    projects.add_influence(first, text="The new bus line.", by=BY)
    projects.agree(first, marek(), role="lived", by=BY)
    projects.agree(first, Member.objects.get(called="Zara"), role="researcher", by=BY)
    second = projects.start_theory(project, by=BY)
    projects.say_what_changed(second, what_changed="Who is alone.", why="People told us.", by=BY)
    element = second.elements.get(key="E1")
    projects.change_element(element, base=1, text="Older people are alone.", by=BY)
    account = marek().account
    assert account is not None
    with suppress(projects.Clash):
        projects.change_element(element, base=1, text="Carers are alone.", by=actors.of(account))
    projects.comment(second, marek(), text="Is it only older people?", element_key="E1", by=BY)


def _plan(project: Project) -> None:
    """An agreed plan with a measure that was read, and a draft of the next."""
    first = projects.start_plan(project, by=BY)
    question = projects.add_question(first, text="Do people come?", elements=["E2"], by=BY)
    measure = projects.add_measure(
        question, text="Came twice", kind="percent", baseline={"part": 3, "base": 20}, target=60,
        baseline_on=date(2026, 1, 5), direction="up", is_key=True, by=BY,
    )  # fmt: skip
    projects.agree(first, marek(), role="lived", by=BY)
    projects.agree(first, Member.objects.get(called="Zara"), role="researcher", by=BY)
    days: dict[str, Any] = {"since": date(2026, 1, 5), "until": date(2026, 2, 1)}
    measure = _plan_now("agreed").measures.get(pk=measure.pk)
    for sent in (True, False):
        row = projects.write_reading(measure, marek(), value={"part": 14, "base": 22}, by=BY, **days)
        projects.add_reading_evidence(row, text="The list of walkers", by=BY)
        projects.add_reading_group(row, name="By the river", part=8, base=12, by=BY)
        if sent:
            ayo = Member.objects.get(called="Ayo").account
            assert ayo is not None
            projects.send_reading(row, by=BY)
            projects.approve_reading(row, by=actors.of(ayo))
    projects.start_plan(project, by=BY)


def _reading() -> dict[str, Any]:
    row = project().readings.get(status="draft")
    group, evidence = row.groups.get(), row.evidence.get()
    return {"slug": SLUG, "pk": row.pk, "row": evidence.pk, "group": group.pk}


def project() -> Project:
    return Project.objects.get(slug=SLUG)


def _of(rows: str) -> Callable[[], dict[str, Any]]:
    """The slug of the sample, and the first of some rows of it."""
    return lambda: {"slug": SLUG, "pk": getattr(project(), rows).all()[0].pk}


def _of_draft(rows: str) -> Callable[[], dict[str, Any]]:
    """The slug of the sample, and the first of some rows of its draft."""
    return lambda: {"slug": SLUG, "pk": getattr(_draft(), rows).all()[0].pk}


def _draft() -> Theory:
    return Theory.objects.get(project=project(), status="draft")


def _plan_now(status: str) -> Plan:
    return Plan.objects.get(project=project(), status=status)


def _asked() -> dict[str, Any]:
    return {"pk": TeamMember.objects.asked().get(member=marek()).pk}


ONE, THEORY = "projects/<slug:slug>/", "projects/<slug:slug>/theory/"
DRAFT = THEORY + "draft/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    ONE: lambda: {"slug": SLUG},
    ONE + "partners/": _of("partners"),
    ONE + "milestones/": _of("milestones"),
    ONE + "team/": _of("team"),
    ONE + "together/": _of("pins"),
    ONE + "log/": _of("log"),
    THEORY: lambda: {"slug": SLUG, "number": 1},
    DRAFT: lambda: {"slug": SLUG, "element": "E1", "later": 1},
    DRAFT + "links/": _of_draft("links"),
    DRAFT + "assumptions/": _of_draft("assumptions"),
    DRAFT + "influences/": _of_draft("influences"),
    DRAFT + "aside/": lambda: {"slug": SLUG, "pk": ElementAside.objects.get().pk},
    ONE + "plan/": lambda: {"slug": SLUG, "number": 1, "pk": _plan_now("agreed").measures.get().pk},
    ONE + "plan/draft/": lambda: {"slug": SLUG},
    ONE + "plan/draft/questions/": lambda: {
        "slug": SLUG,
        "pk": _plan_now("draft").questions.get().pk,
        "kind": "number",
    },
    ONE + "plan/draft/measures/": lambda: {"slug": SLUG, "pk": _plan_now("draft").measures.get().pk},
    ONE + "readings/": _reading,
    ONE + "readings/<int:pk>/groups/": lambda: _reading() | {"row": _reading()["group"]},
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
            "log/<int:pk>/learning/", "theory/start/", "lived/", "plan/start/", "readings/",
        )
    ]
    + [ONE + "plan/measures/<int:pk>/read/"]
    + [
        ONE + "readings/<int:pk>/" + path
        for path in (
            "", "change/", "send/", "approve/", "approve-too/", "return/", "evidence/",
            "evidence/<int:row>/remove/", "groups/", "groups/<int:row>/remove/",
        )
    ]
    + [
        ONE + "plan/draft/" + path
        for path in (
            "", "what-changed/", "agree/", "agree/take-back/", "questions/add/", "questions/<int:pk>/",
            "questions/<int:pk>/remove/", "questions/<int:pk>/measure/",
            "questions/<int:pk>/measure/<slug:kind>/", "measures/<int:pk>/", "measures/<int:pk>/remove/",
        )
    ]
    + [
        DRAFT + path
        for path in (
            "", "what-changed/", "agree/", "agree/take-back/", "add/", "comment/", "aside/<int:pk>/",
            "links/<int:pk>/", "links/<int:pk>/remove/", "links/<int:pk>/assume/", "assumptions/<int:pk>/",
            "assumptions/<int:pk>/remove/", "influences/add/", "influences/<int:pk>/",
            "influences/<int:pk>/remove/", "<str:element>/", "<str:element>/move/<int:later>/",
            "<str:element>/remove/", "<str:element>/link/", "<str:element>/assume/",
        )
    ],
    "missing",
)  # fmt: skip
