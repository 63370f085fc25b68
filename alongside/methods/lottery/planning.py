"""The plan: so many numbered, equally likely panels, published before one of them is drawn."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Literal

from . import pool as pools
from .errors import BadNumbers
from .names import seat
from .pool import Candidate, Quota

Method = Literal["maximin", "leximin"]
TICKETS = 1000


@dataclass(frozen=True)
class Plan:
    """Numbered panels (the first is ticket 1), each as likely as any other.

    ``chances`` are exact over the tickets. ``smallest`` is the smallest chance of anybody who can be on a
    panel at all; ``ideal`` is that of the lottery before it was rounded to whole tickets, and ``bound`` what
    no lottery over panels that meet the quotas can exceed. ``never`` are those whom no panel can hold.
    """

    tickets: tuple[tuple[str, ...], ...]
    chances: Mapping[str, float]
    smallest: float
    bound: float
    method: Method
    size: int
    ideal: float
    never: tuple[str, ...] = ()


def plan(
    pool: Sequence[Candidate],
    quotas: Sequence[Quota],
    size: int,
    *,
    seed: str,
    method: Method = "maximin",
    tickets: int = TICKETS,
) -> Plan:
    """Plan a fair lottery for ``size`` places: the same pool, quotas and seed give the same plan.

    The order of the pool makes no difference. Raises ``Infeasible``, with the smallest change of quotas that
    would help, when no panel meets them, and another ``Unusable`` when something given is wrong in itself.
    """
    # SciPy takes most of a second to import, and only a lottery needs it.
    from . import fairness, relaxations, rounding

    if tickets < 1:
        raise BadNumbers(size, tickets)
    gathered = pools.gather(pool, quotas, size)
    fairest = fairness.leximin if method == "leximin" else fairness.maximin
    lottery = fairest(gathered, chance(seed, "panels"))
    if lottery is None:
        raise relaxations.infeasible(gathered)
    luck = chance(seed, "tickets")
    whole = rounding.tickets(gathered, lottery, tickets, luck, all_chances=method == "leximin")
    panels = seat(gathered, whole, luck)
    held = Counter(id for panel in panels for id in panel)
    never = tuple(sorted(id for kind in lottery.never.nonzero()[0] for id in gathered.ids(int(kind))))
    chances = {id: held[id] / tickets for id in sorted(candidate.id for candidate in pool)}
    smallest = min(share for id, share in chances.items() if id not in never)
    return Plan(panels, chances, smallest, lottery.bound, method, size, lottery.smallest, never)


def chance(seed: str, purpose: str) -> Random:
    """Return chance that only this seed and purpose give, the same on every machine."""
    return Random(int(sha256(f"{purpose}|{seed}".encode()).hexdigest(), 16))
