"""A round of the demonstration as it is lived through."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.funding.models import Bid, Round
from alongside.people.models import Member

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast

SHORT = 1
"""How many bids without money each round of the small demonstration has."""
FEW = 5
"""How many people each panel of the small demonstration has."""


@dataclass
class Held:
    """A round as it is lived through: its bids by title, and those of the network who have nothing to do with them."""

    told: dict[str, Any]
    plan: dict[str, Any]
    cast: Cast
    diary: Diary
    chance: random.Random
    bids: dict[str, Bid] = field(default_factory=dict)
    crowd: list[Member] = field(default_factory=list)

    @property
    def round(self) -> Round:
        """The round as it stands now."""
        return Round.objects.select_related("programme").get(slug=self.told["slug"])

    def bidding(self) -> list[dict[str, Any]]:
        """What was bid: in the small demonstration what was funded, and little else."""
        rows: list[dict[str, Any]] = self.told["bids"]
        if not self.diary.small:
            return rows
        return [row for row in rows if "award" in row] + [row for row in rows if "asks" in row][:SHORT]

    def seats(self) -> list[str]:
        """As what people are on the panel; the small demonstration has a small one."""
        rows: list[str] = self.told["panel"]["people"]
        return rows[-FEW:] if self.diary.small else rows

    def someone(self) -> Member:
        """Somebody of the crowd who was not drawn before."""
        return self.crowd.pop()
