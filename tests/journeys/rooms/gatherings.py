"""One of everything in `gatherings`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".

Each part of the room has a file of its own here, with the same four names; add yours to `PARTS`.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from tests.journeys.rooms import gatherings_access, gatherings_calendar, gatherings_registering
from tests.journeys.rooms.gatherings_session import the_session

PARTS: tuple[ModuleType, ...] = (
    gatherings_access,
    gatherings_calendar,
    gatherings_registering,
)


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    the_session()
    for part in PARTS:
        part.build()


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {"sessions/": lambda: {"pk": the_session().pk}}
OWN: list[str] = []
# Whoever does not run a session finds no page to run it from.
NOT_FOR_EVERYBODY: dict[str, str] = {"sessions/<int:pk>/run/": "missing"}
for _part in PARTS:
    SAMPLES |= _part.SAMPLES
    OWN += _part.OWN
    NOT_FOR_EVERYBODY |= _part.NOT_FOR_EVERYBODY
