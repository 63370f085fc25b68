"""Samples of calendars."""

from collections.abc import Callable
from typing import Any

from alongside.gatherings import actions as gatherings
from tests.journeys.rooms.gatherings_session import BY, marek, mareks_place


def build() -> None:
    mareks_place()


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "calendars/": lambda: {"token": gatherings.new_calendar_address(marek(), by=BY)},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
