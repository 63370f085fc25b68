"""Samples of registering, my sessions and checking in."""

from collections.abc import Callable
from typing import Any

from alongside.gatherings import actions as gatherings
from tests.journeys.rooms.gatherings_session import BY, marek, mareks_place, the_session


def build() -> None:
    mareks_place()
    gatherings.show_room_code(the_session(), by=BY)


def _place() -> dict[str, Any]:
    return {
        "pk": the_session().pk,
        "number": mareks_place().pk,
        "reference": marek().reference,
        "step": "coming",
    }


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "me/sessions/": _place,
    "check-in/": lambda: {"code": mareks_place().code},
    "sessions/<int:pk>/register/": _place,
    "sessions/<int:pk>/registrations/": _place,
    "sessions/<int:pk>/check-in/": _place,
}
OWN = [
    "me/sessions/<int:number>/",
    "me/sessions/<int:number>/change/",
    "me/sessions/<int:number>/cancel/",
]
STAFF = "sessions/<int:pk>/"
NOT_FOR_EVERYBODY = {
    "check-in/<str:code>/": "missing",
    **{
        f"{STAFF}{route}": "missing"
        for route in (
            "registrations/", "registrations/add/", "registrations/add/<str:reference>/",
            "registrations/sheet/", "registrations/roles/", "registrations/<int:number>/",
            "registrations/<int:number>/change/", "registrations/<int:number>/cancel/", "check-in/",
            "check-in/paper/", "check-in/room-code/", "check-in/walk-in/",
            "check-in/walk-in/<str:reference>/", "check-in/<int:number>/", "check-in/<int:number>/undo/",
        )
    },
}  # fmt: skip
