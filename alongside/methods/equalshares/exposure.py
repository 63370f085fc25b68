"""Who could be worked out from published ballots: the publisher attacks itself first.

Ballots are published without names, in an order that tells nothing. Somebody who knows who voted, and who was
barred from which bid, tries every way in which people and ballots can belong together. What is the same in all
of them is no secret.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .asking import Ballot, points

Content = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Exposed:
    """What follows about one voter: they gave this bid ``points`` (0: did not support it)."""

    voter: str
    bid: str
    points: int


def exposed(
    ballots: Mapping[str, Ballot], barred: Mapping[str, Collection[str]] | None = None
) -> tuple[Exposed, ...]:
    """Return what follows about voters from the published ballots, in the order of voters and bids.

    Known to everybody are who voted, ``barred``, and all ballots without names. That somebody did not support a
    bid from which they are barred is left out: it was known before. Where everybody, or nobody, supports a bid,
    that follows from its number of votes alone, and is told too. What people say of their own ballot, or do
    before others, is not known here.
    """
    held: dict[Content, int] = {}
    for ballot in ballots.values():
        content = _content(ballot)
        held[content] = held.get(content, 0) + 1
    out = {voter: frozenset(bids) for voter, bids in (barred or {}).items() if bids}
    bids = sorted({id for content in held for id, _ in content})
    of_anybody = _follows(_possible("", held, out), bids)
    found = []
    for voter in ballots:
        known = _follows(_possible(voter, held, out), bids) if voter in out else of_anybody
        found += [Exposed(voter, bid, given) for bid, given in known if bid not in out.get(voter, ())]
    return tuple(found)


def _follows(possible: Collection[Content], bids: Sequence[str]) -> list[tuple[str, int]]:
    """What all these ballots agree on: bids, and the points for each."""
    given = [dict(content) for content in possible]
    points_for = {bid: {ballot.get(bid, 0) for ballot in given} for bid in bids}
    return [(bid, found.pop()) for bid, found in points_for.items() if len(found) == 1]


def _content(ballot: Ballot) -> Content:
    return tuple(sorted((id, given) for id, given in points(ballot).items() if given))


def _possible(voter: str, held: Mapping[Content, int], out: Mapping[str, frozenset[str]]) -> list[Content]:
    """The ballots that this voter may have cast, so that every barred voter still finds one.

    Everybody who is not barred may have cast the same.
    """
    others = {other: bids for other, bids in out.items() if other != voter}
    found = []
    for content in held:
        if not out.get(voter, frozenset()).isdisjoint(id for id, _ in content):
            continue
        left = {other: times - (other == content) for other, times in held.items()}
        if _all_placed(others, left):
            found.append(content)
    return found


def _all_placed(people: Mapping[str, frozenset[str]], left: Mapping[Content, int]) -> bool:
    """Whether each of these people can be given a ballot without a bid they are barred from (augmenting paths)."""
    holders: dict[Content, list[str]] = {content: [] for content in left}

    def place(person: str, tried: set[Content]) -> bool:
        for content, times in left.items():
            if content in tried or not people[person].isdisjoint(id for id, _ in content):
                continue
            tried.add(content)
            if len(holders[content]) < times:
                holders[content].append(person)
                return True
            for number, other in enumerate(holders[content]):
                if place(other, tried):
                    holders[content][number] = person
                    return True
        return False

    return all(place(person, set()) for person in people)
