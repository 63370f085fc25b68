"""Questions about one panel, put to HiGHS through ``scipy.optimize.milp``.

HiGHS: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10, 2018.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..later import optimize, sparse
from .pool import Pool, Real, Whole

NEARLY_WHOLE = 1e-6
GOOD_ENOUGH = 0.02
"""A panel that is quickly found may be worth this share less than the best one."""
NEIGHBOURS = (20, 80)
"""How many more kinds may change while a panel is made whole: first few, then more, then all."""


class Panels:
    """The panels of one pool: which is worth most when every kind has a worth?"""

    def __init__(self, pool: Pool, least: Whole | None = None) -> None:
        self.pool = pool
        self.least = np.zeros(len(pool.most), dtype=np.int64) if least is None else least
        self._rows = sparse.csr_array(pool.rows.astype(float))

    def around(self, middle: Real) -> "Panels":
        """Return only those panels that a lottery with these people on average (K) can use.

        Where the average is as far as a rule allows, every panel must be: one that stays behind could never
        be made good by another.
        """
        counts = self.pool.rows @ middle
        low = counts < self.pool.least + NEARLY_WHOLE
        high = counts > self.pool.limit - NEARLY_WHOLE
        face = replace(
            self.pool,
            least=np.where(high, self.pool.limit, self.pool.least),
            limit=np.where(low, self.pool.least, self.pool.limit),
            most=np.where(middle < NEARLY_WHOLE, 0, self.pool.most),
        )
        return Panels(face, np.where(middle > self.pool.most - NEARLY_WHOLE, self.pool.most, 0))

    def worthy(self, worth: Real) -> Whole | None:
        """Return a panel of high worth, or ``None`` when there is no panel.

        With fractions of people the best panel is easily found and mostly whole. The kinds that are not are
        then made whole together with those that nearly came in.
        """
        found = optimize.milp(
            -worth, bounds=optimize.Bounds(self.least, self.pool.most), constraints=self._rules()
        )
        if found.x is None:
            return None
        nearest = np.rint(found.x).astype(np.int64)
        broken = np.abs(found.x - nearest) > NEARLY_WHOLE
        if not broken.any():
            return self._checked(nearest)
        distance = self._distance(worth, found.x)
        distance[broken] = -1.0
        order = np.argsort(distance, kind="stable")
        for more in NEIGHBOURS:
            moving = np.zeros(len(worth), dtype=np.bool_)
            moving[order[: broken.sum() + more]] = True
            whole = self._made_whole(worth, found.x, moving)
            if whole is not None:
                return self._checked(whole)
        return self.best(worth, gap=GOOD_ENOUGH)[0]

    def best(self, worth: Real, *, gap: float = 0.0) -> tuple[Whole | None, float]:
        """Return the panel worth most, and a worth that no panel exceeds; ``None`` when there is no panel."""
        found = optimize.milp(
            -worth,
            integrality=np.ones(len(worth)),
            bounds=optimize.Bounds(self.least, self.pool.most),
            constraints=self._rules(),
            options={"mip_rel_gap": gap},
        )
        if found.x is None:
            return None, -np.inf
        return self._checked(np.rint(found.x).astype(np.int64)), -found.mip_dual_bound

    def _rules(self) -> Any:
        return optimize.LinearConstraint(self._rows, self.pool.least, self.pool.limit)

    def _distance(self, worth: Real, panel: Real) -> Real:
        """Return for every kind about how much worth it would cost to take in, or leave out, one more."""
        inside = (panel > self.least + NEARLY_WHOLE) & (panel < self.pool.most - NEARLY_WHOLE)
        prices = np.linalg.lstsq(self.pool.rows[:, inside].T, worth[inside], rcond=None)[0]
        return np.abs(worth - prices @ self.pool.rows)

    def _made_whole(self, worth: Real, panel: Real, moving: NDArray[np.bool_]) -> Whole | None:
        """Make a panel whole by changing the moving kinds, each by less than one or, if whole, by one."""
        whole = np.rint(panel).astype(np.int64)
        broken = np.abs(panel - whole) > NEARLY_WHOLE
        low = np.where(broken, np.floor(panel), np.maximum(self.least, whole - 1))
        high = np.where(broken, np.ceil(panel), np.minimum(self.pool.most, whole + 1))
        fixed = self.pool.rows @ np.where(moving, 0, whole)
        found = optimize.milp(
            -worth[moving],
            integrality=np.ones(moving.sum()),
            bounds=optimize.Bounds(low[moving], high[moving]),
            constraints=optimize.LinearConstraint(
                sparse.csr_array(self.pool.rows[:, moving].astype(float)),
                self.pool.least - fixed,
                self.pool.limit - fixed,
            ),
            options={"mip_rel_gap": GOOD_ENOUGH},
        )
        if found.x is None:
            return None
        whole[moving] = np.rint(found.x)
        return whole

    def _checked(self, panel: Whole) -> Whole | None:
        """HiGHS reckons in floats; a panel counts only when it keeps the rules in whole numbers."""
        return panel if self.pool.allows(panel) else None
