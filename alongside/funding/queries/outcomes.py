"""What came of a round: counts, what is funded, how it was decided, and who has not heard yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.conversations.models import Decision
from alongside.conversations.queries import decisions
from alongside.foundation import clock

from ..models import FUNDS, Bid, FundingDecision, RecipientKind, Round
from . import awards, panels

Text = str | Promise
FEW = decisions.FEW


@dataclass(frozen=True)
class Counts:
    """Bids that were in, decided and funded, and what they get in all, in pence."""

    bids: int
    decided: int
    funded: int
    pence: int

    @property
    def rest(self) -> int:
        """Bids that are not funded."""
        return self.decided - self.funded


def counts(one_round: Round) -> Counts:
    """Counts of one round."""
    ((_round, found, _waiting),) = states([one_round])
    return found


@dataclass(frozen=True)
class Funded:
    """One bid that everybody may read about, because it is funded: what for, who, and how much.

    `award` is the reference of its award once that was agreed, else empty; for one person it always is.
    """

    title: str
    who: Text
    pence: int
    bid: Bid
    award: str


def funded(one_round: Round) -> list[Funded]:
    """What is funded, by title. A person is never named, and no title leads to the sum that one person gets."""
    rows = FundingDecision.objects.funded().filter(bid__round=one_round).select_related("bid__organisation")
    agreed = dict(awards.public().filter(bid__round=one_round).values_list("bid_id", "reference"))
    return [
        Funded(
            _title(row.bid), panels.who_asks(row.bid), row.pence or 0, row.bid,
            "" if _is_for_a_person(row.bid) else agreed.get(row.bid_id, ""),
        )
        for row in rows.order_by("bid__title", "pk")
    ]  # fmt: skip


def _title(bid: Bid) -> str:
    return _("A project of one person") if _is_for_a_person(bid) else bid.title


def _is_for_a_person(bid: Bid) -> bool:
    return bid.recipient_kind not in (RecipientKind.ORGANISATION, RecipientKind.GROUP)


def untold(one_round: Round) -> QuerySet[Bid]:
    """Bids whose applicants have not heard what was decided, or which are not decided."""
    return panels.bids(one_round).exclude(decision__feedback_sent_at__isnull=False)


@dataclass(frozen=True)
class Waiting:
    """How many bids wait for feedback, and since which day it is late, if it is."""

    bids: int
    due: date
    overdue: bool


def waiting(one_round: Round) -> Waiting:
    """Whether applicants still wait, for everybody to see once the day has passed."""
    ((_round, _counts, found),) = states([one_round])
    return found


def states(rounds: Iterable[Round]) -> list[tuple[Round, Counts, Waiting]]:
    """Each round with its counts, and whether applicants still wait. One query, however many."""
    listed, funded = list(rounds), Q(decision__outcome__in=FUNDS)
    rows = Bid.objects.submitted().filter(round__in=listed).order_by().values_list("round").annotate(
        bids=Count("pk"), decided=Count("decision"), funded=Count("decision", filter=funded),
        pence=Coalesce(Sum("decision__pence", filter=funded), 0),
        untold=Count("pk", filter=Q(decision__feedback_sent_at=None)),
    )  # fmt: skip
    found = {key: (Counts(*four), untold) for key, *four, untold in rows}
    blank = (Counts(0, 0, 0, 0), 0)
    return [(one, found.get(one.pk, blank)[0], _waiting(one, found.get(one.pk, blank)[1])) for one in listed]


def _waiting(one_round: Round, untold: int) -> Waiting:
    count = untold if one_round.is_closed else 0
    return Waiting(count, one_round.feedback_by, bool(count) and one_round.feedback_by < clock.today())


def closed_rounds() -> QuerySet[Round]:
    """Rounds that take no more bids, newest first."""
    return (
        Round.objects.public()
        .filter(closes_at__lte=clock.now())
        .select_related("programme", "panel", "announcement")
    )


def overdue() -> list[Round]:
    """Rounds in which somebody waits for feedback although its day has passed."""
    rows = Round.objects.public().filter(feedback_by__lt=clock.today(), closes_at__lte=clock.now())
    return [row for row, _counts, state in states(rows) if state.overdue]


@dataclass(frozen=True)
class Lived:
    """Of how many people who decided how many had lived experience: a percentage only where nobody can be known.

    `percent` is None where one side is fewer than five people; then only more than half, or not, is said.
    """

    people: int
    percent: int | None
    most: bool


def lived(decision: Decision) -> Lived:
    """The share of those who decided who were there for lived experience."""
    some, all_of_them = decision.with_lived_experience, decision.people
    shown = min(some, all_of_them - some) >= FEW
    percent = (200 * some + all_of_them) // (2 * all_of_them) if shown else None
    return Lived(all_of_them, percent, decision.has_lived_majority)
