"""Two versions clause by clause: which stayed, changed, moved, came or went; and the changed ones word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from alongside.foundation import differing

from ..models import Document, Version
from . import reading

State = Literal["same", "changed", "moved", "added", "removed"]
NOW = "now"


@dataclass(frozen=True)
class Change:
    """One clause in two versions. `before` and `after` hold its number, heading and text; None where it was not in."""

    state: State
    clause: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    heading: list[differing.Piece] = field(default_factory=list)
    pieces: list[differing.Piece] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many bytes it takes on a page, at most."""
        sides = [one for one in (self.before, self.after) if one]
        return sum(2 * (len(one["text"]) + len(one["heading"])) for one in sides)


def content_of(document: Document, name: str) -> list[dict[str, Any]]:
    """The clauses of a frozen version by its number, or of the text "now"."""
    if name == NOW:
        return reading.content(document)
    version = Version.objects.frozen().get(document=document, number=int(name))
    content: list[dict[str, Any]] = version.content
    return content


def name_of(name: str) -> str:
    """How a version is called on the page."""
    return _("The text now") if name == NOW else _("Version %(number)d") % {"number": int(name)}


def compare(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Every clause of two versions in the order of the newer one; those that went stand where they were. Pure."""
    old = {one["clause"]: one for one in before}
    new = {one["clause"]: one for one in after}
    stayed = _in_the_same_order([one["clause"] for one in before if one["clause"] in new],
                                [one["clause"] for one in after if one["clause"] in old])  # fmt: skip
    gone_before: dict[int | None, list[Mapping[str, Any]]] = {}
    following: int | None = None
    for one in reversed(before):
        if one["clause"] in new:
            following = one["clause"]
        else:
            gone_before.setdefault(following, []).insert(0, one)
    changes: list[Change] = []
    for one in after:
        changes += [
            Change("removed", gone["clause"], gone, None) for gone in gone_before.get(one["clause"], [])
        ]
        changes.append(_change(old.get(one["clause"]), one, one["clause"] in stayed))
    return changes + [Change("removed", gone["clause"], gone, None) for gone in gone_before.get(None, [])]


def _change(old: Mapping[str, Any] | None, new: Mapping[str, Any], in_order: bool) -> Change:
    state: State = "same"
    if old is None:
        state = "added"
    elif (old["heading"], old["text"]) != (new["heading"], new["text"]):
        state = "changed"
    elif not in_order:
        state = "moved"
    return Change(state, new["clause"], old, new)


def _in_the_same_order(before: list[int], after: list[int]) -> set[int]:
    """The clauses of a longest common order: whoever is not among them was moved."""
    at = {clause: place for place, clause in enumerate(before)}
    best: list[tuple[int, int]] = []
    links: dict[int, int | None] = {}
    for clause in after:
        place = at[clause]
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if best[middle][0] < place else (low, middle)
        links[clause] = best[low - 1][1] if low else None
        best[low : low + 1] = [(place, clause)]
    found: set[int] = set()
    step = best[-1][1] if best else None
    while step is not None:
        found.add(step)
        step = links[step]
    return found


def shown(changes: Iterable[Change]) -> list[Change]:
    """Changes with what differs, word by word."""
    return [
        Change(
            one.state, one.clause, one.before, one.after,
            differing.pieces(_of(one.before, "heading"), _of(one.after, "heading")),
            differing.pieces(_of(one.before, "text"), _of(one.after, "text")),
        )
        for one in changes
    ]  # fmt: skip


def _of(one: Mapping[str, Any] | None, name: str) -> str:
    return str(one[name]) if one else ""
