"""Lotteries that can be worked out with a pencil."""

from collections import Counter

import pytest

from alongside.methods import lottery
from tests.methods.pools import meets, pool_of, quotas_of

SEED = "a seed that nobody can guess"


def test_without_quotas_everybody_has_the_same_chance() -> None:
    pool = pool_of(*[f"P{number:03}" for number in range(1, 21)])
    plan = lottery.plan(pool, [], 5, seed=SEED)
    assert len(plan.tickets) == 1000
    assert set(plan.chances.values()) == {0.25}
    assert (plan.smallest, plan.size, plan.method) == (0.25, 5, "maximin")
    assert plan.bound == pytest.approx(0.25)


def test_two_old_of_six_people_share_the_place_that_is_theirs() -> None:
    """One of two old people, and one of four young ones: chances a half and a quarter, with no way about it."""
    pool = pool_of("A age=old", "B age=old", *[f"C{n} age=young" for n in range(4)])
    plan = lottery.plan(pool, quotas_of("age old 1 1", "age young 1 1"), 2, seed=SEED)
    assert plan.chances == {"A": 0.5, "B": 0.5, "C0": 0.25, "C1": 0.25, "C2": 0.25, "C3": 0.25}
    assert plan.smallest == 0.25


def test_a_quota_with_room_is_used_to_even_chances_out() -> None:
    """Old: 1 to 2 of 2 places. Two old, eight young: the fairest has one old always, nobody young below 1/8."""
    pool = pool_of("A age=old", "B age=old", *[f"C{n} age=young" for n in range(8)])
    plan = lottery.plan(pool, quotas_of("age old 1 2", "age young 0 1"), 2, seed=SEED)
    assert plan.smallest == 0.125
    assert plan.chances["A"] == plan.chances["B"] == 0.5


def test_leximin_raises_the_second_smallest_chance_where_maximin_may_not() -> None:
    """One west place for four people fixes 1/4. Of the two places in the east, three old people and a young one
    share: old 1 to 2, young 0 to 1. Leximin gives all four of them a half.
    """
    west = [f"W{n} side=west age=old" for n in range(4)]
    pool = pool_of(*west, *[f"E{n} side=east age=old" for n in range(3)], "Y side=east age=young")
    quotas = quotas_of("side west 1 1", "side east 2 2", "age old 2 3", "age young 0 1")
    plan = lottery.plan(pool, quotas, 3, seed=SEED, method="leximin")
    assert plan.chances == {**{f"W{n}": 0.25 for n in range(4)}, "E0": 0.5, "E1": 0.5, "E2": 0.5, "Y": 0.5}


def test_a_household_sends_one_person_at_most() -> None:
    """Two couples and one person alone, for three places: the one alone always comes, the others take turns."""
    pool = pool_of("A home=mill", "B home=mill", "C home=farm", "D home=farm", "E")
    plan = lottery.plan(pool, [], 3, seed=SEED)
    assert plan.chances == {"A": 0.5, "B": 0.5, "C": 0.5, "D": 0.5, "E": 1.0}
    assert all(not {"A", "B"} <= set(panel) and not {"C", "D"} <= set(panel) for panel in plan.tickets)


def test_people_of_a_kind_differ_by_one_ticket_at_most() -> None:
    """Seven alike people share a thousand tickets of two places: 2000 / 7 is 285.7."""
    pool = pool_of(*[f"P{number:03}" for number in range(1, 8)])
    plan = lottery.plan(pool, [], 2, seed=SEED)
    assert Counter(plan.chances.values()) == {0.286: 5, 0.285: 2}


def test_households_that_look_alike_have_equal_chances_to_within_one_ticket() -> None:
    """Five couples of a young and an old person, three of each age on the panel, each couple sending one."""
    pool = pool_of(*[f"{age}{n} age={age} home=h{n}" for n in range(7) for age in ("young", "old")])
    plan = lottery.plan(pool, quotas_of("age young 2 3", "age old 2 3"), 5, seed=SEED, tickets=101)
    for age in ("young", "old"):
        tickets = {round(plan.chances[f"{age}{n}"] * 101) for n in range(7)}
        assert max(tickets) - min(tickets) <= 1


def test_who_fits_on_no_panel_is_named_and_the_rest_is_fair() -> None:
    pool = pool_of("A age=old", *[f"C{n} age=young" for n in range(4)])
    plan = lottery.plan(pool, quotas_of("age old 0 0", "age young 2 2"), 2, seed=SEED)
    assert plan.never == ("A",)
    assert plan.chances == {"A": 0.0, "C0": 0.5, "C1": 0.5, "C2": 0.5, "C3": 0.5}
    assert plan.smallest == 0.5


def test_every_ticket_of_a_larger_plan_meets_every_rule() -> None:
    rows = [
        f"P{n:03} age={('young', 'old', 'old')[n % 3]} place={('east', 'west', 'north')[n * n % 7 % 3]}"
        + (f" home=h{n // 2}" if n % 10 < 2 else "")
        for n in range(60)
    ]
    pool = pool_of(*rows)
    quotas = quotas_of("age young 5 6", "age old 6 7", "place east 3 5", "place west 3 5", "place north 3 4")
    plan = lottery.plan(pool, quotas, 12, seed=SEED, tickets=200)
    by_id = {person.id: person for person in pool}
    assert len(plan.tickets) == 200
    assert all(meets([by_id[id] for id in panel], quotas, 12) for panel in plan.tickets)
    assert plan.bound - plan.ideal <= 0.00005
    assert sum(plan.chances.values()) == pytest.approx(12)


