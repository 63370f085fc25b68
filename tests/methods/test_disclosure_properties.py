"""What holds for equality figures whatever people answer."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import disclosure
from alongside.methods.disclosure import Group, Question, Table, Waiting

Sums = dict[str, dict[str, int]]

ORIGIN = Question(
    "origin",
    ("a1", "a2", "b", "c1", "c2", "prefer_not"),
    reference="b",
    declined="prefer_not",
    groups=(
        Group("a", ("a1", "a2")),
        Group("b", ("b",)),
        Group("c", ("c1", "c2")),
        Group("prefer_not", ("prefer_not",)),
    ),
    merged=(Group("a", ("a1", "a2")), Group("rest", ("b", "c1", "c2")), Group("prefer_not", ("prefer_not",))),
    detailed_from=200,
)
AGE = Question("age", ("young", "middle", "old", "prefer_not"), reference="middle", declined="prefer_not")
TRAINED = Question("trained", ("yes", "no"), reference="no")
SEVERAL = Question("caring", ("child", "parent", "friend"), reference="", several=True)
EXCLUSIVE = (ORIGIN, AGE, TRAINED)

few = settings(max_examples=30, deadline=None)
some = settings(max_examples=60, deadline=None)


@st.composite
def one_block(draw: st.DrawFn, question: Question) -> dict[str, int]:
    """Twenty people, shared out between the answers by cutting a line; often nearly all alike."""
    cuts = sorted(draw(st.lists(st.integers(0, 20), min_size=len(question.answers) - 1,
                                max_size=len(question.answers) - 1)))  # fmt: skip
    counts = [upper - lower for lower, upper in zip([0, *cuts], [*cuts, 20], strict=True)]
    return dict(zip(draw(st.permutations(question.answers)), counts, strict=True))


@st.composite
def closed_blocks(draw: st.DrawFn, question: Question, *, least: int = 2, most: int = 6) -> Sums:
    rows = draw(st.lists(one_block(question), min_size=least, max_size=most))
    return {f"block {chr(97 + place)}": row for place, row in enumerate(rows)}


@st.composite
def tabled(draw: st.DrawFn, *, least: int = 2, most: int = 12) -> tuple[Question, Sums, Table]:
    question = draw(st.sampled_from(EXCLUSIVE))
    sums = draw(closed_blocks(question, least=least, most=most))
    level = draw(st.sampled_from(question.levels_at(20 * len(sums))))
    return question, sums, disclosure.tabulate(question, level.name, sums, blocks=sums)


def true_count(sums: Sums, answers: tuple[str, ...]) -> int:
    return sum(row[answer] for row in sums.values() for answer in answers)


def numbers_in(data: Any) -> list[float]:
    """Every number anywhere in plain data."""
    if isinstance(data, dict):
        return [number for value in data.values() for number in numbers_in(value)]
    if isinstance(data, list):
        return [number for value in data for number in numbers_in(value)]
    return [data] if isinstance(data, (int, float)) and not isinstance(data, bool) else []


# Blocks

one_person = st.fixed_dictionaries(
    {question.id: st.sampled_from(question.answers) for question in EXCLUSIVE}
    | {SEVERAL.id: st.sets(st.sampled_from(SEVERAL.answers))}
)


@some
@given(st.lists(one_person, min_size=20, max_size=20))
def test_every_sum_of_a_block_adds_up_to_its_people(people: list[dict[str, Any]]) -> None:
    sums = disclosure.add_up([*EXCLUSIVE, SEVERAL], people)
    assert {sum(counts.values()) for counts in sums.values()} == {20}
    assert set(sums) == {"origin", "age", "trained", "caring=child", "caring=parent", "caring=friend"}
    for question in EXCLUSIVE:
        told = Counter(person[question.id] for person in people)
        assert sums[question.id] == {answer: told[answer] for answer in question.answers}
    for answer in SEVERAL.answers:
        assert sums[f"caring={answer}"]["yes"] == sum(answer in person["caring"] for person in people)


@some
@given(st.lists(one_person, max_size=45).filter(lambda people: len(people) != 20))
def test_no_block_of_another_size_is_ever_added_up(people: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="exactly 20 people"):
        disclosure.add_up([*EXCLUSIVE, SEVERAL], people)


@some
@given(st.lists(st.sampled_from([None, "event", "partner", "clinic"]), max_size=70), st.integers(0, 2**32))
def test_a_block_is_twenty_of_those_who_wait_and_mixed_where_it_can_be(
    sources: list[str | None], seed: int
) -> None:
    waiting = [Waiting(key, source) for key, source in enumerate(sources)]
    block = disclosure.choose_block(waiting, seed=seed)
    if len(waiting) < 20:
        assert block is None
        return
    assert block is not None
    assert len(block) == 20
    assert block <= {person.key for person in waiting}
    chosen = Counter(person.source for person in waiting if person.key in block)
    for source, there in Counter(sources).items():
        others = [
            min(10, count) if name else count for name, count in Counter(sources).items() if name != source
        ]
        if source is not None and sum(others) >= 10:
            assert chosen[source] <= 10, f"{there} came from {source}, and others could fill the block"


@some
@given(st.lists(st.integers(0, 1500), max_size=8), st.integers(0, 1500), st.integers(1, 36))
def test_a_window_counts_recent_blocks_whole_or_nobody(ages: list[int], at: int, months: int) -> None:
    start = date(2018, 1, 1)
    closed = [disclosure.ClosedBlock(str(place), start + timedelta(age)) for place, age in enumerate(ages)]
    today = start + timedelta(at)
    counted = disclosure.window(closed, on=today, months=months)
    days = [closed[int(block)].closed_on for block in counted]
    assert len(counted) != 1
    assert days == sorted(days)
    assert all(day < today and (today - day).days <= 31 * months for day in days)
    recent = [block for block in closed if 0 < (today - block.closed_on).days <= 28 * months]
    if len(recent) >= 2:
        assert {block.id for block in recent} <= set(counted)


# Tables


@some
@given(tabled())
def test_every_answer_is_in_one_cell_and_n_is_everybody(made: tuple[Question, Sums, Table]) -> None:
    question, sums, table = made
    assert sorted(answer for cell in table.cells for answer in cell.answers) == sorted(question.answers)
    assert table.n == 20 * len(sums) == true_count(sums, question.answers)
    assert [cell.id for cell in table.cells if cell.derived] == [question.level(table.level).reference]


@some
@given(closed_blocks(ORIGIN, least=10, most=14))
def test_roll_ups_agree_with_their_parts(sums: Sums) -> None:
    groups, detailed = (
        disclosure.tabulate(ORIGIN, level.name, sums, blocks=sums)
        for level in ORIGIN.levels_at(20 * len(sums))
    )
    assert (groups.level, detailed.level) == ("groups", "detailed")
    for cell in groups.cells:
        parts = [detailed.cell(answer) for answer in cell.answers]
        if cell.derived:
            continue
        if len(parts) == 1:
            assert replace(cell, id=parts[0].id) == parts[0]
        if cell.status == "too_few":
            assert {part.status for part in parts} == {"too_few"}
            continue
        least = sum(max(8, (part.count_rounded or 0) - 2) for part in parts if part.status == "shown")
        most = sum(7 if part.count_rounded is None else part.count_rounded + 2 for part in parts)
        assert cell.count_rounded is not None
        assert least - 2 <= cell.count_rounded <= most + 2


@some
@given(tabled())
def test_what_is_printed_lies_as_near_as_it_says(made: tuple[Question, Sums, Table]) -> None:
    _, sums, table = made
    for cell in table.cells:
        true = true_count(sums, cell.answers)
        if cell.count_rounded is not None:
            assert abs(cell.count_rounded - true) <= cell.give_or_take == 2.5
        elif cell.percent is not None:
            assert abs(cell.percent * table.n / 100 - true) <= cell.give_or_take + 1e-9
        found = disclosure.interval(cell, table.n)
        assert 0 <= found.low <= true / table.n <= found.high <= 1


@some
@given(st.integers(0, 100_000))
def test_rounding_moves_nobody_further_than_two_and_a_half(count: int) -> None:
    assert disclosure.rounded(count) % 5 == 0
    assert abs(disclosure.rounded(count) - count) <= 2.5


@some
@given(tabled())
def test_a_table_read_back_from_json_is_the_same(made: tuple[Question, Sums, Table]) -> None:
    table = made[2]
    data = table.as_data()
    assert json.loads(json.dumps(data)) == data
    assert Table.from_data(json.loads(json.dumps(data))) == table


# No count under eight ever leaves the module


def moved(sums: Sums, hidden: Mapping[str, int], reference: str) -> Sums:
    """The same blocks with other small counts of the hidden answers; the reference answer gives and takes."""
    changed = {block: dict(row) for block, row in sums.items()}
    for row in changed.values():
        row[reference] += sum(row[answer] for answer in hidden)
        row.update(dict.fromkeys(hidden, 0))
    for answer, wanted in hidden.items():
        for row in changed.values():
            taken = min(wanted - true_count(changed, (answer,)), row[reference])
            row[answer] += taken
            row[reference] -= taken
    return changed


@some
@given(closed_blocks(AGE, most=9), st.lists(st.integers(0, 7), min_size=4, max_size=4))
def test_tables_that_differ_only_in_small_counts_are_the_same_to_the_last_byte(
    sums: Sums, other: list[int]
) -> None:
    sums = moved(sums, {"prefer_not": other[3]}, "middle")
    hidden = [answer for answer in AGE.answers if answer != "middle" and true_count(sums, (answer,)) < 8]
    changed = moved(sums, dict(zip(hidden, other[:3], strict=False)), "middle")
    before, after = (disclosure.tabulate(AGE, "detailed", told, blocks=told) for told in (sums, changed))
    assert json.dumps(before.as_data()) == json.dumps(after.as_data())
    assert repr(before) == repr(after)
    for cell in before.cells:
        assert disclosure.interval(cell, before.n) == disclosure.interval(after.cell(cell.id), after.n)


@some
@given(tabled())
def test_a_small_count_is_hidden_in_every_form(made: tuple[Question, Sums, Table]) -> None:
    _, sums, table = made
    for cell in table.cells:
        if not cell.derived:
            assert (cell.status == "too_few") == (true_count(sums, cell.answers) < 8)
        if cell.status == "too_few":
            assert (cell.count_rounded, cell.percent, cell.in_ten) == (None, None, None)
        if cell.count_rounded is not None:
            assert (cell.count_rounded >= 10, cell.count_rounded % 5) == (True, 0)
        if cell.derived and cell.percent is not None:
            assert cell.percent * table.n >= 800


@few
@given(closed_blocks(AGE, most=5), st.integers(1, 3))
def test_a_refusal_carries_no_count(sums: Sums, extra: int) -> None:
    """Sums that do not add up are refused in words; the only number is the size of a block."""
    broken = {block: {**row, "old": row["old"] + extra} for block, row in sums.items()}
    with pytest.raises(ValueError, match="do not add up to 20") as refused:
        disclosure.tabulate(AGE, "detailed", broken, blocks=broken)
    assert [word for word in str(refused.value).replace(".", " ").split() if word.isdigit()] == ["20"]


@few
@given(closed_blocks(ORIGIN, least=3, most=12), st.data())
def test_nothing_comes_out_that_the_publisher_itself_condemns(sums: Sums, data: st.DataObject) -> None:
    """The window grows and moves on; after every publication the whole history withstands the self-attack."""
    names = list(sums)
    history: list[Table] = []
    start = 0
    for end in range(2, len(names) + 1):
        start = data.draw(st.integers(start, end - 2), label="oldest block counted")
        found = disclosure.publish(ORIGIN, sums, history, blocks=names[start:end])
        history += found.tables
        assert numbers_in([hold.__dict__ for hold in found.held]) == [20 * (end - start)] * len(found.held)
        assert (found.status == "published") == bool(found.tables)
        assert not found.tables or disclosure.attack(ORIGIN, sums, history) == ()
    for known in (0, 1, 2):
        assert disclosure.attack(ORIGIN, sums, history, known=known) == ()


# Can these percentages be true?

printed = st.lists(st.lists(st.integers(0, 100), min_size=1, max_size=3), min_size=1, max_size=2)


def prints(counts: tuple[int, ...], base: int) -> list[int]:
    return [(200 * count + base) // (2 * base) for count in counts]


@some
@given(printed)
def test_the_base_found_prints_what_was_printed(questions: list[list[int]]) -> None:
    found = disclosure.smallest_base(questions, limit=300)
    if found is not None:
        assert [prints(counts, found.base) for counts in found.counts] == questions
        for counts, shares in zip(found.counts, questions, strict=True):
            assert sum(counts) == found.base if len(shares) > 1 else sum(counts) <= found.base


@few
@given(printed)
def test_no_smaller_base_would_do(questions: list[list[int]]) -> None:
    def possible(base: int) -> bool:
        return all(
            any(
                prints(counts, base) == shares and (sum(counts) == base or len(shares) == 1)
                for counts in product(range(base + 1), repeat=len(shares))
            )
            for shares in questions
        )

    found = disclosure.smallest_base(questions, limit=14)
    assert next((base for base in range(1, 15) if possible(base)), None) == (found.base if found else None)
