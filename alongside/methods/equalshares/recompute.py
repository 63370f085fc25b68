"""Work a published result of equal shares out again: python recompute.py result.pb fingerprint

The fingerprint is the SHA-256 that stands beside the file; without it, the file is worked out as it is. The program
needs Python 3.9 or newer and nothing else. It reads the bids, the ballots without names and the rules in the file,
shares the budget out by the rules, in exact fractions, and compares who is funded with what the file says. It was
written apart, not with the program that made the result. You may read it, change it, or write your own: no secret is
in it.

The rule. Everybody who voted holds the same share of the budget. The price of a bid is the smallest amount for which
its cost is reached when each supporter pays the price (times the points they gave), or all they have left. Again and
again the bid with most effective votes, its cost divided by its price, is bought. Equal ones: the lower cost first,
then more votes, then the order of the lot, which is that of the SHA-256 of "seed|bid". A bid whose supporters have
less left than it costs is out. What happens to money left over is said by "completion" in the file.
"""

import csv
import hashlib
import sys
from collections import Counter
from fractions import Fraction
from typing import Any, Optional

FORMAT = "alongside-equalshares-1"
Ballot = tuple[tuple[str, int], ...]
Bought = list[tuple[str, Fraction]]


def sections(text: str) -> dict[str, list[dict[str, str]]]:
    """The lines of each part of the file, as what stands under each heading."""
    found: dict[str, list[dict[str, str]]] = {}
    part, heading = "", None
    for row in csv.reader(text.splitlines(), delimiter=";"):
        if row and row[0] in ("META", "PROJECTS", "VOTES"):
            part, heading = row[0], None
            found[part] = []
        elif heading is None:
            heading = row
        elif row:
            found[part].append(dict(zip(heading, row)))
    return found


class Election:
    """The file, read: costs in the smallest coin, and each different ballot with how many people cast it."""

    def __init__(self, text: str) -> None:
        parts = sections(text)
        meta = {line["key"]: line["value"] for line in parts["META"]}
        told, _, seed = meta["comment"].partition(" seed=")
        first, *settings = told.partition("#1: ")[2].split()
        if first != FORMAT:
            raise ValueError(f"the comment does not begin with {FORMAT}")
        self.rules: dict[str, str] = dict(setting.split("=", 1) for setting in settings)
        coin = int(self.rules["coin"])
        self.budget = whole(Fraction(meta["budget"]) * coin)
        self.step = int(self.rules["step"])
        self.cost = {line["project_id"]: whole(Fraction(line["cost"]) * coin) for line in parts["PROJECTS"]}
        self.selected = {line["project_id"] for line in parts["PROJECTS"] if line["selected"] == "1"}
        self.ballots = Counter(ballot(line) for line in parts["VOTES"])
        self.ballots[()] += int(self.rules["empty_ballots"])
        self.voters = sum(self.ballots.values())
        self.backers: dict[str, list[tuple[Ballot, int, int]]] = {bid: [] for bid in self.cost}
        for cast, people in self.ballots.items():
            for bid, points in cast:
                self.backers[bid].append((cast, points, people))
        self.votes = {bid: sum(points * n for _, points, n in self.backers[bid]) for bid in self.cost}
        drawn = {bid: hashlib.sha256(f"{seed}|{bid}".encode()).hexdigest() for bid in self.cost}
        self.tie_order = sorted(
            self.cost, key=lambda bid: (self.cost[bid], -self.votes[bid], drawn[bid], bid)
        )
        self.possible = [bid for bid in self.tie_order if self.cost[bid] and self.votes[bid]]

    def spent(self, bids: list[str]) -> int:
        return sum(self.cost[bid] for bid in bids)


def whole(amount: Fraction) -> int:
    if amount.denominator != 1:
        raise ValueError(f"{amount} is not a whole number of coins")
    return int(amount)


def ballot(line: dict[str, str]) -> tuple[tuple[str, int], ...]:
    """What a ballot gives: one point for each bid, or the points it says."""
    bids = line["vote"].split(",")
    points = line["points"].split(",") if "points" in line else ["1"] * len(bids)
    if len(points) != len(bids) or len(set(bids)) != len(bids):
        raise ValueError(f"the vote {line['vote']} does not fit its points, or names a bid twice")
    return tuple(sorted((bid, int(given)) for bid, given in zip(bids, points)))


def price(cost: int, supporters: list[tuple[Fraction, int, int]]) -> Optional[Fraction]:
    """The price of a bid, from what each supporter has left, their points, and how many such people there are."""
    if sum(left * people for left, _, people in supporters) < cost:
        return None
    rest, weight = Fraction(cost), sum(points * people for _, points, people in supporters)
    for left, points, people in sorted(supporters, key=lambda supporter: supporter[0] / supporter[1]):
        if left * weight >= rest * points:
            break
        rest -= left * people
        weight -= points * people
    return rest / weight


