"""The draw: a number that nobody could know beforehand, the panel of that number, and who comes next.

The seed is committed to before the draw: its SHA-256 is published, the seed itself afterwards. The public
words are drawn outside the system, in front of people: numbered balls, say. Whoever made the seed does not
know the words, and whoever draws the words does not know the seed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from ..unusable import Unusable
from .planning import Plan

SHORTEST_SEED = 16
"""Characters. A shorter seed could be guessed from its commitment by trying."""


@dataclass(eq=False)
class WeakSeed(Unusable):
    """The seed is so short (``length`` characters) that its commitment would give it away."""

    length: int

    def __str__(self) -> str:
        return f"A seed needs at least {SHORTEST_SEED} characters by chance; this one has {self.length}."


@dataclass(eq=False)
class NoPublicWords(Unusable):
    """Nothing was drawn in public."""

    def __str__(self) -> str:
        return "Give the words or numbers that were drawn in public."


@dataclass(frozen=True)
class Draw:
    """What came out: the number of the ticket (from 1), its panel, and everybody else in order."""

    number: int
    panel: tuple[str, ...]
    alternates: tuple[str, ...]
    seed: str
    public_words: str


def commit(seed: str) -> str:
    """Return the SHA-256 of the seed, to be published before the draw. Raises ``WeakSeed``."""
    if len(seed) < SHORTEST_SEED:
        raise WeakSeed(len(seed))
    return sha256(seed.encode()).hexdigest()


def spoken(public_words: str) -> str:
    """Return the public words as they count: small letters, one space between. Raises ``NoPublicWords``."""
    words = " ".join(public_words.split()).casefold()
    if not words:
        raise NoPublicWords
    return words


def number(seed: str, public_words: str, tickets: int = 1000) -> int:
    """Return the number drawn, from 1 to ``tickets``, each equally likely.

    It is the SHA-256 of ``seed|words|0``, read as a whole number, modulo the tickets, plus one. Hashes beyond
    the last full round of tickets are passed over (``seed|words|1`` and so on), so that no number is favoured.
    """
    words = spoken(public_words)
    limit = 2**256 - 2**256 % tickets
    attempt = 0
    while True:
        found = int(sha256(f"{seed}|{words}|{attempt}".encode()).hexdigest(), 16)
        if found < limit:
            return found % tickets + 1
        attempt += 1


def draw(plan: Plan, *, seed: str, public_words: str) -> Draw:
    """Return the ticket that the seed and the public words draw, with alternates in order."""
    drawn = number(seed, public_words, len(plan.tickets))
    panel = plan.tickets[drawn - 1]
    return Draw(
        drawn,
        panel,
        alternates(panel, plan.chances, seed=seed, public_words=public_words),
        seed,
        spoken(public_words),
    )


def alternates(
    panel: Collection[str], everybody: Collection[str], *, seed: str, public_words: str
) -> tuple[str, ...]:
    """Return everybody who is not on the panel in the order of the SHA-256 of ``seed|words|id``."""
    words = spoken(public_words)
    left = set(everybody) - set(panel)
    return tuple(sorted(left, key=lambda id: sha256(f"{seed}|{words}|{id}".encode()).hexdigest()))
