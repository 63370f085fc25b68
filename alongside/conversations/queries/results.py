"""The opinion map as people read it: sentences and shares in tens first, the picture second.

What may not be shown is not in a result already (`methods.opinionmap`). Here the rest is rounded: a share is
"about 7 in 10", and a statement on which fewer than eight people voted has no share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alongside.methods import disclosure

from ..models import Conversation, MapResult, Part
from . import counting, mapping, statements, voting

LETTERS = "ABCDEFGHJK"
SMALLEST = disclosure.SMALLEST_COUNT


@dataclass(frozen=True)
class Line:
    """One statement with its standing. Shares are words; "" where they may not be shown."""

    said: statements.Shown
    standing: str
    side: str
    agree: str
    disagree: str
    passed: str
    names: list[str]

    @property
    def most(self) -> str:
        """What most people do, in words."""
        return self.agree if self.side == "agree" else self.disagree


@dataclass(frozen=True)
class Apart:
    """What sets a group apart: the statement, which side, and the shares inside and outside."""

    said: statements.Shown
    side: str
    inside: str
    others: str


@dataclass(frozen=True)
class GroupShown:
    """An opinion group under a letter; `size` is rounded. `x`, `y` and `radius` are shares of the picture."""

    letter: str
    size: int
    apart: list[Apart]
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Results:
    """Everything that the page of results says. `people` is rounded; None where too few voted."""

    people: int | None
    worked_out_at: datetime | None
    clear: bool
    groups: list[GroupShown]
    shared: list[Line]
    not_shared: list[Line]
    not_heard: list[Line]
    divided: list[Line]
    others: list[Line]
    my_group: str
    fingerprint: str
    seed: str


def share(count: int, base: int) -> str:
    """A share in words: "about 7 in 10"; "" for a base under eight."""
    found = counting.in_ten(count, base)
    if found is None:
        return ""
    if found.code == "fewer_than_1":
        return _("fewer than 1 in 10")
    if found.code == "nearly_all":
        return _("nearly all")
    return _("about %(tenths)d in 10") % {"tenths": found.tenths}


def results(conversation: Conversation, part: Part | None = None, language: str = "") -> Results:
    """The newest map in words, and in which group whoever reads it is. Four queries."""
    row = mapping.newest(conversation)
    if row is None or row.result["people"] < SMALLEST:
        return Results(None, row.created_at if row else None, False, [], [], [], [], [], [], "", "", "")
    known = {one.pk: one for one in statements.as_shown(statements.public_rows(conversation), language)}
    names = {str(one.pk): one.name for one in conversation.communities.all()}
    lines = [_line(one, known, names) for one in _in_order(row, known)]
    groups = _groups(row, known) if row.result["groups"] else []
    return Results(
        people=disclosure.rounded(row.result["people"]), worked_out_at=row.created_at, clear=bool(groups),
        groups=groups, my_group=_my_group(row, part), fingerprint=row.fingerprint, seed=row.result["seed"],
        shared=[line for line in lines if line.standing == "consensus"],
        not_shared=[line for line in lines if line.standing == "most_not_shared_by"],
        not_heard=[line for line in lines if line.standing == "not_yet_heard_from"],
        divided=[line for line in lines if line.standing == "divided"],
        others=[line for line in lines if line.standing == "no_majority"],
    )  # fmt: skip


def _in_order(row: MapResult, known: dict[int, statements.Shown]) -> list[dict[str, Any]]:
    """Consensus first in its own order, then the others by their numbers; none that is not shown any more."""
    place = {pk: number for number, pk in enumerate(row.result["consensus"])}
    found = [one for one in row.result["statements"] if one["id"] in known]
    return sorted(found, key=lambda one: (place.get(one["id"], len(place)), one["id"]))


def standing_of(one: Mapping[str, Any]) -> tuple[str, str | None, list[str]]:
    """Where a statement stands, what most do, and which communities keep the word "everybody" back.

    Of a statement on which fewer than eight people voted, nothing is said.
    """
    if sum(one["counts"].values()) < SMALLEST:
        return "no_majority", None, []
    shared = one["standing"] == "most_not_shared_by"
    return one["standing"], one["side"], one["not_shared_by"] if shared else one["not_yet_heard_from"]


def _line(one: dict[str, Any], known: dict[int, statements.Shown], names: dict[str, str]) -> Line:
    counts = one["counts"]
    base = counts["agree"] + counts["disagree"] + counts["passed"]
    standing, side, blocking = standing_of(one)
    return Line(
        said=known[one["id"]], standing=standing, side=side or "agree",
        agree=share(counts["agree"], base), disagree=share(counts["disagree"], base),
        passed=share(counts["passed"], base), names=[names[code] for code in blocking if code in names],
    )  # fmt: skip


def _groups(row: MapResult, known: dict[int, statements.Shown]) -> list[GroupShown]:
    found = row.result["groups"]
    middles = [_middle(group["places"]) for group in found]
    largest = max(len(group["members"]) for group in found)
    spots = _spread(middles)
    return [
        GroupShown(
            letter=LETTERS[number], size=disclosure.rounded(len(group["members"])), x=x, y=y,
            radius=round(6 + 8 * (len(group["members"]) / largest) ** 0.5),
            apart=list(_apart(group["sets_apart"], known)),
        )
        for number, (group, (x, y)) in enumerate(zip(found, spots, strict=True))
    ]  # fmt: skip


def _apart(rows: Iterable[dict[str, Any]], known: dict[int, statements.Shown]) -> Iterable[Apart]:
    for one in rows:
        inside, others = (_side_of(one[name], one["side"]) for name in ("inside", "others"))
        if one["statement"] in known and shows_apart(one):
            tenths = share(*inside) or (_("most") if 2 * inside[0] > inside[1] else _("some"))
            yield Apart(known[one["statement"]], one["side"], tenths, share(*others))


def shows_apart(one: Mapping[str, Any]) -> bool:
    """Whether enough people answered, inside a group and elsewhere, to say that a statement sets it apart."""
    inside, others = (sum(_all_of(one[name])) for name in ("inside", "others"))
    return inside >= voting.a_screen() and others >= SMALLEST


def _all_of(counts: Mapping[str, int]) -> list[int]:
    return [counts["agree"], counts["disagree"], counts["passed"]]


def _side_of(counts: dict[str, int], side: str) -> tuple[int, int]:
    count = counts["agree"] if side == "agree" else counts["disagree"]
    return count, counts["agree"] + counts["disagree"] + counts["passed"]


def _middle(places: Sequence[Sequence[str]]) -> tuple[float, float]:
    count = max(len(places), 1)
    return sum(float(x) for x, _y in places) / count, sum(float(y) for _x, y in places) / count


def _spread(middles: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Places in a picture 100 wide and 60 high, 18 from its edges. One group stands in the middle."""
    found: list[list[int]] = []
    for axis, room in ((0, 100), (1, 60)):
        values = [middle[axis] for middle in middles]
        low, high = min(values), max(values)
        width = high - low
        found.append(
            [round(18 + (value - low) / width * (room - 36)) if width else room // 2 for value in values]
        )
    return list(zip(*found, strict=True))


def _my_group(row: MapResult, part: Part | None) -> str:
    if part is None or part.pk not in row.parts:
        return ""
    person = row.parts.index(part.pk) + 1
    places = (n for n, group in enumerate(row.result["groups"]) if person in group["members"])
    number = next(places, None)
    return "" if number is None else LETTERS[number]


def every_line(found: Results) -> list[Line]:
    """All statements in the order of the page: shared, not shared by all, not yet heard, divided, the rest."""
    return [*found.shared, *found.not_shared, *found.not_heard, *found.divided, *found.others]
