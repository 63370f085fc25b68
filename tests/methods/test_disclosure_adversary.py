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


Note = tuple[tuple[str, ...], tuple[str, ...], int, int]
Small = tuple[dict[str, int], str, dict[Place, int], list[Note]]


def small_puzzle(seed: int) -> Small:
    """Three units of a few people, the truth, and some sums of it that are known to one or two people."""
    luck = random.Random(seed)
    sizes = {unit: luck.randint(2, 6) for unit in "uvw"}
    answers = "abc"[: luck.choice([2, 3])]
    drawn = {unit: Counter(luck.choices(answers, k=people)) for unit, people in sizes.items()}
    truth = {(unit, answer): drawn[unit][answer] for unit in sizes for answer in answers}
    notes: list[Note] = []
    for _ in range(luck.randint(3, 6)):
        units = tuple(luck.sample("uvw", luck.randint(1, 3)))
        some = tuple(luck.sample(answers, luck.randint(1, len(answers) - 1)))
        count = sum(truth[unit, answer] for unit in units for answer in some)
        notes.append((units, some, count - luck.choice([0, 0, 1, 2]), count + luck.choice([0, 0, 1, 2])))
    return sizes, answers, truth, notes


def small_attacker(puzzle: Small) -> Adversary:
    sizes, answers, _, notes = puzzle
    reader = Adversary(sizes, answers)
    for note in notes:
        reader.note(*note)
    return reader


def every_world(puzzle: Small) -> list[dict[Place, int]]:
    """Every way to share out the people between the answers that fits the notes, by trying them all."""
    sizes, answers, _, notes = puzzle
    shares = [
        [counts for counts in product(range(people + 1), repeat=len(answers)) if sum(counts) == people]
        for people in sizes.values()
    ]
    worlds = [
        {(unit, answer): people for unit, row in zip(sizes, rows, strict=True)
         for answer, people in zip(answers, row, strict=True)}
        for rows in product(*shares)
    ]  # fmt: skip
    return [
        world for world in worlds
        if all(least <= sum(world[place] for place in product(units, some)) <= most
               for units, some, least, most in notes)
    ]  # fmt: skip


def excluded(worlds: Sequence[Known], known: Known, sizes: Mapping[str, int]) -> set[Place]:
    """The answers that no stranger can have given, in units where there are strangers."""
    fitting = [world for world in worlds if all(world[place] >= people for place, people in known.items())]
    met = {unit: sum(people for place, people in known.items() if place[0] == unit) for unit in sizes}
    return {
        place
        for place in worlds[0]
        if met[place[0]] < sizes[place[0]] and max(world[place] for world in fitting) == known.get(place, 0)
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_solver_agrees_with_trying_every_world(seed: int) -> None:
    sizes, _, truth, _ = puzzle = small_puzzle(seed)
    reader, worlds = small_attacker(puzzle), every_world(puzzle)
    assert truth in worlds
    people = [place for place, count in truth.items() for _ in range(count)]
    for number in (0, 1, 3):
        known = Counter(random.Random(seed).sample(people, number))
        learnt = reader.learn(known)
        assert set(learnt.excluded) == excluded(worlds, known, sizes)
        for place, strangers in learnt.certain.items():
            assert {world[place] for world in worlds if all(world[p] >= known[p] for p in known)} == {
                known[place] + strangers
            }
    pairs = [Counter(pair) for pair in combinations_with_replacement(sorted(set(people)), 2)]
    possible = [pair for pair in pairs if all(truth[place] >= count for place, count in pair.items())]
    assert {place for place, _ in reader.learn_from_any(truth, 2)} == set().union(
        *(excluded(worlds, pair, sizes) for pair in possible)
    )


def test_those_puzzles_give_somebody_away_and_somebody_not() -> None:
    """Otherwise agreeing on them would prove little."""
    learnt = [small_attacker(puzzle).learn({}) for puzzle in map(small_puzzle, range(40))]
    assert 8 <= sum(bool(found.excluded) for found in learnt) <= 32
    assert sum(bool(found.certain) for found in learnt) >= 4
