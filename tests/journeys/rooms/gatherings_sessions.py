"""Samples of sessions: the one of the sweeps in full, a draft, a cancelled one, and a proposal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Helper, HelperRole, Meeting, Series, SessionProposal, WouldChair
from alongside.people.models import Member
from tests.journeys.rooms.gatherings_session import BY, marek, the_session


def build() -> None:
    """Fill the session, and put others beside it."""
    session = the_session()
    gatherings.change_session(
        session, getting_there="Bus 73 stops at the door.", dial_in="020 7946 0115",
        access_offer=["captions", "step_free", "breaks"], ground_rules="Listen.\nOne voice at a time.", by=BY,
    )  # fmt: skip
    gatherings.set_plan(
        session, by=BY,
        items=[
            {"minutes": 10, "title": "Welcome"}, {"minutes": 50, "title": "Small groups"},
            {"minutes": 10, "title": "Break", "is_break": True}, {"minutes": 50, "title": "What we do next"},
        ],
    )  # fmt: skip
    gatherings.offer_payment(session, pence=5500, expenses=["travel", "care"], by=BY)
    gatherings.add_helper(
        session, member=Member.objects.get(called="Nia"), role=HelperRole.FACILITATOR, by=BY
    )
    for title in ("A draft", "A cancelled one"):
        other = gatherings.draft_session(
            session.series, title=title, purpose="To be seen.", meeting=Meeting.ONLINE, strands=["movement"],
            starts_at=session.starts_at + timedelta(days=7), ends_at=session.ends_at + timedelta(days=7), by=BY,
        )  # fmt: skip
    gatherings.announce(other, by=BY)
    gatherings.cancel(other, because="Nobody could come that day.", by=BY)
    gatherings.propose_session(
        session.series, member=marek(), title="Sound without screens", purpose="To hear more.",
        would_chair=WouldChair.WITH_HELP, by=BY,
    )  # fmt: skip


def session_pk() -> dict[str, Any]:
    """The parameters of routes that ask for the session alone."""
    return {"pk": the_session().pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "sessions/<int:pk>/change/": lambda: session_pk() | {"part": "when"},
    "sessions/<int:pk>/helpers/": lambda: session_pk() | {"helper": Helper.objects.all()[0].pk},
    "sessions/proposals/": lambda: {"pk": SessionProposal.objects.all()[0].pk},
    "sessions/series/": lambda: {"pk": Series.objects.all()[0].pk},
}
OWN: list[str] = []
RUNNING = ("run", "run-sheet", "plan", "ready", "delivered", "complete", "change/<slug:part>")
# Members who help with the session may enter; for others these pages are not there.
NOT_FOR_EVERYBODY = {f"sessions/<int:pk>/{page}/": "missing" for page in RUNNING}
