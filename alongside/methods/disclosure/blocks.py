"""Blocks of twenty: who goes into one, and how its answers are added up before they are forgotten."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .questions import NO, YES, Question
from .rules import BLOCK_SIZE, LEAST_BLOCKS, SMALLEST_BASE, WINDOW_MONTHS

Sums = Mapping[str, Mapping[str, int]]
"""The sums of one question: block id to answer to people. Every block ever closed, in order of closing."""

Answers = Mapping[str, str | Collection[str]]
"""One person: question id to the answer, or to the answers where several are allowed."""


@dataclass(frozen=True)
class Waiting:
    """Somebody whose answers wait: the caller's own key, and the event or partner they came with (or
    ``None``).
    """

    key: int | str
    source: str | None = None


@dataclass(frozen=True)
class ClosedBlock:
    """A block whose answers have been added up and deleted, and the day on which that happened."""

    id: str
    closed_on: date


def choose_block(
    waiting: Sequence[Waiting], *, seed: int, size: int = BLOCK_SIZE
) -> frozenset[int | str] | None:
    """Choose who goes into the next block, or ``None`` while fewer than ``size`` people wait.

    The choice is random (by the seed) and does not depend on the order of the queue. Not more than half
    comes from one source while others can fill the block, because people who came together are alike; when
    they cannot, the fullest source gives the rest. The answer is a set, so that no order of answering is
    kept.
    """
    if len({person.key for person in waiting}) != len(waiting):
        raise ValueError("Somebody is waiting twice: give each person once.")
    if len(waiting) < size:
        return None
    shuffled = sorted(waiting, key=lambda person: (str(type(person.key)), person.key))
    random.Random(seed).shuffle(shuffled)
    taken: list[Waiting] = []
    passed_over: list[Waiting] = []
    per_source: Counter[str] = Counter()
    for person in shuffled:
        full = person.source is not None and per_source[person.source] >= size // 2
        (passed_over if full else taken).append(person)
        if not full and person.source is not None:
            per_source[person.source] += 1
        if len(taken) == size:
            break
    return frozenset(person.key for person in (taken + passed_over)[:size])


def add_up(questions: Sequence[Question], people: Sequence[Answers]) -> dict[str, dict[str, int]]:
    """Add up the answers of one closing block of exactly twenty people.

    Returns people per answer, noughts included, under the id of each exclusive question; a question that
    allows several answers comes back as its yes/no questions. Every sum adds up to twenty. Raises
    ``ValueError`` for another number of people, an unknown question or answer, or a question left out: a
    skipped question is the answer "prefer not to say" (``Question.declined``).
    """
    if len(people) != BLOCK_SIZE:
        raise ValueError(f"A block is added up when it holds exactly {BLOCK_SIZE} people, not {len(people)}.")
    known = {question.id for question in questions}
    for person in people:
        unknown = sorted(set(person) - known)
        if unknown:
            raise ValueError(f"These questions are not part of the block: {', '.join(unknown)}.")
    sums: dict[str, dict[str, int]] = {}
    for question in questions:
        given = [_given(question, person) for person in people]
        sums.update(_yes_no_sums(question, given) if question.several else _sums(question, given))
    return sums


def window(
    closed: Iterable[ClosedBlock], *, on: date, months: int = WINDOW_MONTHS, at_least: int = LEAST_BLOCKS
) -> tuple[str, ...]:
    """Return the blocks that a table published on this day counts, oldest first; none when there are too
    few.

    They closed in the ``months`` months before the day; the day itself is not over and does not count. A
    block counts whole or not at all.
    """
    first = _months_before(on, months)
    counted = sorted((block.closed_on, block.id) for block in closed if first <= block.closed_on < on)
    return tuple(block for _, block in counted) if len(counted) >= max(at_least, LEAST_BLOCKS) else ()


def is_publication_date(day: date) -> bool:
    """Tables come out on the first of a month; nothing ever looks at the answers to decide when."""
    return day.day == 1


def next_publication_date(day: date) -> date:
    """Return the first of the month that follows this day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def scope_allowed(inside: Collection[str], network: Collection[str]) -> bool:
    """Say whether a part of the network may have tables of its own.

    ``inside`` and ``network`` are the blocks in the window. A part is made of whole blocks of the network
    and needs 40 people, with 40 people of the network outside it.
    """
    within, outside = set(inside) & set(network), set(network) - set(inside)
    if set(inside) - within:
        raise ValueError(
            "A scope counts blocks of the network: some of these are not in the network's window."
        )
    return min(len(within), len(outside)) * BLOCK_SIZE >= SMALLEST_BASE


def _given(question: Question, person: Answers) -> frozenset[str]:
    if question.id not in person:
        raise ValueError(f"Somebody has no answer to {question.id}: give the code of 'prefer not to say'.")
    given = person[question.id]
    codes = frozenset([given] if isinstance(given, str) else given)
    unknown = sorted(codes - set(question.answers))
    if unknown:
        raise ValueError(f"Question {question.id} has no answer {', '.join(unknown)}.")
    if not question.several and len(codes) != 1:
        raise ValueError(f"Question {question.id} takes exactly one answer, not {len(codes)}.")
    return codes


def _sums(question: Question, given: Iterable[frozenset[str]]) -> dict[str, dict[str, int]]:
    counts = Counter(code for codes in given for code in codes)
    return {question.id: {code: counts[code] for code in question.answers}}


def _yes_no_sums(question: Question, given: Sequence[frozenset[str]]) -> dict[str, dict[str, int]]:
    sums = {}
    for code, table in zip(question.answers, question.yes_no(), strict=True):
        yes = sum(code in codes for codes in given)
        sums[table.id] = {YES: yes, NO: len(given) - yes}
    return sums


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year, month + 1, 1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))
