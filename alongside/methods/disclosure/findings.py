"""What an attacker could conclude."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """What an attacker could conclude. It is as secret as an answer: it decides, and is then forgotten.

    For those people of ``blocks`` whom the attacker does not know, ``answers`` are either the only possible
    ones (``certain``) or impossible (``excluded``), given the right ``known`` other answers. Several blocks
    or answers are named where no table tells them apart.
    """

    blocks: tuple[str, ...]
    answers: tuple[str, ...]
    kind: Literal["certain", "excluded"]
    known: int
