"""Scores: one's own until the meeting opens, then averages per bid, exact, with how many scores they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Sum

from ..models import Bid, Criterion, Panel, PanelMember, Rank, Score, ScoreSheet
from . import conflicts, panels

ENOUGH_FOR_SPREAD = 3
"""With fewer scores the lowest and the highest would say what somebody else gave."""


def sheet_of(person: PanelMember, bid: Bid) -> ScoreSheet | None:
    """What somebody has written down about a bid."""
    return person.sheets.filter(bid=bid).prefetch_related("scores").first()


def sheets_of(person: PanelMember) -> dict[int, ScoreSheet]:
    """What somebody has written down, by bid."""
    return {row.bid_id: row for row in person.sheets.all()}


@dataclass(frozen=True)
class Progress:
    """How many of the bids that they may see somebody has scored."""

    sent: int
    of: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to score."""
        return self.sent >= self.of


def progress(person: PanelMember) -> Progress:
    """How far somebody is."""
    wanted = {bid.pk for bid in conflicts.shown_to(person)}
    sent = person.sheets.exclude(sent_at=None).filter(set_aside_at=None, bid__in=wanted)
    return Progress(sent.count(), len(wanted))


def how_far(people: Collection[PanelMember]) -> list[tuple[PanelMember, Progress, bool]]:
    """Each of these people on panels, how far they are, and whether bids may be shown to them. Four queries."""
    seats = conflicts.seats(people)
    sheets = ScoreSheet.objects.filter(person__in=people, set_aside_at=None).exclude(sent_at=None)
    sent: dict[int, set[int]] = defaultdict(set)
    for person, bid in sheets.values_list("person_id", "bid_id"):
        sent[person].add(bid)
    return [
        (
            one,
            Progress(len(sent[one.pk] & seats[one.pk].shown), len(seats[one.pk].shown)),
            one.panel.round.is_closed and not seats[one.pk].left,
        )
        for one in people
    ]


@dataclass(frozen=True)
class Standing:
    """Where a bid stands by scores. `average` is exact, of at most `most`; None where nobody scored it.

    `low` and `high` are None with fewer than three scores. `rank` is 1 for the highest; equal averages share one.
    `place` is where people placed it among the bids that are shown; None until they did.
    """

    bid: Bid
    average: Fraction | None
    most: int
    scores: int
    low: int | None = None
    high: int | None = None
    rank: int | None = None
    placed: Rank | None = None
    place: int | None = None

    @property
    def shown(self) -> str:
        """The average with two decimals."""
        return f"{float(self.average):.2f}" if self.average is not None else ""


def most_of(panel: Panel) -> int:
    """The highest weighted sum of points that a bid can have."""
    rows = Criterion.objects.filter(round_id=panel.round_id)
    return sum(row.weight * row.most for row in rows)


def totals(panel: Panel) -> dict[int, list[int]]:
    """The weighted sum of points of every sheet that counts, by bid. Scores of those with a conflict never count."""
    kept_out = conflicts.barred_of(panel)
    rows = Score.objects.filter(
        sheet__person__panel=panel, sheet__set_aside_at=None, sheet__sent_at__isnull=False
    )
    sums = rows.values("sheet__bid", "sheet__person").annotate(sum=Sum(F("points") * F("criterion__weight")))
    found: dict[int, list[int]] = defaultdict(list)
    for row in sums.order_by("sheet__bid", "sheet__person"):
        if row["sheet__bid"] not in kept_out.get(row["sheet__person"], ()):
            found[row["sheet__bid"]].append(row["sum"])
    return found


def standings(panel: Panel, hidden: Collection[int] = ()) -> list[Standing]:
    """Every bid by its average, the highest first, those without scores last; without the hidden ones.

    Ranks and places are among the bids that are shown: a gap would tell where a hidden one stands.
    """
    given, most = totals(panel), most_of(panel)
    placed = {row.bid_id: row for row in Rank.objects.filter(meeting__panel=panel)}
    rows = [bid for bid in panels.bids(panel.round) if bid.pk not in hidden]
    places = sorted(placed[bid.pk].after or 0 for bid in rows if bid.pk in placed and placed[bid.pk].after)
    averages = {bid.pk: Fraction(sum(given[bid.pk]), len(given[bid.pk])) for bid in rows if given.get(bid.pk)}
    found = []
    for bid in sorted(rows, key=lambda bid: (-averages.get(bid.pk, Fraction(-1)), bid.pk)):
        sums, average = given.get(bid.pk, []), averages.get(bid.pk)
        low, high = (min(sums), max(sums)) if len(sums) >= ENOUGH_FOR_SPREAD else (None, None)
        rank = 1 + sum(other > average for other in averages.values()) if average is not None else None
        kept = placed.get(bid.pk)
        place = 1 + places.index(kept.after) if kept and kept.after else None
        found.append(Standing(bid, average, most, len(sums), low, high, rank, kept, place))
    return found


def where_the_pot_ends(panel: Panel, rows: Collection[Standing]) -> list[int]:
    """The bids that the pot pays for, going down the order: those placed by people, else by scores.

    It stops at the first bid that no longer fits. A suggestion only: people decide.
    """
    left, fits = panel.round.pot_pence, []
    for row in in_order(rows):
        if row.average is None and (row.placed is None or row.placed.after is None):
            break
        left -= row.bid.asked_pence or 0
        if left < 0:
            break
        fits.append(row.bid.pk)
    return fits


def in_order(rows: Collection[Standing]) -> list[Standing]:
    """As people placed them after talking; those that they did not place follow by scores."""

    def key(row: Standing) -> tuple[int, int]:
        after = row.placed.after if row.placed else None
        return (0, after) if after is not None else (1, row.rank or len(rows) + 1)

    return sorted(rows, key=key)
