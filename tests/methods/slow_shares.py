"""Equal shares once more: slow, in fractions, sharing no code with ours; and small elections of any kind."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from alongside.methods.equalshares import Bid, Rules
from tests.methods.elections import Election

Points = Mapping[str, Mapping[str, int]]
"""What each voter gives to each bid."""

LETTERS = "ABCDEFGH"


def slow(
    bids: Sequence[Bid], ballots: Points, rules: Rules, lot: Sequence[str]
) -> tuple[list[str], Fraction, dict[str, dict[str, Fraction]]]:
    """Winners from shares, the share, and what each voter paid for each of them."""
    share = Fraction(rules.budget, len(ballots))
    if rules.whole_start:
        share = Fraction(rules.step * (rules.budget // (len(ballots) * rules.step)))
    cost = {bid.id: bid.cost for bid in bids}
    possible = {bid for bid in cost if cost[bid] and any(given.get(bid) for given in ballots.values())}
    winners, paid = once(cost, ballots, share, lot)
    while rules.completion.startswith("add1") and possible - set(winners):
        spent = sum(cost[bid] for bid in winners)
        fits = any(spent + cost[bid] <= rules.budget for bid in possible - set(winners))
        if rules.stop_when_exhaustive and not fits:
            break
        more, more_paid = once(cost, ballots, share + rules.step, lot)
        if sum(cost[bid] for bid in more) > rules.budget:
            break
        winners, paid, share = more, more_paid, share + rules.step
    return winners, share, paid


def once(
    cost: Mapping[str, int], ballots: Points, share: Fraction, lot: Sequence[str]
) -> tuple[list[str], dict[str, dict[str, Fraction]]]:
    """One size of the share. Every bid is looked at in every round, by the definition."""
    left = dict.fromkeys(ballots, share)
    paid: dict[str, dict[str, Fraction]] = {voter: {} for voter in ballots}
    votes = {bid: sum(given.get(bid, 0) for given in ballots.values()) for bid in cost}
    winners: list[str] = []
    while True:
        offers = []
        for bid in cost:
            backers = [voter for voter in ballots if ballots[voter].get(bid)]
            money = sum((left[voter] for voter in backers), Fraction(0))
            if bid in winners or not cost[bid] or not backers or money < cost[bid]:
                continue
            for price in sorted({Fraction(left[voter], ballots[voter][bid]) for voter in backers}):
                rich = [voter for voter in backers if left[voter] >= price * ballots[voter][bid]]
                rest = sum((left[voter] for voter in backers if voter not in rich), Fraction(0))
                asked = (cost[bid] - rest) / sum(ballots[voter][bid] for voter in rich)
                if asked <= price:
                    offers.append((-cost[bid] / asked, cost[bid], -votes[bid], lot.index(bid), bid, asked))
                    break
        if not offers:
            return winners, paid
        *_, bid, asked = min(offers)
        winners.append(bid)
        for voter in ballots:
            if given := ballots[voter].get(bid):
                paid[voter][bid] = min(left[voter], asked * given)
                left[voter] -= paid[voter][bid]


@st.composite
def elections(
    draw: st.DrawFn, *, most_points: int = 1, most_voters: int = 9, close: bool = False
) -> Election:
    """Few bids and voters, and costs that are often alike, so that there are ties of every kind.

    With ``close`` amounts are huge, and differ by a coin where they are not alike.
    """
    ids = LETTERS[: draw(st.integers(1, len(LETTERS)))]
    unit = draw(st.sampled_from([10**13, 3**27] if close else [1, 3, 50, 1000]))
    coins = st.integers(-1, 1) if close else st.just(0)
    bids = [Bid(id, max(0, unit * draw(st.integers(0, 12)) + draw(coins))) for id in ids]
    ballot = st.dictionaries(st.sampled_from(ids), st.integers(0, most_points), max_size=len(ids))
    voters = draw(st.lists(ballot, min_size=1, max_size=most_voters))
    ballots = {f"V{number}": given for number, given in enumerate(voters, 1)}
    return bids, ballots, draw(st.integers(1, unit * 30))
