"""Where each person stands: the two directions in which answers differ most, and how far along each they are.

Principal components of the matrix in which a missing vote is the mean of its statement, by the method of
C. Lanczos, "An iteration method for the solution of the eigenvalue problem", J. Res. NBS 45 (1950) 255-282, with
full reorthogonalisation. The centred matrix is nought wherever nobody voted, so only votes are touched. As in
Polis, people who voted on few statements are moved outwards by the square root of what is missing.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ..later import sparse
from .table import Table

Real = npt.NDArray[np.float64]
MOST_STEPS = 200
EXACT = 1e-12


def places(table: Table) -> Real:
    """Return the place of everybody on the map, shape (rows, 2)."""
    people, statements = table.shape
    if not people:
        return np.zeros((0, 2))
    matrix = _centred(table)
    counted = ~table.moderated[table.columns]
    seen = np.bincount(table.rows[counted], minlength=people) + np.count_nonzero(table.moderated)
    scale = np.sqrt(statements / np.maximum(1, seen))
    moved: Real = np.asarray(matrix @ directions(matrix)) * scale[:, None]
    return moved


def directions(matrix: Any) -> Real:
    """Return the first two right singular vectors, shape (columns, 2), the largest entry of each positive.

    Where the matrix has fewer than two, the others are noughts.
    """
    back = matrix.T
    basis, diagonal, beside = _krylov(matrix, back)
    found = np.zeros((matrix.shape[1], 2))
    if len(diagonal):
        values, inside = _ritz(diagonal, beside)
        real = [j for j in (-1, -2)[: len(values)] if values[j] > EXACT * max(1.0, values[-1])]
        for place, j in enumerate(real):
            found[:, place] = inside[:, j] @ basis
            found[:, place] /= np.linalg.norm(found[:, place])
    largest = np.abs(found).argmax(axis=0)
    return found * np.where(found[largest, [0, 1]] < 0, -1.0, 1.0)


def _centred(table: Table) -> Any:
    people, statements = table.shape
    seen = np.maximum(1, np.bincount(table.columns, minlength=statements))
    mean = np.bincount(table.columns, weights=table.values, minlength=statements) / seen
    entries = table.values - mean[table.columns]
    entries[table.moderated[table.columns]] = 0.0
    starts = table.starts.astype(np.int32)
    return sparse.csr_array((entries, table.columns, starts), shape=(people, statements))


def _krylov(matrix: Any, back: Any) -> tuple[Real, list[float], list[float]]:
    """Step until the two largest Ritz pairs are exact, or the space is used up."""
    width = matrix.shape[1]
    basis = np.zeros((min(MOST_STEPS, width), width))
    start = np.cos(1.0 + np.arange(width) * 2.399963229728653)
    basis[0] = start / np.linalg.norm(start)
    diagonal: list[float] = []
    beside: list[float] = []
    for step in range(len(basis)):
        vector = back @ (matrix @ basis[step])
        diagonal.append(float(vector @ basis[step]))
        for _ in range(2):
            vector -= basis[: step + 1].T @ (basis[: step + 1] @ vector)
        left = float(np.linalg.norm(vector))
        if step + 1 == len(basis) or _settled(diagonal, beside, left):
            return basis[: step + 1], diagonal, beside
        beside.append(left)
        basis[step + 1] = vector / left
    return basis, diagonal, beside


def _settled(diagonal: list[float], beside: list[float], left: float) -> bool:
    if left <= EXACT * max(diagonal):
        return True
    if len(diagonal) < 6 or len(diagonal) % 3:
        return False
    values, inside = _ritz(diagonal, beside)
    return bool(np.all(left * np.abs(inside[-1, -2:]) <= EXACT * 100 * values[-1]))


def _ritz(diagonal: list[float], beside: list[float]) -> tuple[Real, Real]:
    small = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    values, inside = np.linalg.eigh(small)
    return values, inside
