"""The floor: how far the community that shares a statement least is still known to share it.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
"""

from collections.abc import Iterable
from math import sqrt

Z = 0.84
"""Standard errors: the true share lies above the bound four times in five."""


def wilson_lower(share_of: int, seen: int, *, z: float = Z) -> float:
    """Return the lower Wilson bound, 0 to 1, of a share known from ``share_of`` out of ``seen``; 0 for none."""
    if not seen:
        return 0.0
    share, unsure = share_of / seen, z * z / seen
    middle = share + unsure / 2
    return max(0.0, (middle - z * sqrt(share * (1 - share) / seen + unsure / (4 * seen))) / (1 + unsure))


def floor(communities: Iterable[tuple[int, int]], *, z: float = Z) -> float:
    """Return the smallest bound over declared communities, given as (who share the view, who voted).

    Where no community is declared, nobody could object: 1.
    """
    return min((wilson_lower(shared, seen, z=z) for shared, seen in communities), default=1.0)
