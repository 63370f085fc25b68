"""Somebody who wants to know what others answered, and their exact solver.

They hold every table ever published, know the rules, know who was counted where, and know some people's true
answers. Nothing is shared with the publisher's own attack: this reads published data, undoes the rounding,
and looks for worlds.

People whom no table tells apart make a *unit* (a block of twenty; one person, where tables come out after
every person). A *world* says how many people of each unit gave each answer. Everybody in a unit whom the
attacker does not know could be any of the others, so an answer is *excluded* for them when no world has more
people with it than the attacker knows, and they are *certain* when one answer alone is left. There is no
third way to learn about a person for sure.

To find out, ask HiGHS for one world in which as many open answers as possible are given by somebody unknown;
check it in whole numbers; strike those answers off; repeat until no world settles another one. What is open
then is excluded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Place = tuple[str, str]
"""A unit and an answer."""

INFEASIBLE = 2
"""What ``milp`` says when there is no world."""

Known = Mapping[Place, int]
"""How many people of a unit the attacker knows to have given an answer."""


@dataclass(frozen=True)
class Learnt:
    """What an attacker concludes: impossible answers, and how many unknown people have one answer left."""

    excluded: tuple[Place, ...] = ()
    certain: Mapping[Place, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people's answers are given away whole."""
        return sum(self.certain.values())


