"""Numbers of declared communities: none under five is shown, and none can be worked out.

The attacker knows who is in which community and who voted, sees every number that is shown, and has a solver that
shares no code with ours.
"""

from collections.abc import Mapping

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from alongside.methods import opinionmap
from alongside.methods.opinionmap import CommunityCounts, Votes

Members = Mapping[str, np.ndarray]


def statement(values: np.ndarray, members: Members) -> opinionmap.Statement:
    """One statement on which everybody votes; ``members`` are masks of people by the name of the community."""
    everybody = np.arange(len(values))
    votes = Votes(everybody, np.ones(len(values), dtype=int), values, everybody)
    people = {name: np.flatnonzero(mask).tolist() for name, mask in members.items()}
    found = opinionmap.read(votes, communities=people, seed="s", resamples=0).statement(1)
    assert found is not None
    return found


def of(people: int, *, agree: int) -> np.ndarray:
    """The first so many agree, all others disagree."""
    return np.where(np.arange(people) < agree, 1, -1)


def between(people: int, start: int, end: int) -> np.ndarray:
    return (np.arange(people) >= start) & (np.arange(people) < end)


def test_no_number_under_five_is_shown() -> None:
    values = of(100, agree=60)
    assert statement(values, {"carers": between(100, 50, 70)}).communities == (
        CommunityCounts("carers", 10, 10),
    )
    assert statement(values, {"carers": between(100, 56, 76)}).communities == (
        CommunityCounts("carers", None, None),
    )


def test_numbers_are_of_what_most_people_do() -> None:
    found = statement(of(100, agree=30), {"carers": between(100, 20, 45)})
    assert found.side == "disagree"
    assert found.communities == (CommunityCounts("carers", 15, 10),)


def test_what_is_left_of_everybody_is_not_under_five_either() -> None:
    """All who agree are carers: the number of everybody would tell that nobody else does."""
    values = of(60, agree=19)
    found = statement(values, {"carers": between(60, 0, 30)})
    assert found.communities == (CommunityCounts("carers", None, None),)


def test_two_communities_that_differ_by_few_are_not_both_shown() -> None:
    values = of(90, agree=40)
    carers, young = statement(
        values, {"carers": between(90, 10, 60), "young": between(90, 10, 63)}
    ).communities
    assert young == CommunityCounts("young", 30, 23)
    assert carers == CommunityCounts("carers", None, None)


def test_a_hidden_number_does_not_follow_from_the_community_beside_it() -> None:
    """Everybody is either a parent or not; of the parents three agree, and thirteen of all."""
    others = between(60, 3, 23)
    found = statement(of(60, agree=13), {"others": others, "parents": ~others})
    assert found.communities == (
        CommunityCounts("others", None, None),
        CommunityCounts("parents", None, None),
    )


def worked_out(values: np.ndarray, members: Members, shown: Mapping[str, int], view: int) -> bool:
    """Whether the numbers tell, of anybody, how they voted or did not, which the totals alone do not tell.

    ``shown`` says how many of a community gave ``view``. People who are in the same communities are alike to the
    attacker, so what counts is how many of each kind can have voted in which way.
    """
    kinds, kind = np.unique(np.stack(list(members.values())), axis=1, return_inverse=True)
    sizes = np.bincount(kind.reshape(-1))
    known = [(np.repeat(np.arange(len(sizes)) == k, 3), int(size)) for k, size in enumerate(sizes)]
    known += [
        (np.tile([v == w for w in (-1, 0, 1)], len(sizes)), int((values == v).sum())) for v in (-1, 0, 1)
    ]
    told = [
        (np.kron(kinds[at], [view == w for w in (-1, 0, 1)]), shown[name])
        for at, name in enumerate(members)
        if name in shown
    ]
    if not told:
        return False
    for cell, size in enumerate(np.repeat(sizes, 3)):
        least, most = extremes(cell, known + told, sizes)
        before = extremes(cell, known, sizes) if least == size or most == 0 else (least, most)
        if (least == size and before[0] < size) or (most == 0 and before[1] > 0):
            return True
    return False


def extremes(cell: int, known: list[tuple[np.ndarray, int]], sizes: np.ndarray) -> tuple[int, int]:
    """The fewest and the most people that one cell can hold in any world."""
    aim = np.eye(1, len(sizes) * 3, cell).ravel()
    rows, totals = np.array([row for row, _ in known], dtype=float), [total for _, total in known]
    found = [
        milp(
            sign * aim,
            constraints=LinearConstraint(rows, totals, totals),
            integrality=np.ones(len(aim)),
            bounds=Bounds(0, np.repeat(sizes, 3)),
        ).fun
        for sign in (1, -1)
    ]
    return round(found[0]), round(-found[1])


def conversation(seed: int) -> tuple[np.ndarray, Members]:
    """Communities that overlap by chance, that share everybody out, or of which each holds the one before."""
    chance = np.random.default_rng(seed)
    people, many = int(chance.integers(30, 100)), int(chance.integers(1, 4))
    which, cuts = chance.integers(0, many + 1, people), np.sort(chance.integers(0, people, many))
    masks = (
        chance.random((many, people)) < chance.uniform(0.2, 0.8, (many, 1)),
        np.stack([which == at for at in range(many)]),
        np.stack([np.arange(people) < cut for cut in cuts]),
    )[seed % 3]
    values = chance.choice([-1, 0, 1], people, p=chance.dirichlet([1, 0.5, 1]))
    return values, {f"community {at}": mask for at, mask in enumerate(masks)}


@pytest.mark.parametrize("seed", range(30))
def test_nobody_is_worked_out_from_what_is_shown(seed: int) -> None:
    values, members = conversation(seed)
    found = statement(values, members)
    shown = {each.community: each.shared for each in found.communities if each.shared is not None}
    assert not worked_out(values, members, shown, -1 if found.side == "disagree" else 1)


def test_the_attacker_finds_people_where_only_small_numbers_are_hidden() -> None:
    """The test above bites: five of each sort would not be enough."""
    caught = 0
    for seed in range(30):
        values, members = conversation(seed)
        naive = {name: int((values[mask] == 1).sum()) for name, mask in members.items()}
        shown = {name: count for name, count in naive.items() if count >= 5}
        caught += worked_out(values, members, shown, 1)
    assert caught >= 3
