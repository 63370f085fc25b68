"""The adversarial test: two hundred histories, an independent solver, and nobody is given away.

What an attacker may know is said in ``docs/methods/disclosure.md``: the answers of nobody, of one or three people
in every block, or of a tenth of all, drawn by chance; and of any three people, chosen as cleverly as can be.
Then the same solver reads publishers who leave out one rule, to show that it bites.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, pairwise, product

import pytest

from tests.methods import centres
from tests.methods.adversary import Adversary, Known, Learnt, Place

HISTORIES = 200
CHUNK = 25
Record = Callable[[str, object], None]
Sums = Mapping[str, Mapping[str, int]]


def attacker(sums: Sums, tables: Sequence[centres.Data]) -> Adversary:
    answers = list(next(iter(sums.values())))
    found = Adversary({unit: sum(row.values()) for unit, row in sums.items()}, answers)
    for table in tables:
        found.read(table)
    return found


def protected(told: centres.Centre) -> tuple[Adversary, int, int]:
    """An attacker who read everything that came out, how many tables that were, and how many were held."""
    tables, held = centres.protected(told)
    return attacker(told.sums, [table.as_data() for table in tables]), len(tables), held


def some_known(sums: Sums, seed: int) -> Iterator[tuple[str, Known]]:
    """The true answers of 0, 1 and 3 people of each block, and of a tenth of all."""
    luck = random.Random(f"known in {seed}")
    people = {
        unit: [(unit, answer) for answer in row for _ in range(row[answer])] for unit, row in sums.items()
    }
    for each in (0, 1, 3):
        yield (
            f"{each} in each block",
            Counter(p for there in people.values() for p in luck.sample(there, each)),
        )
    everybody = [person for there in people.values() for person in there]
    yield "a tenth of all", Counter(luck.sample(everybody, len(everybody) // 10))


def truth_of(sums: Sums) -> dict[Place, int]:
    return {(unit, answer): people for unit, row in sums.items() for answer, people in row.items()}


def assert_true(learnt: Learnt, known: Known, sums: Sums) -> None:
    """An exact solver is never certain of something false."""
    truth = truth_of(sums)
    assert all(truth[place] == known.get(place, 0) for place in learnt.excluded)
    assert all(truth[place] == known.get(place, 0) + people for place, people in learnt.certain.items())


# Our publisher


@pytest.mark.parametrize("first", range(0, HISTORIES, CHUNK))
def test_nobody_is_certain_and_no_answer_is_excluded(first: int, record_property: Record) -> None:
    counts: Counter[str] = Counter(
        histories=0, attacks=0, tables=0, held=0, excluded=0, certain=0, any_three=0
    )
    given_away: list[tuple[object, ...]] = []
    for seed in range(first, first + CHUNK):
        told = centres.centre(seed)
        reader, tables, held = protected(told)
        counts.update(histories=1, tables=tables, held=held)
        for name, known in some_known(told.sums, seed):
            learnt = reader.learn(known)
            counts.update(attacks=1, excluded=len(learnt.excluded), certain=learnt.people)
            if learnt != Learnt():
                given_away.append((seed, told.kind, name, learnt))
        found = reader.learn_from_any(told.truth, 3)
        counts.update(any_three=len(found))
        given_away += [(seed, told.kind, "any three", each) for each in found]
    for name, count in counts.items():
        record_property(name, count)
    assert given_away == [], dict(counts)
    assert (counts["histories"], counts["attacks"]) == (CHUNK, 4 * CHUNK), dict(counts)
    assert counts["tables"] >= 2 * CHUNK, f"too little came out to put anything to the test: {dict(counts)}"


def test_histories_are_as_varied_as_the_promise(record_property: Record) -> None:
    """Of every kind; with two to eight blocks, or more for detail; two to five answers; retired blocks; parts."""
    all_told = [centres.centre(seed) for seed in range(HISTORIES)]
    small = [told for told in all_told if told.kind != "rolled up"]
    assert {told.kind for told in all_told} == set(centres.KINDS)
    assert {len(told.sums) for told in small} == set(range(2, 9))
    assert {len(told.question.answers) for told in all_told} == {2, 3, 4, 5}
    retired = sum(set(told.chances[-1].network) < set(told.sums) for told in small)
    parts = sum(any(chance.scope == centres.TRAINING for chance in told.chances) for told in small)
    whole_blocks = sum(20 in row.values() for told in all_told for row in told.sums.values())
    for name, count in {"retired": retired, "parts": parts, "whole_blocks": whole_blocks}.items():
        record_property(name, count)
        assert count >= 12, f"{name}: {count}"


def test_a_leaver_changes_nothing_that_is_published() -> None:
    """Month after month of the same blocks is the same table, whoever has left, so there is nothing to compare."""
    again = 0
    for seed in range(centres.KINDS.index("leavers"), HISTORIES, len(centres.KINDS)):
        tables, _ = centres.protected(centres.centre(seed))
        for before, after in pairwise(tables):
            if before.blocks == after.blocks and before.level == after.level:
                again += 1
                assert before == after
    assert again >= 12, f"{again} tables came out again"


# Publishers who leave out one rule


def test_tables_that_were_not_attacked_beforehand_give_dozens_away(record_property: Record) -> None:
    """Rule 5 off. Where nothing was held the tables are the same ones, so only the others are read."""
    found: Counter[str] = Counter(histories=0, drawn_by_chance=0, any_three=0)
    for seed in range(HISTORIES):
        told = centres.centre(seed)
        if centres.protected(told)[1] == 0:
            continue
        reader = attacker(told.sums, [table.as_data() for table in centres.without_self_attack(told)])
        for _, known in some_known(told.sums, seed):
            learnt = reader.learn(known)
            assert_true(learnt, known, told.sums)
            found.update(drawn_by_chance=len(learnt.excluded))
        any_three = reader.learn_from_any(told.truth, 3)
        found.update(histories=bool(any_three), any_three=len(any_three))
        for place, knowledge in any_three:
            assert place in reader.learn(knowledge).excluded
    for name, count in found.items():
        record_property(name, count)
    assert found["any_three"] >= 100, dict(found)
    assert found["histories"] >= 12, dict(found)


@pytest.mark.parametrize(("size", "seeds"), [(1, 20), (11, 60)])
def test_tables_of_fewer_than_twenty_at_a_time_give_dozens_away(
    size: int, seeds: int, record_property: Record
) -> None:
    """Rule 2 off: a table after every person, or after every eleven."""
    people = histories = 0
    for seed in range(seeds):
        sums, tables = centres.without_blocks(seed, size)
        learnt = attacker(sums, tables).learn({})
        assert_true(learnt, {}, sums)
        people += learnt.people
        histories += bool(learnt.people)
    record_property("certain", people)
    record_property("histories", histories)
    assert people >= 100, f"certain of {people} people in {histories} of {seeds} histories"
    assert histories >= 12, f"certain of {people} people in {histories} of {seeds} histories"


def test_tables_from_which_leavers_were_subtracted_give_dozens_away(record_property: Record) -> None:
    """Rule 6 off: one person of each block is taken out again."""
    leavers = 0
    for seed in range(40):
        sums, tables = centres.subtracting_leavers(centres.centre(seed), seed)
        learnt = attacker(sums, tables).learn({})
        assert_true(learnt, {}, sums)
        leavers += learnt.people
    record_property("certain", leavers)
    assert leavers >= 12, f"certain of {leavers} leavers"


# The solver itself


def cell(answer: str, rounded: int | None, n: int) -> dict[str, object]:
    percent = None if rounded is None else (200 * rounded + n) // (2 * n)
    status = "too_few" if rounded is None else "shown"
    return {
        "answers": [answer], "status": status, "count_rounded": rounded, "percent": percent, "derived": False,
    }  # fmt: skip


def test_eleven_of_eleven_are_found_by_pencil() -> None:
    """33 people; 35 printed means 33 to 37: everybody. Of forty people 40 means 38 at least: nobody is certain."""
    elevens = Adversary({"first": 22, "last": 11}, ["no", "yes"])
    elevens.read({"blocks": ["first", "last"], "n": 33, "cells": [cell("yes", 35, 33)]})
    assert elevens.learn({}).certain == {("first", "yes"): 22, ("last", "yes"): 11}
    twenties = Adversary({"first": 20, "last": 20}, ["no", "yes"])
    twenties.read({"blocks": ["first", "last"], "n": 40, "cells": [cell("yes", 40, 40)]})
    assert twenties.learn({}) == Learnt()
    assert twenties.learn({("first", "no"): 2}).certain == {("first", "yes"): 18, ("last", "yes"): 20}


def test_hidden_counts_are_read_as_nought_to_seven() -> None:
    """With seven known the rest of both blocks said no; with six somebody else may have said yes."""
    reader = Adversary({"first": 20, "last": 20}, ["no", "yes"])
    reader.read({"blocks": ["first", "last"], "n": 40, "cells": [cell("yes", None, 40)]})
    assert reader.learn({("first", "yes"): 6}) == Learnt()
    assert reader.learn({("first", "yes"): 7}).people == 33
    assert reader.learn({("first", "yes"): 7, ("last", "no"): 20}).certain == {("first", "no"): 13}


def test_a_printed_number_that_its_cells_do_not_make_is_noticed() -> None:
    reader = Adversary({"first": 40}, ["no", "yes"])
    reference = {"answers": ["no"], "status": "shown", "count_rounded": None, "percent": 49, "derived": True}
    table = {"blocks": ["first"], "n": 40, "cells": [reference, cell("yes", 20, 40)]}
    with pytest.raises(AssertionError):
        reader.read(table)


def worlds_of(sizes: Mapping[str, int], answers: int) -> Iterator[tuple[int, ...]]:
    """Every way to share out the people of each unit between the answers, by brute force."""
    shares = {
        people: [counts for counts in product(range(people + 1), repeat=answers) if sum(counts) == people]
        for people in set(sizes.values())
    }
    for world in product(*(shares[people] for people in sizes.values())):
        yield tuple(count for counts in world for count in counts)


@pytest.mark.parametrize("seed", range(40))
def test_the_solver_agrees_with_trying_every_world(seed: int) -> None:
    """Three small units, mostly of one answer, a table after each, and knowledge that may or may not be enough."""
    luck = random.Random(seed)
    answers = "abc"[: luck.choice([2, 3])]
    sizes = {"u": luck.randint(8, 13), "v": luck.randint(1, 5), "w": luck.randint(1, 5)}
    likely = luck.sample([16, 2, 1], len(answers))
    truth = {unit: Counter(luck.choices(answers, likely, k=people)) for unit, people in sizes.items()}
    sums = {unit: {answer: truth[unit][answer] for answer in answers} for unit in sizes}
    tables = [centres.printed(answers, {name: sums[name] for name in names}) for names in ("u", "uv", "uvw")]
    reader = attacker(sums, tables)
    possible = [world for world in worlds_of(sizes, len(answers)) if _reads_alike(world, sums, tables)]
    told = truth_of(sums)
    people = [place for place in told for _ in range(told[place])]
    for number in (0, 1, 3):
        known = Counter(luck.sample(people, number))
        assert set(reader.learn(known).excluded) == _excluded(possible, known, sums)
    any_two: set[Place] = set()
    for pair in combinations_with_replacement(sorted(set(people)), 2):
        known = Counter(pair)
        if all(told[place] >= count for place, count in known.items()):
            any_two |= _excluded(possible, known, sums)
    assert {place for place, _ in reader.learn_from_any(told, 2)} == any_two


def _reads_alike(world: tuple[int, ...], sums: Sums, tables: Sequence[centres.Data]) -> bool:
    counts = iter(world)
    other = {unit: {answer: next(counts) for answer in row} for unit, row in sums.items()}
    answers = list(next(iter(other.values())))
    return [
        centres.printed(answers, {unit: other[unit] for unit in table["blocks"]}) for table in tables
    ] == tables


def _excluded(possible: Sequence[tuple[int, ...]], known: Known, sums: Sums) -> set[Place]:
    """The answers that no stranger can have given, where there are strangers."""
    places = list(truth_of(sums))
    least = [known.get(place, 0) for place in places]
    fitting = [world for world in possible if all(map(int.__ge__, world, least))]
    return {
        place
        for at, place in enumerate(places)
        if max(world[at] for world in fitting) == least[at]
        and sum(sums[place[0]].values()) > sum(known.get((place[0], answer), 0) for answer in sums[place[0]])
    }
