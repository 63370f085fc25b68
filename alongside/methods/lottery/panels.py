"""Questions about one panel, put to HiGHS through ``scipy.optimize.milp``.

HiGHS: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10, 2018.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .pool import Pool, Real, Whole

NEARLY_WHOLE = 1e-6
GOOD_ENOUGH = 0.02
"""A panel that is quickly found may be worth this share less than the best one."""


class Panels:
    """The panels of one pool: which is worth most when every kind has a worth?"""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._rows = LinearConstraint(csr_array(pool.rows.astype(float)), pool.least, pool.limit)
        self._bounds = Bounds(np.zeros(len(pool.most)), pool.most.astype(float))

    def worthy(self, worth: Real) -> Whole | None:
        """Return a panel of high worth, or ``None`` when the quick way finds none.

        Without whole numbers the best panel is easily found and mostly whole; the few kinds that are not are
        then rounded together.
        """
        found = milp(-worth, bounds=self._bounds, constraints=self._rows)
        if found.x is None:
            return None
        nearest = np.rint(found.x)
        broken = np.abs(found.x - nearest) > NEARLY_WHOLE
        if broken.any():
            fixed = self.pool.rows @ np.where(broken, 0, nearest).astype(np.int64)
            rounded = self._rounded(found.x[broken], worth[broken], fixed, self.pool.rows[:, broken])
            if rounded is None:
                return self.best(worth, gap=GOOD_ENOUGH)[0]
            nearest[broken] = rounded
        return self._checked(nearest)

    def best(self, worth: Real, *, gap: float = 0.0) -> tuple[Whole | None, float]:
        """Return the panel worth most, and a worth that no panel exceeds; ``None`` when there is no panel."""
        found = milp(
            -worth,
            integrality=np.ones(len(worth)),
            bounds=self._bounds,
            constraints=self._rows,
            options={"mip_rel_gap": gap},
        )
        if found.x is None:
            return None, -np.inf
        return self._checked(found.x), -found.mip_dual_bound

    def _rounded(self, broken: Real, worth: Real, fixed: Whole, rows: Whole) -> Real | None:
        found = milp(
            -worth,
            integrality=np.ones(len(worth)),
            bounds=Bounds(np.floor(broken), np.ceil(broken)),
            constraints=LinearConstraint(rows, self.pool.least - fixed, self.pool.limit - fixed),
        )
        return None if found.x is None else np.rint(found.x)

    def _checked(self, panel: Real) -> Whole | None:
        whole = np.rint(panel).astype(np.int64)
        return whole if self.pool.allows(whole) else None