# The same again


def test_the_same_seed_gives_the_same_plan_whatever_the_order_of_the_pool() -> None:
    pool = pool_of(*[f"P{n:03} age={('young', 'old', 'old')[n % 3]}" for n in range(30)])
    quotas = quotas_of("age young 2 3", "age old 3 4")
    plan = lottery.plan(pool, quotas, 6, seed=SEED)
    assert repr(lottery.plan(pool, quotas, 6, seed=SEED)) == repr(plan)
    assert repr(lottery.plan(pool[::-1], quotas, 6, seed=SEED)) == repr(plan)


def test_another_seed_gives_other_tickets() -> None:
    pool = pool_of(*[f"P{n:03}" for n in range(30)])
    assert lottery.plan(pool, [], 6, seed=SEED).tickets != lottery.plan(pool, [], 6, seed=SEED + "!").tickets


# What cannot be


def test_impossible_quotas_come_with_the_smallest_change_and_the_reason() -> None:
    """Two of four places for young people, and the only young person lives in the west, which has no place."""
    pool = pool_of("Y age=young place=west", *[f"E{n} age=old place=east" for n in range(5)])
    quotas = quotas_of("age young 1 2", "age old 2 3", "place east 4 4", "place west 0 0")
    with pytest.raises(lottery.Infeasible) as found:
        lottery.plan(pool, quotas, 4, seed=SEED)
    changes = found.value.relaxations
    assert sum(change.people for change in changes) == 2
    assert set(found.value.conflict) < {(quota.category, quota.value) for quota in quotas}
    changed = {
        (c.category, c.value): lottery.Quota(c.category, c.value, c.minimum, c.maximum) for c in changes
    }
    relaxed = [changed.get((quota.category, quota.value), quota) for quota in quotas]
    assert len(lottery.plan(pool, relaxed, 4, seed=SEED).tickets) == 1000


def test_too_few_of_one_sort_are_counted_in_the_reason() -> None:
    pool = pool_of("A age=old", "B age=young", "C age=young", "D age=young")
    with pytest.raises(lottery.Infeasible) as found:
        lottery.plan(pool, quotas_of("age old 2 2", "age young 0 3"), 3, seed=SEED)
    assert found.value.conflict == (("age", "old"),)
    assert found.value.relaxations == (lottery.Relaxation("age", "old", 1, 2, 2, 2, in_pool=1),)


GOOD = pool_of("A age=old", "B age=young")
AGES = quotas_of("age old 0 1", "age young 0 1")


@pytest.mark.parametrize(
    ("pool", "quotas", "size", "error", "sentence"),
    [
        ([*GOOD, *pool_of("A age=old")], AGES, 1, lottery.DuplicateId, "Two candidates have the id 'A'."),
        (
            [lottery.Candidate(" ", {"age": "old"})],
            AGES,
            1,
            lottery.EmptyId,
            "Candidate 1 of the pool has no id.",
        ),
        (pool_of("A"), AGES, 1, lottery.MissingValue, "Candidate 'A' has no value for 'age'."),
        (
            pool_of("A age=elder"),
            AGES,
            1,
            lottery.UnknownValue,
            "Candidate 'A' has the value 'elder' for 'age', which has no quota.",
        ),
        (
            GOOD,
            quotas_of("age old 1 1", "age old 0 1", "age young 0 1"),
            1,
            lottery.DuplicateQuota,
            "There are two quotas for 'old' of 'age'.",
        ),
        (
            GOOD,
            quotas_of("age old 2 1", "age young 0 1"),
            1,
            lottery.BadQuota,
            "The quota for 'old' of 'age' runs from 2 to 1: give two whole numbers from 0 up, the smaller one first.",
        ),
        (
            GOOD,
            quotas_of("age old 1 1", "age young 1 1"),
            1,
            lottery.MinimaAboveSize,
            "The minima of 'age' add up to 2, and the panel has 1 places.",
        ),
        (
            GOOD,
            quotas_of("age old 0 1", "age young 0 0"),
            2,
            lottery.MaximaBelowSize,
            "The maxima of 'age' add up to 1, and the panel has 2 places.",
        ),
        (
            pool_of("A home=mill", "B home=mill", "C"),
            [],
            3,
            lottery.PoolTooSmall,
            "The panel has 3 places. The pool has 3 people from 2 households, of which each may send one.",
        ),
        (
            GOOD,
            AGES,
            0,
            lottery.BadNumbers,
            "A lottery needs at least one place and one ticket, not 0 and 1.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    pool: list[lottery.Candidate],
    quotas: list[lottery.Quota],
    size: int,
    error: type[lottery.Unusable],
    sentence: str,
) -> None:
    with pytest.raises(error) as found:
        lottery.plan(pool, quotas, size, seed=SEED)
    assert str(found.value) == sentence
