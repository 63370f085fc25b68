"""Counts by group: an attacker who solves for every count is never sure that a group answered as one."""

import random
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from alongside.conversations.queries import counting
from alongside.conversations.queries.counting import Row
from alongside.methods import disclosure

CORNER = Row(((22, 0, 0),) * 4, (0, 0, 0), (22,) * 4)


def test_few_are_hidden_and_others_come_to_the_nearest_five() -> None:
    row = Row(((21, 9, 3), (12, 0, 7)), (4, 1, 0), (33, 21))
    assert counting.published(row) == ((35, 10, 10), ((20, 10, None), (10, None, None)))


def naive(row: Row) -> Any:
    """Rounded and hidden, and no more."""
    return counting._told_of(row.everybody), [counting._told_of(cells) for cells in row.groups]


def most(row: Row, told: Any, at: int, answer: int) -> int:
    """The most people in a group who may have given an answer, for all that the attacker reads.

    Unknown are the counts of each group and of those in none, by answer: whole numbers of at least nought. An
    integer programme of our own, which reads published numbers and sizes of groups, and knows how those in no
    group voted.
    """
    everybody, groups = told
    size = 3 * (len(groups) + 1)
    limits = [
        (unit(size, [3 * group + value]), *bounds(cells[value]))
        for group, cells in enumerate(groups)
        if cells is not None
        for value in range(3)
    ]
    limits += [
        (unit(size, range(3 * group, 3 * group + 3)), 0, disclosure.rounded(people) + 2)
        for group, people in enumerate(row.sizes)
    ]
    if everybody is not None:
        limits += [(unit(size, range(value, size, 3)), *bounds(everybody[value])) for value in range(3)]
    upper = np.full(size, np.inf)
    upper[-3:] = row.rest
    matrix = np.stack([one for one, _low, _high in limits])
    found = milp(
        -unit(size, [3 * at + answer]), integrality=np.ones(size), bounds=Bounds(0, upper),
        constraints=LinearConstraint(matrix, [low for _, low, _ in limits], [high for _, _, high in limits]),
    )  # fmt: skip
    assert found.success
    highest: int = round(-found.fun)
    return highest


def unit(size: int, places: Iterable[int]) -> Any:
    """Ones in these places."""
    found = np.zeros(size)
    found[list(places)] = 1
    return found


def bounds(told: int | None) -> tuple[float, float]:
    return (0, 7) if told is None else (max(8, told - 2), told + 2)


def sure(row: Row, told: Any) -> list[tuple[int, int]]:
    """Groups and answers of which an attacker who knows three people's is sure that nobody else gave it."""
    return [
        (at, answer)
        for at, cells in enumerate(row.groups)
        for answer in range(3)
        if told[1][at] is not None and cells[answer] <= 3 and most(row, told, at, answer) <= cells[answer]
    ]


def test_rounding_and_hiding_alone_give_a_group_away() -> None:
    assert sure(CORNER, naive(CORNER)) == [(at, answer) for at in range(4) for answer in (1, 2)]


def test_what_could_be_worked_out_is_held_back() -> None:
    assert counting.published(CORNER)[1] == (None,) * 4


def rows() -> list[Row]:
    """Rows at the edges of rounding, most of them of one mind, and rows at random."""
    chance = random.Random(20261126)
    found = [CORNER]
    for _ in range(60):
        groups = []
        for _group in range(chance.randint(2, 5)):
            most = 5 * chance.randint(2, 6) + chance.choice([-2, 2, 0])
            few = chance.choice([0, 0, 1, 8])
            groups.append((most, few, 0) if chance.random() < 0.7 else (few, 0, most))
        rest = (chance.choice([0, 0, 3]), 0, 0)
        found.append(Row(tuple(groups), rest, tuple(sum(cells) for cells in groups)))
    return found


@pytest.mark.parametrize("row", rows())
def test_nobody_is_sure_that_a_group_answered_as_one(row: Row) -> None:
    assert sure(row, counting.published(row)) == []


def test_most_counts_of_an_ordinary_conversation_are_published() -> None:
    chance = random.Random(7)
    told: list[Any] = []
    for _ in range(100):
        groups = [
            (a, d, chance.randint(0, 8))
            for a, d in ((chance.randint(5, 40), chance.randint(5, 40)) for _ in "ab")
        ]
        sizes = tuple(sum(cells) + 3 for cells in groups)
        told += counting.published(Row(tuple(groups), (3, 2, 1), sizes))[1]
    assert sum(one is not None for one in told) > 0.9 * len(told)
