"""When no panel meets all quotas: the smallest change that makes one possible, and which quotas are in conflict.

The smallest change is an integer programme: a panel of whole people, and for every quota how far it lies
outside, counted in people and added up.
"""

import numpy as np

from ..later import optimize, sparse
from .errors import Infeasible, Relaxation
from .pool import Pool, Whole


def infeasible(pool: Pool) -> Infeasible:
    """Return, ready to be raised, why this pool has no panel and what would make one possible."""
    short, over = _outside(pool)
    in_pool = pool.rows @ pool.people
    relaxations = tuple(
        Relaxation(
            quota.category,
            quota.value,
            quota.minimum - int(short[row]),
            quota.maximum + int(over[row]),
            quota.minimum,
            quota.maximum,
            int(in_pool[row]),
        )
        for row, quota in enumerate(pool.quotas)
        if short[row] or over[row]
    )
    return Infeasible(relaxations, _conflict(pool))


def _outside(pool: Pool) -> tuple[Whole, Whole]:
    """Return by how many people each quota falls short and runs over in the panel that does so least."""
    kinds, quotas = len(pool.people), len(pool.quotas)
    slack = sparse.vstack([sparse.eye_array(quotas), sparse.csr_array((len(pool.rows) - quotas, quotas))])
    found = optimize.milp(
        np.concatenate([np.zeros(kinds), np.ones(2 * quotas)]),
        integrality=np.concatenate([np.ones(kinds), np.zeros(2 * quotas)]),
        bounds=optimize.Bounds(0, np.concatenate([pool.most, np.full(2 * quotas, pool.size)])),
        constraints=optimize.LinearConstraint(
            sparse.hstack([sparse.csr_array(pool.rows.astype(float)), slack, -slack], format="csr"),
            pool.least,
            pool.limit,
        ),
    )
    if found.x is None:
        raise ArithmeticError(f"HiGHS found no panel even without quotas: {found.message}")
    counts = pool.rows[:quotas] @ np.rint(found.x[:kinds]).astype(np.int64)
    short = np.maximum(0, pool.least[:quotas] - counts)
    over = np.maximum(0, counts - pool.limit[:quotas])
    return short, over


def _conflict(pool: Pool) -> tuple[tuple[str, str], ...]:
    """Drop quotas while there is still no panel: first whole categories, then one by one."""
    kept = np.ones(len(pool.quotas), dtype=np.bool_)
    categories = np.array([quota.category for quota in pool.quotas])
    trials = [categories == category for category in dict.fromkeys(categories)]
    trials += [np.arange(len(kept)) == row for row in range(len(kept))]
    for trial in trials:
        if (kept & trial).any() and not _possible(pool, kept & ~trial):
            kept &= ~trial
    return tuple((q.category, q.value) for q, keep in zip(pool.quotas, kept, strict=True) if keep)


def _possible(pool: Pool, kept: Whole) -> bool:
    """Say whether there is a panel that meets these quotas."""
    rows = np.concatenate([kept, np.ones(len(pool.rows) - len(kept), dtype=np.bool_)])
    found = optimize.milp(
        np.zeros(len(pool.people)),
        integrality=np.ones(len(pool.people)),
        bounds=optimize.Bounds(0, pool.most.astype(float)),
        constraints=optimize.LinearConstraint(
            sparse.csr_array(pool.rows[rows].astype(float)), pool.least[rows], pool.limit[rows]
        ),
    )
    return found.x is not None
