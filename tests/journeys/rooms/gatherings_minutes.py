"""Samples of minutes: agreed, of a session at which Marek was; with a correction, and something for him to do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Attendance,
    Coming,
    Item,
    Meeting,
    Minutes,
    Registration,
    Series,
    Session,
)
from tests.journeys.rooms.gatherings_session import BY, marek

TITLE = "A session that was held"
MINUTES = "sessions/<int:pk>/minutes/"
RUNNING = ["", "write/", "open/", "agree/", "items/", "items/<int:number>/remove/", "corrections/add/"]
INSIDE = ["check/", "check/suggest/", "check/versions/"]


def build() -> None:
    with clock.at(clock.now() - timedelta(days=30)):
        session = _held()
        minutes = gatherings.write_minutes(session, text="We talked.\n\nWe agreed.", by=BY)
        gatherings.open_minutes(minutes, by=BY)
        correction = gatherings.suggest_correction(minutes, marek(), words="We talked long.", by=BY)
        gatherings.answer_correction(
            correction, accepted=True, text="We talked long.\n\nWe agreed.", reason="", by=BY
        )
        gatherings.add_item(session, kind="decision", words="We meet again.", by=BY)
        due = clock.today() + timedelta(days=40)
        gatherings.add_item(session, kind="action", words="Ask the council.", owner=marek(), due=due, by=BY)
    gatherings.agree_minutes(minutes, by=BY)


def _held() -> Session:
    series = Series.objects.first()
    assert series is not None
    starts_at = clock.now() - timedelta(days=1)
    session = gatherings.draft_session(
        series, title=TITLE, purpose="To have minutes.", meeting=Meeting.ONLINE, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), strands=["learning"], by=BY,
    )  # fmt: skip
    gatherings.deliver(gatherings.announce(session, in_the_past=True, by=BY), by=BY)
    place = Registration.objects.create(
        session=session, member=marek(), coming=Coming.ONLINE, placed_at=clock.now()
    )
    Attendance.objects.create(registration=place, coming=Coming.ONLINE, how="list", marked_by=BY.key)
    return session


def sample() -> dict[str, Any]:
    minutes = Minutes.objects.get(session__title=TITLE)
    return {"pk": minutes.session_id, "number": minutes.corrections.all()[0].pk}


def item() -> dict[str, Any]:
    row = Item.objects.get(owner=marek(), kind="action")
    return {"pk": row.session_id, "number": row.pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    MINUTES: sample, f"{MINUTES}run/items/": item, "me/items/": item,
}  # fmt: skip
OWN: list[str] = ["me/items/<int:number>/done/"]
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(
    [f"{MINUTES}run/{path}" for path in [*RUNNING, "corrections/<int:number>/"]]
    + [MINUTES + path for path in INSIDE],
    "missing",
)
