"""One of everything in `gatherings`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from typing import Any


def build() -> None:
    """Make one of everything that the demonstration leaves out."""


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
