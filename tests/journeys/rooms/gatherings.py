"""One of everything in `gatherings`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".

Each part of the room has a file of its own here, `gatherings_<part>.py`, with the same four names.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.journeys.rooms.gatherings_session import the_session

FILES = sorted(path.stem for path in Path(__file__).parent.glob("gatherings_*.py"))
PARTS = [import_module(f"tests.journeys.rooms.{name}") for name in FILES if name != "gatherings_session"]


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
