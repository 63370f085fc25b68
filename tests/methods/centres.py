"""Seeded histories of centres: who answered what, when blocks closed, and what came out on which day.

They are made to be hard on the rules: communities that are all alike, events that bring twenty-five people of
one answer, people who leave again, windows that move on, and parts of the network with tables of their own.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from alongside.methods import disclosure
from alongside.methods.disclosure import ClosedBlock, Group, Question, Table, Waiting

Sums = dict[str, dict[str, int]]
Data = Mapping[str, Any]

KINDS = ("alike", "events", "moving on", "leavers", "parts", "rolled up")
NETWORK = "network"
TRAINING = "training"


@dataclass(frozen=True)
class Chance:
    """One publication date: which blocks a table of this scope would count, and those of the network."""

    scope: str
    blocks: tuple[str, ...]
    network: tuple[str, ...]
    known_sums: Sums


@dataclass(frozen=True)
class Centre:
    """One question, the true sums of every block ever closed, and every date at which tables could come out."""

    kind: str
    question: Question
    sums: Sums
    chances: tuple[Chance, ...]

    @property
    def truth(self) -> dict[tuple[str, str], int]:
        return {(block, answer): people for block, row in self.sums.items() for answer, people in row.items()}


@dataclass(frozen=True)
class Person:
    key: int
    answer: str
    source: str | None
    trains: bool


def centre(seed: int) -> Centre:
    """A centre of two to eight blocks (ten to twelve where answers are rolled up), one question, some years."""
    luck = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    question = _rolled_up(luck) if kind == "rolled up" else _question(luck)
    goal = {"rolled up": luck.randint(10, 12), "moving on": luck.randint(4, 8), "parts": luck.randint(5, 8)}
    return _Years(luck, kind, question, goal.get(kind, luck.randint(2, 8))).live()


def protected(told: Centre) -> tuple[list[Table], int]:
    """What the publisher lets out, and how many tables it held."""
    out: list[Table] = []
    held = 0
    for day in told.chances:
        found = disclosure.publish(
            told.question, day.known_sums, out, blocks=day.blocks, scope=day.scope, network=day.network
        )
        out += found.tables
        held += len(found.held)
    return out, held


def without_self_attack(told: Centre) -> list[Table]:
    """The same publisher with rule 5 switched off: rounded and hidden, but never attacked beforehand."""
    out = []
    for day in told.chances:
        if day.scope == NETWORK or disclosure.scope_allowed(day.blocks, day.network):
            for level in told.question.levels_at(20 * len(day.blocks)):
                table = disclosure.tabulate(
                    told.question, level.name, day.known_sums, blocks=day.blocks, scope=day.scope
                )
                out.append(table)
    return out


def without_blocks(seed: int, size: int) -> tuple[Sums, list[Data]]:
    """A publisher with rule 2 switched off: the same rounding and hiding, but tables after every ``size`` people.

    The first table is of forty people or a few more; a hundred answer. Returns the sums of every unit of
    people who always appear together, and the tables.
    """
    luck = random.Random(seed)
    answers = tuple("abcde"[: luck.randint(2, 4)])
    likely = _likely(luck, len(answers), KINDS[seed % 2])
    told = luck.choices(answers, likely, k=100)
    if KINDS[seed % 2] == "events":
        told[50:75] = [luck.choice(answers)] * 25
    first = size * -(-40 // size) if size == 1 else size
    cuts = [0, *range(first, len(told) + 1, size)]
    units = {
        f"from {start}": {answer: told[start:end].count(answer) for answer in answers}
        for start, end in pairwise(cuts)
    }
    least = max(1, -(-(40 - first) // size) + 1)
    return units, [printed(answers, dict(list(units.items())[:end])) for end in range(least, len(units) + 1)]


class _Years:
    """A centre month by month: people answer, blocks close, and on the first of a month tables may come out."""

    def __init__(self, luck: random.Random, kind: str, question: Question, goal: int) -> None:
        self.luck, self.kind, self.question, self.goal = luck, kind, question, goal
        self.months = luck.randint(3, 6) if kind == "moving on" else disclosure.WINDOW_MONTHS
        self.likely = _likely(luck, len(question.answers), kind)
        self.queue: list[Person] = []
        self.closed: list[ClosedBlock] = []
        self.training: set[str] = set()
        self.sums: Sums = {}
        self.keys = 0

    def live(self) -> Centre:
        chances: list[Chance] = []
        day, months_left = date(2018, 1, 1), 2
        while months_left:
            self._answer()
            self._close(day.replace(day=15))
            day = disclosure.next_publication_date(day)
            chances += self._chances(day)
            months_left -= len(self.sums) >= self.goal
        return Centre(self.kind, self.question, self.sums, tuple(chances))

    def _answer(self) -> None:
        """Ten to fifty people of a month. With events, twenty-five of one answer come together now and then."""
        for _ in range(self.luck.randint(10, 50)):
            self._queue_up(self.luck.choices(self.question.answers, self.likely)[0], None)
        if self.kind == "events" and self.luck.random() < 0.6:
            alike = self.luck.choice(self.question.answers)
            for _ in range(25):
                self._queue_up(alike, f"event before {self.keys}")

    def _queue_up(self, answer: str, source: str | None) -> None:
        self.keys += 1
        self.queue.append(Person(self.keys, answer, source, self.kind == "parts" and self.keys % 3 == 0))

    def _close(self, day: date) -> None:
        """Trainees wait in a queue of their own, because a part of the network has blocks of its own."""
        for trains in (True, False):
            while len(self.sums) < self.goal:
                waiting = {person.key: person for person in self.queue if person.trains == trains}
                chosen = disclosure.choose_block(
                    [Waiting(person.key, person.source) for person in waiting.values()], seed=len(self.sums)
                )
                if chosen is None:
                    break
                name = f"block {len(self.sums) + 1:02}"
                answers = [
                    {self.question.id: person.answer} for key, person in waiting.items() if key in chosen
                ]
                self.sums[name] = disclosure.add_up([self.question], answers)[self.question.id]
                self.closed.append(ClosedBlock(name, day))
                self.queue = [person for person in self.queue if person.key not in chosen]
                if trains:
                    self.training.add(name)

    def _chances(self, day: date) -> Iterator[Chance]:
        """One person of each block may have left by now. Nothing is subtracted, so the sums are the same."""
        network = disclosure.window(self.closed, on=day, months=self.months)
        sums = {block: dict(row) for block, row in self.sums.items()}
        if network:
            yield Chance(NETWORK, network, network, sums)
        inside = tuple(block for block in network if block in self.training)
        if len(inside) >= 2:
            yield Chance(TRAINING, inside, network, sums)


def subtracting_leavers(told: Centre, seed: int) -> tuple[Sums, list[Data]]:
    """A publisher with rule 6 switched off: after its last table one person of each block is taken out again."""
    luck = random.Random(seed)
    units: Sums = {}
    for block, row in told.sums.items():
        left = luck.choices(list(row), list(row.values()))[0]
        units[block] = {answer: people - (answer == left) for answer, people in row.items()}
        units[f"leaver of {block}"] = {answer: int(answer == left) for answer in row}
    stays = [block for block in units if block in told.sums]
    tables = [printed(told.question.answers, units)]
    for gone in range(1, len(stays) + 1):
        after = [block for block in units if block not in {f"leaver of {name}" for name in stays[:gone]}]
        tables.append(printed(told.question.answers, {name: units[name] for name in after}))
    return units, tables


def printed(answers: Sequence[str], units: Sums) -> Data:
    """A table by the rules of rounding and hiding alone, in the form of published data; the first is reference."""
    n = sum(sum(row.values()) for row in units.values())
    cells = []
    for answer in answers[1:]:
        count = sum(row[answer] for row in units.values())
        rounded = None if count < 8 else 5 * ((count + 2) // 5)
        cells.append({
            "answers": [answer],
            "status": "too_few" if rounded is None else "shown",
            "count_rounded": rounded,
            "percent": None if rounded is None else (200 * rounded + n) // (2 * n),
            "derived": False,
        })  # fmt: skip
    return {"blocks": list(units), "n": n, "cells": cells}


def _question(luck: random.Random) -> Question:
    """Two to five answers. Five are four and "prefer not to say", or are merged while people are few."""
    answers = tuple("abcde"[: luck.randint(2, 5)])
    if len(answers) == 5 and luck.random() < 0.5:
        merged = (Group("ab", ("a", "b")), Group("c", ("c",)), Group("de", ("d", "e")))
        return Question("q", answers, luck.choice(answers), merged=merged)
    declined = answers[-1] if len(answers) > 3 else None
    return Question("q", answers, luck.choice(answers[:-1]), declined=declined)


def _rolled_up(luck: random.Random) -> Question:
    """Five answers in two groups and one by itself, shown together and apart from 200 people."""
    groups = (Group("ab", ("a", "b")), Group("cd", ("c", "d")), Group("e", ("e",)))
    return Question("q", tuple("abcde"), luck.choice("abcde"), groups=groups, detailed_from=200)


def _likely(luck: random.Random, answers: int, kind: str) -> list[float]:
    """How likely each answer is: nearly everybody alike, one rare answer, steps, or all the same."""
    shapes = {
        "alike": [96.0, *[4.0 / (answers - 1)] * (answers - 1)],
        "one rare": [3.0, *[97.0 / (answers - 1)] * (answers - 1)],
        "steps": [2.0**place for place in range(answers)],
        "even": [1.0] * answers,
    }
    likely = shapes["alike" if kind == "alike" else luck.choice(list(shapes))]
    luck.shuffle(likely)
    return likely
