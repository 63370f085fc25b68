"""The registry of public figures: nothing is typed in, and every figure opens to where it comes from.

A room registers a provider for its prefix ("people", "monitoring"). Whoever shows figures reads them here;
an id that no room stands behind yet reads as "not recorded", never as a number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, Literal, Protocol, TypeVar, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Count = TypeVar("Count")
Status = Literal["shown", "too_few", "held", "not_recorded"]

STATUS_WORDS: dict[str, Text] = {
    "too_few": _("too few to show"),
    "held": _("held back until more people have answered"),
    "not_recorded": _("not recorded yet"),
}


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: a sentence, and a page where there is one."""

    label: Text
    url: str | None = None


@dataclass(frozen=True)
class Figure:
    """One public figure with everything that it opens to.

    `value` and `base` are numbers or None; `display` is how the figure reads; `status` says whether it shows.
    """

    id: str
    label: Text
    display: Text = ""
    value: float | None = None
    base: int | None = None
    base_note: Text = ""
    as_of: date | None = None
    status: Status = "shown"
    definition: Text = ""
    wording: Text = ""
    rule: Text = ""
    unit: Text = ""
    qualifier: str = ""
    source: Sequence[Source] = field(default_factory=tuple)
    row_count: int | None = None
    baseline: Text = ""

    @property
    def shown(self) -> bool:
        """Whether there is a number to show."""
        return self.status == "shown"

    @property
    def words(self) -> Text:
        """How the figure reads on a page: the number, or why there is none."""
        return self.display if self.shown else STATUS_WORDS[self.status]


class Provider(Protocol):
    """What a room registers. `read` uses a constant number of queries, however many ids are asked."""

    prefix: str

    def ids(self) -> Sequence[str]: ...

    def read(self, ids: Sequence[str]) -> dict[str, Figure]: ...


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Called once by each room that stands behind figures."""
    _providers[provider.prefix] = provider


def ids() -> list[str]:
    """Every figure that some room stands behind today."""
    return sorted(known for provider in _providers.values() for known in provider.ids())


def is_unknown(figure_id: str) -> bool:
    """Whether a room is here that would stand behind this figure, and does not know it: a slip of the pen.

    A room whose figures bear the names of its rows may have `may_come(figure_id)`: true for one that is still to come.
    """
    provider = _providers.get(figure_id.partition(".")[0])
    if provider is None or figure_id in provider.ids():
        return False
    return not is_of_a_row(figure_id)


def is_of_a_row(figure_id: str) -> bool:
    """Whether a figure bears the name of a row, such as one project: of such there are many in a large house."""
    may_come = getattr(_providers.get(figure_id.partition(".")[0]), "may_come", None)
    return may_come is not None and bool(may_come(figure_id))


_held: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("_held", default=None)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Within, what is `counted` is asked of the database once, in however many languages it is then told."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def counted(ask: Callable[[], Count]) -> Callable[[], Count]:
    """Mark a question that is dear and has no words in its answer, which nobody changes: see `at_one_moment`."""

    @wraps(ask)
    def asked() -> Count:
        held = _held.get()
        if held is None:
            return ask()
        if asked not in held:
            held[asked] = ask()
        return cast(Count, held[asked])

    return asked


def read(wanted: Iterable[str]) -> dict[str, Figure]:
    """The figures asked for, each id once; unknown ones come back as not recorded yet."""
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for figure_id in dict.fromkeys(wanted):
        by_prefix[figure_id.partition(".")[0]].append(figure_id)
    found: dict[str, Figure] = {}
    for prefix, asked in by_prefix.items():
        provider = _providers.get(prefix)
        answered = provider.read(asked) if provider else {}
        found.update({figure_id: answered.get(figure_id) or not_recorded(figure_id) for figure_id in asked})
    return found


def not_recorded(figure_id: str, label: Text = "") -> Figure:
    """A figure that no record stands behind yet."""
    return Figure(
        id=figure_id,
        label=label or figure_id,
        status="not_recorded",
        definition=_("No room of this centre holds records for this figure yet, so no number is shown."),
    )