def buy(election: Election, share: Fraction) -> list[tuple[str, Fraction]]:
    """What is bought when everybody holds this share, in order, with the price of each."""
    left = dict.fromkeys(election.ballots, share)
    last = {bid: Fraction(election.votes[bid]) for bid in election.possible}
    bought: list[tuple[str, Fraction]] = []
    while last:
        best: Optional[tuple[Fraction, int, str, Fraction]] = None
        for bid in sorted(last, key=lambda bid: -last[bid]):
            if best and last[bid] < best[0]:
                break  # effective votes never rise, so the others cannot be better either
            supporters = [(left[cast], points, people) for cast, points, people in election.backers[bid]]
            asked = price(election.cost[bid], supporters)
            if asked is None:
                del last[bid]
                continue
            last[bid] = election.cost[bid] / asked
            offer = (last[bid], -election.tie_order.index(bid), bid, asked)
            best = max(best, offer) if best else offer
        if not best:
            break
        _, _, bid, asked = best
        bought.append((bid, asked))
        del last[bid]
        for cast, points, _ in election.backers[bid]:
            left[cast] -= min(left[cast], asked * points)
    return bought


def fill(election: Election, funded: list[str]) -> list[str]:
    """What still fits beside what is funded: most votes first, then in the order of ties."""
    added: list[str] = []
    for bid in sorted(election.possible, key=lambda bid: -election.votes[bid]):
        if bid not in funded and election.spent(funded + added) + election.cost[bid] <= election.budget:
            added.append(bid)
    return added


def winners(election: Election) -> tuple[list[str], Fraction, list[tuple[str, Fraction]]]:
    """Who is funded, the last share, and what was bought from shares at which price."""
    completion = election.rules["completion"]
    share = Fraction(election.budget, election.voters)
    if election.rules["whole_start"] == "yes":
        share = Fraction(share // election.step * election.step)
    bought = buy(election, share)
    while completion.startswith("add1"):
        unfunded = [bid for bid in election.possible if bid not in dict(bought)]
        fits = any(election.spent([*dict(bought), bid]) <= election.budget for bid in unfunded)
        if not unfunded or (election.rules["stop_when_exhaustive"] == "yes" and not fits):
            break
        more = buy(election, share + election.step)
        if election.spent(list(dict(more))) > election.budget:
            break
        bought, share = more, share + election.step
    funded = list(dict(bought))
    if completion in ("fill", "add1_fill"):
        funded += fill(election, funded)
    if completion == "add1_comparison":
        by_votes = fill(election, [])
        balance = 0
        for cast, people in election.ballots.items():
            ours = sum(given for bid, given in cast if bid in funded)
            theirs = sum(given for bid, given in cast if bid in by_votes)
            balance += people * ((ours > theirs) - (ours < theirs))
        if balance < 0:
            return by_votes, share, []
    return funded, share, bought


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], "rb") as opened:
            content = opened.read()
        if len(sys.argv) == 3 and hashlib.sha256(content).hexdigest() != sys.argv[2].strip().lower():
            sys.exit("WRONG: this is not the file with this fingerprint.")
        election = Election(content.decode("utf-8"))
        funded, share, bought = winners(election)
    except (OSError, ValueError, KeyError, IndexError, AttributeError, ZeroDivisionError) as trouble:
        sys.exit(f"This file cannot be worked out: it is missing, damaged or of another kind ({trouble!r}).")
    prices: dict[str, Any] = dict(bought)
    coin = int(election.rules["coin"])
    print(
        f"{election.voters} people voted. The share of each: {float(share / coin):,.2f} (exactly {share / coin})."
    )
    for bid in funded:
        print(f"Funded: {bid}, cost {election.cost[bid] / coin:,.2f}", end="")
        if bid in prices:
            effective = election.cost[bid] / prices[bid]
            print(
                f", effective votes {float(effective):.2f}, {float(prices[bid] / coin):,.2f} from each supporter."
            )
        else:
            print(f", filled in by its {election.votes[bid]} votes.")
    print(f"Spent: {election.spent(funded) / coin:,.2f} of {election.budget / coin:,.2f}.")
    if set(funded) != election.selected:
        wrong = ", ".join(sorted(set(funded) ^ election.selected))
        sys.exit(f"WRONG: the file says otherwise about {wrong}.")
    print("Right: these are the bids that the file says are funded.")


if __name__ == "__main__":
    main()
