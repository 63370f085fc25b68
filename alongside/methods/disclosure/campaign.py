"""One attack on one question; see `attack.py`."""

from collections.abc import Iterator

import numpy as np

from .chains import knowledge_needed
from .cover import Known, Witness, cheapest_knowledge
from .exchanges import exchanges
from .findings import Finding
from .runs import runs
from .worlds import Counts, Place, Worlds

TURNS = 200
"""Turns between attacker and solver for one place before the attack counts as successful."""


class Campaign:
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
