"""Whom an attacker would have to know: the smallest knowledge that rules out every world found so far.

A world is ruled out by knowing more people of an answer in a block than the world has there. This is a small
hitting-set problem, solved exactly by branching: at most three known answers, so at most three levels deep.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .worlds import Counts, Place

Known = dict[Place, int]
"""True answers an attacker knows: how many people per block and answer. Never more than there are."""


@dataclass(frozen=True)
class Witness:
    """A possible world, kept as what could rule it out: where it has fewer people than the truth, and how
    many.
    """

    fewer: tuple[tuple[Place, int], ...]

    @classmethod
    def of(cls, world: Counts, truth: Counts) -> "Witness":
        """Compare a world with the truth (both blocks x answers, in people)."""
        places = np.argwhere(world < truth)
        return cls(tuple(((int(block), int(answer)), int(world[block, answer])) for block, answer in places))

    def agrees(self, known: Known) -> bool:
        """Say whether this world is still possible to somebody with this knowledge."""
        return all(known.get(place, 0) <= people for place, people in self.fewer)


def cheapest_knowledge(witnesses: Sequence[Witness], known: Known, budget: int) -> Known | None:
    """Return knowledge that adds at most ``budget`` people to ``known`` and rules out every witness, or
    ``None``.
    """
    choices: list[tuple[Place, int]] | None = None
    for witness in witnesses:
        if not witness.agrees(known):
            continue
        affordable = [
            (place, people + 1)
            for place, people in witness.fewer
            if people + 1 - known.get(place, 0) <= budget
        ]
        if choices is None or len(affordable) < len(choices):
            choices = affordable
        if not choices:
            return None
    if choices is None:
        return known
    for place, people in choices:
        cost = people - known.get(place, 0)
        found = cheapest_knowledge(witnesses, {**known, place: people}, budget - cost)
        if found is not None:
            return found
    return None
