"""The public file: everything that anybody needs to check the lottery, and nothing that names anybody.

It is published before the draw, with its fingerprint. After the draw it gains the seed, the public words, the
number and the panel. ``check_draw.py`` reads it on any machine with Python.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..unusable import Unusable
from .drawing import Draw
from .planning import Plan, chance
from .pool import Candidate, Quota

FORMAT = "alongside-lottery-1"
CHECKER = Path(__file__).with_name("check_draw.py")
"""The program that checks a public file: one file, only the standard library."""
AFTERWARDS = ("draw", "fingerprint")
"""What is not part of the fingerprint."""
ANONYMOUS = re.compile(r"P\d{3,}")


@dataclass(eq=False)
class NotAnonymous(Unusable):
    """An id may mean something outside the lottery. ``anonymous_ids`` gives ids that do not."""

    id: str

    def __str__(self) -> str:
        return f"The id {self.id!r} may tell who it is: publish ids from anonymous_ids, such as P042."


def anonymous_ids(ids: Iterable[str], *, secret: str) -> dict[str, str]:
    """Return for every id one such as ``P042``, in an order that only the secret gives.

    The secret is never published, and must not be the seed: the seed is made public after the draw.
    """
    order = sorted(ids)
    chance(secret, "ids").shuffle(order)
    return {id: f"P{place:03}" for place, id in enumerate(order, start=1)}


def public_file(
    plan: Plan,
    pool: Sequence[Candidate],
    quotas: Sequence[Quota],
    *,
    commitment: str,
    title: str,
    drawn: Draw | None = None,
) -> dict[str, Any]:
    """Return the public file of a plan as plain data; with ``drawn``, that of its draw.

    Only values of categories with quotas are told, and households as H1, H2 and so on, where several people
    of the pool share one. Raises ``NotAnonymous`` when an id does not come from ``anonymous_ids``.
    """
    for candidate in pool:
        if not ANONYMOUS.fullmatch(candidate.id):
            raise NotAnonymous(candidate.id)
    file: dict[str, Any] = {
        "format": FORMAT,
        "title": title,
        "method": plan.method,
        "size": plan.size,
        "smallest_chance": plan.smallest,
        "largest_possible_smallest_chance": round(plan.bound, 9),
        "never": list(plan.never),
        "commitment": commitment,
        "quotas": [
            {"category": q.category, "value": q.value, "minimum": q.minimum, "maximum": q.maximum}
            for q in quotas
        ],
        "people": _people(plan, pool, quotas),
        "panels": [list(panel) for panel in plan.tickets],
    }
    file["fingerprint"] = fingerprint(file)
    return after_draw(file, drawn) if drawn else file


def after_draw(file: Mapping[str, Any], drawn: Draw) -> dict[str, Any]:
    """Return the public file with what was drawn. Its fingerprint stays the same."""
    return {
        **file,
        "draw": {
            "seed": drawn.seed,
            "public_words": drawn.public_words,
            "number": drawn.number,
            "panel": list(drawn.panel),
            "alternates": list(drawn.alternates),
        },
    }


def fingerprint(file: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what the file says before the draw, as JSON with sorted keys and no spaces."""
    before = {key: value for key, value in file.items() if key not in AFTERWARDS}
    return sha256(canonical(before).encode()).hexdigest()


def canonical(data: Any) -> str:
    """Return plain data as the JSON whose bytes are counted."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _people(plan: Plan, pool: Sequence[Candidate], quotas: Sequence[Quota]) -> list[dict[str, Any]]:
    categories = dict.fromkeys(quota.category for quota in quotas)
    order = sorted(pool, key=lambda candidate: candidate.id)
    shared = Counter(candidate.household for candidate in pool if candidate.household)
    homes = dict.fromkeys(c.household for c in order if shared[c.household] > 1)
    names = {home: f"H{place}" for place, home in enumerate(homes, start=1)}
    return [
        {
            "id": candidate.id,
            "values": {category: candidate.values[category] for category in categories},
            "household": names.get(candidate.household, ""),
            "chance": plan.chances[candidate.id],
        }
        for candidate in order
    ]
