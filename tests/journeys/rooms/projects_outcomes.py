"""One of everything about outcomes and what came after, and what stands in the parameters of their routes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import actors, clock
from alongside.people.models import Member
from alongside.projects import actions as projects
from alongside.projects import links
from alongside.projects.models import Confirmation, FollowUp, Outcome, Project, Ripple, SinceThen

BY = actors.SYSTEM
TITLE = "Sample project with outcomes"
ASKED, WHAT_HAPPENED = "a-sample-of-a-link-to-confirm", "a-sample-of-a-link-to-answer"
WORDS: dict[str, Any] = {"what": "The club opens later.", "who_changed": "The club", "by": BY}


def marek() -> Member:
    return Member.objects.get(called="Marek")


def project(title: str = TITLE) -> Project:
    """A public project with Marek and Lin in its team."""
    today = clock.today()
    made = projects.start_project(
        title=title, summary="We walk.", starts_on=today - timedelta(days=200), ends_on=today - timedelta(days=10),
        by=BY,
    )  # fmt: skip
    projects.add_to_team(made, marek(), role="lived", leads=True, named="first_name", by=BY)
    projects.add_to_team(made, Member.objects.get(called="Lin"), role="researcher", by=BY)
    return projects.publish_project(made, by=BY)


def build() -> None:
    """Outcomes of each kind, one disputed, one to look at; a close, what happened since, a case study."""
    if Project.objects.filter(title=TITLE).exists():
        return
    made = project()
    first = projects.record_outcome(
        made, expected="unexpected", valence="positive", member=marek(), role="lived", rating="large",
        contribution="We opened it.", **WORDS,
    )  # fmt: skip
    projects.record_outcome(made, expected="expected", valence="negative", **WORDS)
    projects.say_viewpoint(
        first, stance="agree", significance="great", member=marek(), words="I see it.", by=BY
    )
    projects.say_viewpoint(first, stance="disagree", significance="little", words="It was so before.", by=BY)
    projects.add_evidence(
        first, kind="numbers", words="42 came.", says_who="The club", strength="fair", by=BY
    )
    _corrected(first)
    projects.check_outcome(first, seen=clock.now(), by=BY)
    answered = projects.ask_to_confirm(first, role="Head of a school", by=BY)
    projects.answer_confirmation(
        answered, stance="partly", independence="outside", rating="small", words="A little.", by=BY
    )
    asked = projects.ask_to_confirm(first, role="Neighbour", email="nora@member.example", by=BY)
    Confirmation.objects.filter(pk=asked.pk).update(token_hash=links.hash_of(ASKED))
    _closed(made)


def _corrected(outcome: Outcome) -> None:
    projects.correct_outcome(
        outcome, expected="unexpected", valence="mixed", rating="large", contribution="We opened it.", base=1,
        why="We asked again.", **WORDS,
    )  # fmt: skip


def _closed(made: Project) -> None:
    projects.close_project(made, done="Forty walks.", did_not_work=["Walks at night."], by=BY)
    told = projects.record_since(made, kind="funding", what="More money.", pence=100, funder="Trust", by=BY)
    projects.publish_since(told, by=BY)
    projects.record_since(made, kind="funding", what="Less.", pence=50, funder="Trust", about=told, by=BY)
    projects.ask_to_confirm(told, role="The funder", by=BY)
    row = projects.add_ripple(made, begins="The walks", reached="A second park", kind="place", by=BY)
    projects.check_ripple(row, by=BY)
    projects.add_ripple(made, begins="The walks", reached="The council", kind="policy", by=BY)
    FollowUp.objects.filter(project=made, months=6).update(
        asked_at=clock.now(), member=marek(), token_hash=links.hash_of(WHAT_HAPPENED),
        expires_at=clock.now() + links.LASTS,
    )  # fmt: skip
    projects.write_lesson(made, lesson="Ask before you plan.", by=BY)
    for member in (marek(), Member.objects.get(called="Lin")):
        projects.agree_case(made, member, by=BY)
    projects.publish_case(made, by=BY)


def _project() -> dict[str, Any]:
    return {"slug": Project.objects.get(title=TITLE).slug}


def _outcome() -> dict[str, Any]:
    row = Outcome.objects.filter(project__title=TITLE).earliest("pk")
    return {
        "pk": row.pk, "viewpoint": row.viewpoints.get(member=marek()).pk, "evidence": row.evidence.get().pk,
    }  # fmt: skip


def _since() -> dict[str, Any]:
    return {"pk": SinceThen.objects.filter(project__title=TITLE).earliest("pk").pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    **{f"projects/<slug:slug>/{part}/": _project for part in ("outcomes", "close", "since", "case-study")},
    "outcomes/<int:pk>/": _outcome,
    "since/<int:pk>/": _since,
    "confirm/": lambda: {"token": ASKED},
    "what-happened/": lambda: {"token": WHAT_HAPPENED},
    "confirmations/": lambda: {
        "pk": Confirmation.objects.waiting().filter(since__isnull=False).earliest("pk").pk
    },
    "confirmations/<int:pk>/role/": lambda: {
        "pk": Confirmation.objects.answered().filter(outcome__project__title=TITLE).earliest("pk").pk
    },
    "ripples/": lambda: {"pk": Ripple.objects.filter(checked_at=None).earliest("pk").pk},
    "follow-ups/": lambda: {"pk": FollowUp.objects.get(project__title=TITLE, months=6).pk},
}
OWN: list[str] = [
    "outcomes/<int:pk>/views/<int:viewpoint>/take-back/",
    "projects/<slug:slug>/case-study/take-back/",
]
# Only the team of a project, and those who run the room, write about it; everybody else is told so.
OF_THE_TEAM = [
    "projects/<slug:slug>/outcomes/record/",
    "projects/<slug:slug>/close/",
    "projects/<slug:slug>/since/record/",
    "projects/<slug:slug>/since/ripple/",
    "projects/<slug:slug>/case-study/lesson/",
    "projects/<slug:slug>/case-study/agree/",
    "outcomes/<int:pk>/correct/",
    "outcomes/<int:pk>/view/",
    "outcomes/<int:pk>/evidence/",
    "outcomes/<int:pk>/evidence/<int:evidence>/take-back/",
    "outcomes/<int:pk>/ask/",
    "outcomes/<int:pk>/step/",
    "outcomes/<int:pk>/new-step/",
    "outcomes/<int:pk>/show/",
    "since/<int:pk>/ask/",
    "since/<int:pk>/take-back/",
    "ripples/<int:pk>/take-back/",
    "confirmations/<int:pk>/role/",
    "confirmations/<int:pk>/take-back/",
]
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(OF_THE_TEAM, "refused") | {
    "outcomes/<int:pk>/take-back/": "missing"
}
