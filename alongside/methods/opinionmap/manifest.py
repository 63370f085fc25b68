"""A result as bytes that are always the same, and what somebody needs to make them again."""

import hmac
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from .results import Mode, OpinionMap
from .votes import Votes

VERSION = 1
"""Changes whenever the same votes would give another result."""
DECIMALS = 6
OF_COMMUNITIES = ("standing", "not_shared_by", "not_yet_heard_from", "communities")


@dataclass(frozen=True)
class Manifest:
    """All that went into a result, and fingerprints (SHA-256) of the votes and of what came out.

    ``result`` is the fingerprint of the whole result; ``rebuilt`` that of the part that needs no declared
    communities, which anybody can make again from the exported votes with ``read`` and ``to_bytes``.
    """

    version: int
    mode: Mode
    seed: str
    resamples: int
    statements: tuple[int, ...]
    moderated: tuple[int, ...]
    votes: str
    result: str
    rebuilt: str

    def to_bytes(self) -> bytes:
        """The manifest as JSON in ASCII, to be published and signed."""
        return _json(asdict(self))


def manifest(
    votes: Votes,
    result: OpinionMap,
    *,
    statements: Collection[int] = (),
    moderated: Collection[int] = (),
) -> Manifest:
    """Return the manifest of a result of ``read``; give what ``read`` was given."""
    return Manifest(
        VERSION,
        result.mode,
        result.seed,
        result.stability.resamples if result.stability else 0,
        tuple(sorted(set(statements))),
        tuple(sorted(set(moderated))),
        fingerprint(votes),
        sha256(to_bytes(result)).hexdigest(),
        sha256(to_bytes(result, communities=False)).hexdigest(),
    )


def fingerprint(votes: Votes) -> str:
    """Return the SHA-256 of the votes in the order of time, person, statement and value.

    Each vote is those four, in that order, as little-endian whole numbers of 64 bits.
    """
    columns = (votes.times, votes.people, votes.statements, votes.values)
    order = np.lexsort(columns[::-1])
    return sha256(np.stack([column[order] for column in columns], axis=1).astype("<i8").tobytes()).hexdigest()


def under(key: str, fingerprint: str) -> str:
    """Return a fingerprint under a key (HMAC-SHA256; both in hexadecimal), fit to be published.

    A bare fingerprint lets whoever knows all votes but one person's try the rest. With the key, which goes with the
    votes, it is checked as well as before; without, nothing can be tried.
    """
    return hmac.new(bytes.fromhex(key), fingerprint.encode(), sha256).hexdigest()


def to_bytes(result: OpinionMap, *, communities: bool = True) -> bytes:
    """Return the result as JSON in ASCII: keys sorted, no spaces, fractions with six decimals.

    Without ``communities`` whatever depends on them is left out.
    """
    told = asdict(result)
    if not communities:
        del told["consensus"]
        for statement in told["statements"]:
            for key in OF_COMMUNITIES:
                del statement[key]
    return _json(told)


def _json(told: Any) -> bytes:
    return json.dumps(_rounded(told), sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _rounded(told: Any) -> Any:
    """The same with every fraction as text, and no minus before a zero."""
    if isinstance(told, float):
        return f"{round(told, DECIMALS) + 0.0:.{DECIMALS}f}"
    if isinstance(told, dict):
        return {key: _rounded(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [_rounded(value) for value in told]
    return told
