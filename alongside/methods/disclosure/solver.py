"""The exact question, put to HiGHS: is there any world at all in which one more person gave this answer?

HiGHS: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10, 2018; reached through ``scipy.optimize.milp``.
"""

from typing import Any

import numpy as np

from ..later import optimize, sparse
from .cover import Known
from .worlds import Counts, Place, Worlds

NEARLY_WHOLE = 1e-6
SECONDS = 20.0
"""When HiGHS takes longer than this, the attack counts as successful and the table is held."""


class Solver:
    """Mixed-integer programmes over the worlds of one question; the constraints are written down once."""

    def __init__(self, worlds: Worlds) -> None:
        self._worlds = worlds
        blocks, answers = worlds.truth.shape
        cells = (worlds.in_block[:, :, None] & worlds.in_cell[:, None, :]).reshape(-1, blocks * answers)
        whole = np.kron(np.eye(blocks), np.ones(answers))
        counted = sparse.csr_array(np.vstack([cells.astype(float), whole]))
        self._limits = optimize.LinearConstraint(
            sparse.hstack([counted, -counted], format="csr"),
            np.concatenate([worlds.least - worlds.count, np.zeros(blocks)]),
            np.concatenate([worlds.most - worlds.count, np.zeros(blocks)]),
        )

    def world(self, place: Place, known: Known) -> Counts | None:
        """Return a world near the truth with one person more at this place than are known there, or ``None``.

        The unknowns are people added to and taken from the truth; it takes as few as it can. A world is only
        returned after it has been checked in whole numbers, so rounding errors can hold a table but never
        publish one.
        """
        truth = self._worlds.truth
        taken = truth.astype(float)
        for there, people in known.items():
            taken[there] -= people
        taken[place] = 0
        added = np.zeros(truth.shape)
        added[place] = known.get(place, 0) + 1 - truth[place]
        unbounded = np.full(truth.size, np.inf)
        nobody = np.zeros(truth.size)
        bounds = optimize.Bounds(
            np.concatenate([added.ravel(), nobody]), np.concatenate([unbounded, taken.ravel()])
        )
        change = self._change(bounds)
        world = None if change is None else truth + change.reshape(truth.shape)
        return world if world is not None and self._survives(world, place, known) else None

    def _change(self, bounds: Any) -> Counts | None:
        """Solve without, then with, whole numbers: the first is four times faster and nearly always whole."""
        size = self._worlds.truth.size
        for whole in (0, 1):
            found = optimize.milp(
                np.concatenate([np.zeros(size), np.ones(size)]),
                integrality=np.full(2 * size, whole),
                bounds=bounds,
                constraints=self._limits,
                options={"time_limit": SECONDS},
            )
            if found.x is None:
                return None
            nearest = np.rint(found.x)
            if whole or np.abs(found.x - nearest).max() < NEARLY_WHOLE:
                return np.asarray(nearest[:size] - nearest[size:], dtype=np.int64)
        return None

    def _survives(self, world: Counts, place: Place, known: Known) -> bool:
        more = world[place] > known.get(place, 0)
        kept = all(world[there] >= people for there, people in known.items())
        return bool(more) and kept and self._worlds.allows(world)
