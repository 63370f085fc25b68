"""Chance from a seed, the same on every machine and with every version of NumPy.

Only the raw stream of PCG64 is used (M. E. O'Neill, "PCG", HMC-CS-2014-0905): NumPy keeps that the same for ever,
which it does not promise of what it derives from it.
"""

from hashlib import sha256

import numpy as np
import numpy.typing as npt

from .votes import Column


class Chance:
    """A stream of chance of its own for each seed and purpose."""

    def __init__(self, seed: str, purpose: str) -> None:
        self._stream = np.random.PCG64(int(sha256(f"{seed}|{purpose}".encode()).hexdigest(), 16))

    def happens(self, count: int, share: float) -> npt.NDArray[np.bool_]:
        """For each of ``count`` things whether it happens, each with the chance ``share``; shape (count,)."""
        return self._stream.random_raw(count) < np.uint64(int(share * 2**64))

    def order(self, count: int) -> Column:
        """Return the numbers from 0 in an order by chance."""
        return np.argsort(self._stream.random_raw(count), kind="stable")
