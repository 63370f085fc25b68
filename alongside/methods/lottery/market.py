"""The market of panels: given those found so far, the fairest lottery among them and the price of each kind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..later import optimize, sparse
from .pool import Pool, Real, Whole

TINY = 1e-9
HALF = 0.5
"""People by which a panel keeps away, where it can, from both ends of a quota."""


@dataclass(frozen=True)
class Aim:
    """Raise ``value`` such that every kind has a chance of at least ``least`` + ``open`` x ``value`` (each K)."""

    open: Real
    least: Real

    def fixed(self, kinds: NDArray[np.bool_], value: float) -> "Aim":
        """Return the aim with these kinds held at what they have now."""
        held = kinds & (self.open > 0)
        return Aim(np.where(held, 0.0, self.open), np.where(held, self.least + value, self.least))


@dataclass(frozen=True)
class Prices:
    """The best value with the panels found so far, and what makes it no better.

    ``probabilities`` (P) are those of the panels. ``prices`` (K) are paid per unit of chance; a panel that is
    worth more than ``worth`` at these prices would help.
    """

    value: float
    probabilities: Real
    prices: Real
    worth: float


@dataclass(frozen=True)
class Relaxed:
    """What could be done with fractions of people: the value, and the prices (K) that bound it."""

    value: float
    prices: Real


class Market:
    """The panels found so far (P x K), each once."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._found: dict[bytes, Whole] = {}

    @property
    def panels(self) -> Whole:
        return np.array(list(self._found.values()), dtype=np.int64).reshape(-1, len(self.pool.people))

    def add(self, panel: Whole) -> bool:
        """Add a panel; ``False`` when it was there already."""
        key = panel.tobytes()
        new = key not in self._found
        self._found[key] = panel
        return new

    def prices(self, aim: Aim) -> Prices:
        """Return the best lottery over the panels found so far, and the prices that come with it."""
        chances = sparse.csc_array((self.panels / self.pool.people).T)
        count = chances.shape[1]
        found = optimize.linprog(
            np.append(np.zeros(count), -1.0),
            A_ub=sparse.hstack([-chances, sparse.csc_array(aim.open[:, None])], format="csc"),
            b_ub=-aim.least,
            A_eq=sparse.csc_array(np.append(np.ones(count), 0.0)[None, :]),
            b_eq=[1.0],
            bounds=[(0, None)] * count + [(-1, 2)],
            method="highs-ds",
        )
        if found.x is None:
            raise ArithmeticError(f"HiGHS could not price the panels: {found.message}")
        prices = np.maximum(0.0, -found.ineqlin.marginals)
        return Prices(-found.fun, np.maximum(0.0, found.x[:count]), prices, -float(found.eqlin.marginals[0]))


def relaxed(pool: Pool, aim: Aim) -> Relaxed:
    """Solve the aim over fractions of people: nothing that whole people can do is better."""
    kinds = len(pool.people)
    rules = sparse.csr_array(pool.rows.astype(float))
    chances = sparse.diags_array(1 / pool.people)
    found = optimize.linprog(
        np.append(np.zeros(kinds), -1.0),
        A_ub=sparse.vstack(
            [
                sparse.hstack([-chances, sparse.csr_array(aim.open[:, None])]),
                sparse.hstack([sparse.vstack([rules, -rules]), sparse.csr_array((2 * len(pool.rows), 1))]),
            ],
            format="csc",
        ),
        b_ub=np.concatenate([-aim.least, pool.limit, -pool.least]),
        bounds=[(0, float(most)) for most in pool.most] + [(-1, 2)],
        method="highs-ds",
    )
    if found.x is None:
        raise ArithmeticError(f"HiGHS could not bound the chances: {found.message}")
    return Relaxed(float(-found.fun), np.maximum(0.0, -found.ineqlin.marginals[:kinds]))


def middle(pool: Pool, aim: Aim, value: float) -> Real:
    """Return how many of each kind (K) are on a panel on average when the aim reaches this value.

    Of many ways that one is taken which keeps away from all bounds: no quota is used to its limit, and nobody's
    chance is larger, than it must be.
    """
    kinds, rules = len(pool.people), sparse.csr_array(pool.rows.astype(float))
    count = len(pool.rows)
    apart, nothing = sparse.eye_array(count), sparse.csr_array((count, 1))
    largest = sparse.hstack(
        [
            sparse.diags_array(1 / pool.people),
            sparse.csr_array((kinds, count)),
            sparse.csr_array(-np.ones((kinds, 1))),
        ]
    )
    found = optimize.linprog(
        np.concatenate([np.zeros(kinds), -np.ones(count), [1.0]]),
        A_ub=sparse.vstack(
            [sparse.hstack([rules, apart, nothing]), sparse.hstack([-rules, apart, nothing]), largest],
            format="csc",
        ),
        b_ub=np.concatenate([pool.limit, -pool.least, np.zeros(kinds)]),
        bounds=[
            *zip(
                np.minimum(pool.most, pool.people * (aim.least + aim.open * value - TINY)),
                pool.most,
                strict=True,
            ),
            *[(0, HALF)] * count,
            (0, 1),
        ],
        method="highs-ds",
    )
    if found.x is None:
        raise ArithmeticError(f"HiGHS found no middle: {found.message}")
    return np.asarray(found.x[:kinds], dtype=np.float64)