class Adversary:
    """One question, the units with their numbers of people, and everything read so far."""

    def __init__(self, units: Mapping[str, int], answers: Sequence[str]) -> None:
        self.units, self.answers = dict(units), tuple(answers)
        self.places = [(unit, answer) for unit in self.units for answer in self.answers]
        self.position = {place: at for at, place in enumerate(self.places)}
        self.rows: dict[tuple[tuple[int, ...], int, int], None] = {}
        self.worlds: list[Numbers] = []
        for unit, people in self.units.items():
            self.note([unit], self.answers, people, people)

    def read(self, table: Mapping[str, Any]) -> None:
        """Take in a published table: JSON data with ``blocks`` (its units), ``n`` and ``cells``.

        Fails when a percentage or the reference answer is not what the shown counts make it: it would be news.
        """
        counted = [cell for cell in table["cells"] if not cell["derived"]]
        for cell in counted:
            rounded = cell["count_rounded"]
            assert (rounded is None) == (cell["status"] == "too_few")
            assert cell["percent"] == (None if rounded is None else _nearest(100 * rounded, table["n"]))
            least, most = (0, 7) if rounded is None else (max(8, rounded - 2), rounded + 2)
            self.note(table["blocks"], cell["answers"], least, min(most, table["n"]))
        for cell in table["cells"]:
            if cell["derived"]:
                left = 100 - sum(other["percent"] or 0 for other in counted)
                left -= _nearest(400 * sum(other["percent"] is None for other in counted), table["n"])
                assert (cell["percent"], cell["count_rounded"]) in [(left, None), (None, None)]
                assert (cell["percent"] is None) == (left * table["n"] < 800)

    def note(self, units: Iterable[str], answers: Iterable[str], least: int, most: int) -> None:
        """Take in that so many people of these units, together, gave one of these answers."""
        together = sorted(self.position[unit, answer] for unit in units for answer in answers)
        self.rows[tuple(together), least, most] = None

    def learn(self, known: Known) -> Learnt:
        """Return everything that follows with certainty, for everybody but the known people."""
        least = self._least(known)
        strangers = {
            unit: people - sum(known.get((unit, answer), 0) for answer in self.answers)
            for unit, people in self.units.items()
        }
        is_open = np.array([strangers[unit] > 0 for unit, _ in self.places])
        for seen in self.worlds:
            if (seen >= least).all():
                is_open &= seen == least
        while is_open.any():
            world = self._world(least, is_open.astype(np.int64))
            if world is None:
                raise ValueError("There is no world: what is known contradicts what was read.")
            if not (world > least)[is_open].any():
                break
            is_open &= world == least
            self.worlds.append(world)
        return self._learnt(is_open, strangers)

    def learn_from_any(self, truth: Known, people: int) -> list[tuple[Place, Known]]:
        """Return each place that is ruled out for strangers by knowing so many people, chosen as well as can be.

        Every choice is tried. To rule an answer out, an attacker must know all who gave it in that unit; what
        is left of ``people`` is spent on anybody. More knowledge never teaches less, so all of it is spent.
        """
        found: list[tuple[Place, Known]] = []
        told = self._least(truth)
        for at in np.flatnonzero(told <= people):
            knowledge = self._knowledge_against(int(at), told, people)
            if knowledge is not None:
                known = {self.places[there]: int(knowledge[there]) for there in np.flatnonzero(knowledge)}
                found.append((self.places[at], known))
        return found

    def _knowledge_against(self, at: int, told: Numbers, people: int) -> Numbers | None:
        choices = _choices(told, at, people)
        unit = [self.position[self.places[at][0], answer] for answer in self.answers]
        choices = choices[choices[:, unit].sum(axis=1) < self.units[self.places[at][0]]]
        for witness in self.worlds:
            if witness[at] > told[at]:
                choices = choices[(choices > witness).any(axis=1)]
        while len(choices):
            knowledge: Numbers = choices[0]
            least = knowledge.copy()
            least[at] += 1
            world = self._world(least, np.maximum(told - least, 0))
            if world is None:
                return knowledge
            choices = choices[(choices > world).any(axis=1)]
            self.worlds.append(world)
        return None

    def _world(self, least: Numbers, wanted: Numbers) -> Numbers | None:
        """Return a world of ``least`` people or more that has as many of the wanted people beyond as can be.

        The variables are people per place, then the wanted people who are there.
        """
        size = len(self.places)
        beyond = hstack([eye_array(size), -eye_array(size)], format="csr")
        answered = milp(
            np.concatenate([np.zeros(size), -np.ones(size)]),
            constraints=[self._all_read(), LinearConstraint(beyond, least, np.inf)],
            bounds=Bounds(np.zeros(2 * size), np.concatenate([np.full(size, np.inf), wanted])),
            integrality=np.concatenate([np.ones(size), np.zeros(size)]),
        )
        if answered.status == INFEASIBLE:
            return None
        assert answered.status == 0, answered.message
        world: Numbers = np.rint(answered.x[:size]).astype(np.int64)
        assert self._fits(world, least)
        return world

    def _all_read(self) -> LinearConstraint:
        places, least, most = zip(*self.rows, strict=True)
        marks = (np.ones(sum(map(len, places))), np.concatenate(places), np.cumsum([0, *map(len, places)]))
        return LinearConstraint(csr_array(marks, shape=(len(places), 2 * len(self.places))), least, most)

    def _fits(self, world: Numbers, least: Numbers) -> bool:
        """Check a world in whole numbers."""
        counts = [(int(world[list(row)].sum()), low, high) for row, low, high in self.rows]
        return bool((world >= least).all()) and all(low <= count <= high for count, low, high in counts)

    def _learnt(self, excluded: Flags, strangers: Mapping[str, int]) -> Learnt:
        places = [self.places[at] for at in np.flatnonzero(excluded)]
        certain = {}
        for unit, people in strangers.items():
            left = [answer for answer in self.answers if (unit, answer) not in places]
            if people and len(left) == 1:
                certain[unit, left[0]] = people
        return Learnt(tuple(places), certain)

    def _least(self, known: Known) -> Numbers:
        return np.array([known.get(place, 0) for place in self.places], dtype=np.int64)


def _choices(told: Numbers, at: int, people: int) -> Numbers:
    """Every way to know all who gave the answer at one place and, with what is left, people anywhere else."""
    elsewhere = [there for there in np.flatnonzero(told) if there != at]
    left = min(people - int(told[at]), int(told.sum() - told[at]))
    spent = list(combinations_with_replacement(elsewhere, left))
    choices = np.zeros((len(spent), len(told)), dtype=np.int64)
    np.add.at(choices, (np.repeat(np.arange(len(spent)), left), np.array(spent, dtype=np.int64).ravel()), 1)
    choices[:, at] = told[at]
    return np.asarray(choices[(choices <= told).all(axis=1)])


def _nearest(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
