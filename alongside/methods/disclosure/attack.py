"""The publisher attacks itself before it publishes.

The attacker holds every table ever published, knows which blocks each counts, and knows the true answers of
up to ``known`` people, whoever they choose, wherever they are. They look for a person outside those whose
answer is certain (*certain*), or for an answer that such a person cannot have given (*excluded*).

In block sums: let ``s`` be the known people per block and answer. The people left in block ``b`` cannot
have given answer ``j`` exactly when every possible world with at least ``s`` people everywhere has no more
than ``s[b, j]`` in that place. If no answer is excluded for the people left, none is certain either, so one
question settles both: *is there a world with* ``s[b, j] + 1``? It is asked for every block, every answer
and every ``s`` that the truth allows.

Three things keep that small. The truth itself is such a world wherever more than ``known`` people gave the
answer. Exchanges of two answers (``exchanges.py``) and chains of swaps (``chains.py``) settle nearly all
the rest. For what remains, attacker and solver take turns: the attacker picks the cheapest knowledge that
rules out all worlds found so far (``cover.py``), the solver looks for a world that survives it
(``solver.py``); one of them runs out, and the answer is exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .blocks import Sums
from .chains import knowledge_needed
from .cover import Known, Witness, cheapest_knowledge
from .exchanges import exchanges
from .questions import Question
from .rules import KNOWN_ANSWERS
from .runs import runs
from .tables import Table
from .worlds import Counts, Place, Worlds, possible_worlds

TURNS = 200
"""Turns between attacker and solver for one place before the attack counts as successful."""


@dataclass(frozen=True)
class Finding:
    """What an attacker could conclude. It is as secret as an answer: it decides, and is then forgotten.

    For those people of ``blocks`` whom the attacker does not know, ``answers`` are either the only possible
    ones (``certain``) or impossible (``excluded``), given the right ``known`` other answers. Several blocks
    or answers are named where no table tells them apart.
    """

    blocks: tuple[str, ...]
    answers: tuple[str, ...]
    kind: Literal["certain", "excluded"]
    known: int


def attack(
    question: Question,
    sums: Sums,
    tables: Sequence[Table],
    *,
    known: int = KNOWN_ANSWERS,
    every: bool = False,
) -> tuple[Finding, ...]:
    """Return what could be concluded about anybody from all these tables together; empty means nothing.

    ``tables`` are all tables ever published, of every scope, with the candidate among them; those of other
    questions are passed over. ``known`` covers every smaller number too. It stops at the first finding
    unless ``every`` is set. The empty answer is proved in whole numbers; a finding may also mean that a
    proof was not found in time.
    """
    worlds = possible_worlds(question, sums, tables)
    if not len(worlds.count):
        return ()
    campaign = _Campaign(worlds, known)
    findings: dict[Finding, None] = {}
    for place in campaign.open_places():
        knowledge = campaign.knowledge_against(place)
        if knowledge is not None:
            findings[campaign.finding(place, knowledge)] = None
            if not every:
                break
    return tuple(findings)


class _Campaign:
    """One attack on one question: the worlds, the exchanges along each run, and the worlds found on the
    way.
    """

    def __init__(self, worlds: Worlds, budget: int) -> None:
        # SciPy takes most of a second to import, and only a publication needs it.
        from .solver import Solver

        self.worlds = worlds
        self.budget = budget
        self.solver = Solver(worlds)
        self.runs = runs(worlds)
        self.exchanges = [exchanges(run) for run in self.runs]
        self.found: list[tuple[Counts, Witness]] = []

    def open_places(self) -> Iterator[Place]:
        """Yield the places that neither the truth, nor exchanges, nor chains have settled."""
        left = self.budget - self.worlds.truth
        unsettled = left >= 0
        for run, exchanged in zip(self.runs, self.exchanges, strict=True):
            blocks = list(run.blocks)
            needed = np.maximum(exchanged.room(), knowledge_needed(run, self.budget + 1))
            unsettled[blocks] &= needed <= left[blocks]
        for block, answer in np.argwhere(unsettled):
            yield int(block), int(answer)

    def knowledge_against(self, place: Place) -> Known | None:
        """Return knowledge with which the answer is ruled out for everyone else in the block, or ``None``."""
        people = int(self.worlds.truth[place])
        start: Known = {place: people} if people else {}
        budget = self.budget - people
        witnesses = [witness for world, witness in self.found if world[place] > people]
        witnesses += self._exchanged(place, budget + 1)
        for _ in range(TURNS):
            knowledge = cheapest_knowledge(witnesses, start, budget)
            if knowledge is None:
                return None
            world = self.solver.world(place, knowledge)
            if world is None:
                return knowledge
            witnesses.append(Witness.of(world, self.worlds.truth))
            self.found.append((world, witnesses[-1]))
        return start

    def finding(self, place: Place, knowledge: Known) -> Finding:
        """Put a successful attack into words: excluded, or certain when one answer alone is left."""
        block = place[0]
        others = [answer for answer in range(len(self.worlds.answers)) if answer != place[1]]
        possible = [answer for answer in others if self._possible((block, answer), knowledge)]
        certain = len(possible) == 1
        answer = possible[0] if certain else place[1]
        return Finding(
            self.worlds.blocks[block],
            self.worlds.answers[answer],
            "certain" if certain else "excluded",
            sum(knowledge.values()),
        )

    def _possible(self, place: Place, knowledge: Known) -> bool:
        known = knowledge.get(place, 0)
        return bool(self.worlds.truth[place] > known) or self.solver.world(place, knowledge) is not None

    def _exchanged(self, place: Place, layers: int) -> Iterator[Witness]:
        block, answer = place
        for exchanged in self.exchanges:
            if block in exchanged.blocks:
                here = exchanged.blocks.index(block)
                for world in exchanged.worlds(self.worlds, here, answer, layers):
                    yield Witness.of(world, self.worlds.truth)
