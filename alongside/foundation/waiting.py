"""What is waiting for somebody: each room says what, and the desk shows it in order of due date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise

from .components import Kind

Text = str | Promise


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody can do next: "10 minutes, by Friday"."""

    title: Text
    url: str
    hint: Text = ""
    due: date | None = None
    status: Text = ""
    kind: Kind = "neutral"


Asker = Callable[[HttpRequest], Iterable[Waiting]]

_askers: dict[str, Asker] = {}


def register(name: str, asker: Asker) -> None:
    """A room registers, under its own name, a function that says what waits for the person of a request."""
    _askers[name] = asker


def for_request(request: HttpRequest) -> list[Waiting]:
    """Everything that waits, soonest first; what has no date comes last."""
    found = [item for name in sorted(_askers) for item in _askers[name](request)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max))
