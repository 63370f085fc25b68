"""Samples of access needs: Marek keeps one, asked for another at the session, and Ife is to arrange it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.foundation import clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.emails import access as emails
from alongside.gatherings.models import AccessNeed, Adjustment, Meeting, Registration, Series, Session
from tests.journeys.rooms.gatherings_session import BY, marek, mareks_place

PAST = "A session that is over, for the sweeps"
DETAIL = "Marek reads large print: planted-quince"


def build() -> None:
    """A kept need, one that is asked for at a session to come, and one at a session that is over."""
    if not AccessNeed.objects.filter(member=marek()).exists():
        kept = gatherings.say_need(marek(), kind="large_print", detail=DETAIL, reuse=True, by=BY)
        new = gatherings.NewNeed("captions", "planted-medlar")
        gatherings.share_needs(mareks_place(), needs=[kept.pk], new_needs=[new], by=BY)
        _past()


def _past() -> Registration:
    """Marek's place at a session that began and ended, where he had asked for a seat."""
    held = Registration.objects.filter(session__title=PAST).first()
    if held:
        return held
    starts_at = clock.now() - timedelta(days=2)
    with clock.at(starts_at - timedelta(days=40)):
        session: Session = gatherings.announce(
            gatherings.draft_session(
                Series.objects.all()[0], title=PAST, purpose="To look back.", meeting=Meeting.IN_PERSON,
                starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), strands=["learning"], by=BY,
            ), in_the_past=True, by=BY,
        )  # fmt: skip
        place = Registration.objects.create(
            session=session, member=marek(), coming="in_person", placed_at=clock.now()
        )
        gatherings.share_needs(place, new_needs=[gatherings.NewNeed("seating")], by=BY)
    return place


def _asked() -> dict[str, Any]:
    row = Adjustment.objects.get(registration=mareks_place(), kind="captions")
    return {"adjustment": row.pk}


def _one() -> dict[str, Any]:
    row = Adjustment.objects.get(registration=mareks_place(), kind="captions")
    return {"pk": row.registration.session_id, "number": row.pk}


def _need() -> dict[str, Any]:
    need = AccessNeed.objects.kept().filter(member=marek())[0]
    return {"reference": marek().reference, "need": need.pk, "number": mareks_place().pk}


ONE = "sessions/<int:pk>/access/<int:number>/"
SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "me/access/": _need,
    "me/access/asked/": _asked,
    "me/sessions/<int:number>/needs/": lambda: {"number": mareks_place().pk},
    "me/sessions/<int:number>/worked/": lambda: {"number": _past().pk},
    "did-it-work/": lambda: {"token": emails.token(_past())},
    "access/people/": _need,
    "sessions/<int:pk>/access/": lambda: {"pk": mareks_place().session_id},
    ONE: _one,
}
OWN: list[str] = [
    "me/access/<int:need>/",
    "me/access/<int:need>/still-right/",
    "me/access/<int:need>/forget/",
    "me/access/asked/<int:adjustment>/not-needed/",
    "me/access/asked/<int:adjustment>/keep/",
    "me/sessions/<int:number>/needs/",
    "me/sessions/<int:number>/worked/",
]
# Whoever is not of the access circle finds nothing of a session's needs.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "sessions/<int:pk>/access/": "missing",
    **{
        ONE + step: "missing"
        for step in ("", "take-on/", "arranged/", "not-possible/", "book-by/", "call-off/", "worked/",
                     "looked-into/", "not-needed/")
    },
}  # fmt: skip
