"""What happened here and when, as the records know it: rooms register their dated public moments.

A timeline asks all rooms at once (`everything`), in the language that is active; no room types the date of another.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Moment:
    """Something public that happened on a day: `kind` and `key` name it, as in ("session", "12").

    `strands` are those of the story: "learning", "projects", "movement". `precision` is "day", "month" or "year".
    `important` ones stand on a timeline by themselves; the others when somebody chooses them.
    """

    kind: str
    key: str
    on: date
    title: Text
    url: str
    strands: tuple[str, ...]
    important: bool = False
    precision: str = "day"

    @property
    def name(self) -> str:
        """What names it among all moments, as in "session.12"."""
        return f"{self.kind}.{self.key}"


Asker = Callable[[], Iterable[Moment]]

_askers: dict[str, Asker] = {}


def register(room: str, asker: Asker) -> None:
    """A room registers what gives its moments, once, when it starts. It asks a constant number of questions."""
    _askers[room] = asker


def everything() -> list[Moment]:
    """Every moment of every room, oldest first."""
    found = [moment for room in sorted(_askers) for moment in _askers[room]()]
    return sorted(found, key=lambda moment: (moment.on, moment.name))
