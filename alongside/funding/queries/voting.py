"""A vote by equal shares: what is on the ballot, what to look at before it, its result, and one's own receipt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.foundation import money
from alongside.methods import equalshares

from ..models import (
    BallotBid,
    BallotPaper,
    BallotResult,
    BallotShortfall,
    Bid,
    FundingBallot,
    PanelMember,
    Round,
)

Text = str | Promise

FEWEST_VOTES = 3
"""With fewer votes in a file, one who voted would read there how the other did."""


def ballot_of(one_round: Round) -> FundingBallot | None:
    """The vote about a round, if there is one."""
    return FundingBallot.objects.filter(round=one_round).select_related("result", "round__programme").first()


def paper_of(person: PanelMember) -> BallotPaper | None:
    """What somebody voted."""
    return person.papers.select_related("ballot").first()


def voted(people: Collection[PanelMember]) -> set[int]:
    """Who of these people voted."""
    return set(BallotPaper.objects.filter(person__in=people).values_list("person_id", flat=True))


def on_ballot(ballot: FundingBallot, hidden: Collection[int] = ()) -> list[BallotBid]:
    """What can be voted for, without the hidden ones, by title."""
    rows = ballot.bids.exclude(bid__in=hidden).select_related("bid__organisation", "bid__round__programme")
    return sorted(rows, key=lambda row: (row.bid.title, row.pk))


def rules_of(ballot: FundingBallot) -> equalshares.Rules:
    """The rules as the method takes them."""
    completion = cast(equalshares.Completion, ballot.completion)
    return equalshares.Rules(
        ballot.pot_pence, completion, ballot.stop_when_exhaustive, ballot.step_pence or 1
    )


def method_bids(ballot: FundingBallot) -> list[equalshares.Bid]:
    """The bids as the method takes them, by code."""
    return [equalshares.Bid(row.code, row.pence) for row in ballot.bids.order_by("code")]


def papers(ballot: FundingBallot) -> dict[str, list[str]]:
    """Everybody's approvals, by the number of the person."""
    return {str(row.person_id): sorted(row.codes) for row in ballot.papers.order_by("person_id")}


def warnings(bids: Iterable[Bid], rules: equalshares.Rules, voters: int) -> list[str]:
    """What to look at before the vote opens, in sentences."""
    rows = list(bids)
    titles = {str(bid.pk): bid.title for bid in rows}
    asked = [equalshares.Bid(str(bid.pk), bid.asked_pence or 0) for bid in rows]
    if not asked:
        return []
    currency = rows[0].round.programme.currency
    return [
        _in_words(one, titles, currency) for one in equalshares.before_voting(asked, rules, voters=voters)
    ]


def _in_words(notice: equalshares.Notice, titles: Mapping[str, str], currency: str) -> str:
    names = ", ".join(f"“{titles[id]}”" for id in notice.bids)
    amount = money.in_currency(notice.amount, currency)
    sentences = {
        "equal_costs": _("These ask for the same (%(amount)s): %(bids)s. If votes tie too, a lot decides."),
        "above_budget": _(
            "This asks for more than the whole pot (%(amount)s): %(bids)s. It cannot be funded."
        ),
        "no_cost": _("This asks for nothing, and is not voted on: %(bids)s."),
        "everything_fits": _("All bids together ask for %(amount)s. The pot is enough for all of them."),
        "few_voters": _("Only %(people)d people may vote. Ties are likely, and votes may be guessed."),
    }
    return sentences[notice.about] % {"bids": names, "amount": amount, "people": notice.amount}


def as_file(result: equalshares.Result) -> dict[str, Any]:
    """A result as it is stored: fractions as "numerator/denominator", bids by their codes."""
    return {
        "voters": result.voters, "winners": list(result.winners), "spent": result.spent,
        "share": str(result.share), "filled": list(result.filled), "used_lot": result.used_lot,
        "bought": [
            {
                "bid": one.bid, "cost": one.cost, "votes": one.votes, "price": str(one.price),
                "effective_votes": str(one.effective_votes), "tied": list(one.tied), "by_lot": one.by_lot,
            }
            for one in result.bought
        ],
    }  # fmt: skip


def result_of(ballot: FundingBallot) -> equalshares.Result:
    """The stored result as the method gave it, but for the sizes of shares that were tried on the way."""
    file = ballot.result.file
    bought = tuple(
        equalshares.Purchase(
            one["bid"], one["cost"], one["votes"], Fraction(one["price"]), Fraction(one["effective_votes"]),
            tuple(one["tied"]), one["by_lot"],
        )
        for one in file["bought"]
    )  # fmt: skip
    return equalshares.Result(
        rules_of(ballot), file["voters"], tuple(file["winners"]), file["spent"], Fraction(file["share"]), bought,
        tuple(file["filled"]), (), None, False,
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One bid on a receipt: what was paid for it, exactly in pence, and the whole cost."""

    row: BallotBid
    paid: Fraction
    approved: bool
    funded: bool


@dataclass(frozen=True)
class Receipt:
    """What one member's share went to. Exact; for nobody else."""

    share: Fraction
    left: Fraction
    lines: list[Line]


def receipt_of(person: PanelMember) -> Receipt | None:
    """Somebody's receipt once the vote has closed; None where they did not vote."""
    paper = paper_of(person)
    if paper is None or not hasattr(paper.ballot, "result"):
        return None
    result = result_of(paper.ballot)
    paid = result.payments(paper.codes)
    lines = [
        Line(row, paid.get(row.code, Fraction(0)), row.code in paper.codes, row.code in result.winners)
        for row in on_ballot(paper.ballot)
        if row.code in paper.codes
    ]
    return Receipt(result.share, result.left(paper.codes), lines)


def suggested(ballot: FundingBallot | None) -> list[int]:
    """The bids that the vote would fund, in order; none before it has closed."""
    result = BallotResult.objects.filter(ballot=ballot).first() if ballot else None
    if ballot is None or result is None:
        return []
    by_code = dict(ballot.bids.values_list("code", "bid_id"))
    return [by_code[code] for code in result.file["winners"]]


def told(ballot: FundingBallot, hidden: Collection[int] = ()) -> list[tuple[BallotBid, bool, int]]:
    """Each bid that was voted on, whether the vote would fund it, and how many approved of it."""
    winners = set(ballot.result.file["winners"])
    votes = dict.fromkeys(ballot.bids.values_list("code", flat=True), 0)
    for paper in ballot.papers.all():
        for code in paper.codes:
            votes[code] += 1
    rows = [(row, row.code in winners, votes[row.code]) for row in on_ballot(ballot, hidden)]
    return sorted(rows, key=lambda row: (not row[1], row[0].bid.title))


def shortfalls(ballot: FundingBallot, hidden: Collection[int] = ()) -> list[BallotShortfall]:
    """What each bid without money was short of, for the panel; none until it was worked out."""
    return list(ballot.shortfalls.exclude(bid__in=hidden).select_related("bid").order_by("bid__title"))


def public_ballot(one_round: Round) -> FundingBallot | None:
    """The vote whose file everybody may take: once announced, and only if nobody's vote follows from it.

    Of two votes each voter knows the other one, so they are not published.
    """
    ballot = ballot_of(one_round)
    if ballot is None or not hasattr(ballot, "result") or not hasattr(one_round, "announcement"):
        return None
    file = ballot.result.file
    return None if file["exposed"] or file["voters"] < FEWEST_VOTES else ballot
