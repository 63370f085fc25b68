"""What somebody sees next: fair to statements, whatever people think of them, and to declared communities."""

from collections import Counter
from random import Random
from statistics import median

import pytest

from alongside.methods import opinionmap
from alongside.methods.opinionmap import Tally

CARERS = "carers"


def test_what_a_community_owes_comes_before_what_was_seen_least() -> None:
    tallies = [Tally(1, 40, {CARERS: 10}), Tally(2, 90, {CARERS: 3}), Tally(3, 50, {CARERS: 9}), Tally(4, 20)]
    shown = opinionmap.next_statements(tallies, seen=[4], communities=[CARERS], seed="s")
    assert shown == (2, 3, 1)
    assert opinionmap.next_statements(tallies, seen=[], seed="s") == (4, 1, 3, 2)


def test_a_screen_holds_five_and_never_what_was_voted_on() -> None:
    tallies = [Tally(id, 0) for id in range(12)]
    first = opinionmap.next_statements(tallies, seen=[], seed="one")
    assert len(set(first)) == 5
    rest = opinionmap.next_statements(tallies, seen=first, seed="two", most=20)
    assert sorted({*first, *rest}) == list(range(12))
    assert opinionmap.next_statements(tallies, seen=range(12), seed="three") == ()


def test_equals_come_by_chance_and_the_same_seed_gives_the_same_order() -> None:
    tallies = [Tally(id, 0) for id in range(6)]
    orders = {opinionmap.next_statements(tallies, seen=[], seed=str(seed)) for seed in range(50)}
    assert len(orders) > 40
    assert opinionmap.next_statements(tallies[::-1], seen=[], seed="7") == opinionmap.next_statements(
        tallies, seen=[], seed="7"
    )


def test_tallies_count_people_once() -> None:
    votes = opinionmap.Votes.of([(1, 7, 1, 10), (1, 7, -1, 20), (2, 7, 0, 30), (2, 8, 1, 40)])
    assert opinionmap.tally(votes, [7, 8, 9], {CARERS: [2, 5]}) == (
        Tally(7, 2, {CARERS: 1}),
        Tally(8, 1, {CARERS: 1}),
        Tally(9, 0, {CARERS: 0}),
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_conversation_gives_every_statement_its_hearing(seed: int) -> None:
    """300 people, 50 statements, half of them unpopular (8% against 80%), 35 carers who come late and vote less."""
    chance = Random(seed)
    statements, carers = list(range(50)), set(range(265, 300))
    everybody: Counter[int] = Counter()
    theirs: Counter[int] = Counter()
    agreed: Counter[int] = Counter()
    for person in range(300):
        seen: set[int] = set()
        declared = [CARERS] if person in carers else []
        for screen in range(3 if declared else chance.choice([1, 2, 4])):
            tallies = [Tally(id, everybody[id], {CARERS: theirs[id]}) for id in statements]
            shown = opinionmap.next_statements(
                tallies, seen=seen, communities=declared, seed=f"{person}|{screen}"
            )
            seen.update(shown)
            everybody.update(shown)
            theirs.update(shown if declared else ())
            agreed.update(id for id in shown if chance.random() < (0.08 if id % 2 else 0.8))
            if person >= 30:
                assert max(everybody.values()) < 3 * median(everybody[id] for id in statements)
    assert min(theirs[id] for id in statements) >= 10
    popular, unpopular = (sum(everybody[id] for id in statements[start::2]) for start in (0, 1))
    assert agreed.total() > 0
    assert 0.5 < unpopular / popular < 2
    assert max(everybody.values()) < 2 * min(everybody.values())


def test_what_people_answer_plays_no_part() -> None:
    """A tally holds no answers, so nothing could favour agreement."""
    assert set(Tally.__dataclass_fields__) == {"statement", "votes", "by_community"}
