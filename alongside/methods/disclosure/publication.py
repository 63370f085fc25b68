"""One question, one scope, one publication date: make the tables, attack them, then let go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from .attack import attack
from .blocks import Sums, scope_allowed
from .questions import LevelName, Question
from .rules import BLOCK_SIZE, SMALLEST_BASE
from .tables import Table, tabulate

NETWORK = "network"


@dataclass(frozen=True)
class Hold:
    """A table that must not be published. It carries no reason, because the reason is somebody's answer.

    It is never published later by itself: call ``publish`` again when the next block has closed.
    """

    question: str
    level: LevelName
    scope: str
    n: int


@dataclass(frozen=True)
class Publication:
    """What came of a publication: the tables to freeze (rolled-up first), and the levels held back."""

    status: Literal["published", "held", "too_small"]
    tables: tuple[Table, ...] = ()
    held: tuple[Hold, ...] = ()


def publish(
    question: Question,
    sums: Sums,
    history: Sequence[Table],
    *,
    blocks: Collection[str],
    scope: str = NETWORK,
    network: Collection[str] | None = None,
) -> Publication:
    """Return the tables of these blocks that can be published after everything published before.

    ``history`` holds every table ever published, of any scope and question; add what this returns before
    you publish the next scope. ``sums`` holds every closed block of the question, retired ones too. A scope
    other than the network names the network's blocks in ``network``. A more detailed level is only tried
    when the one before it came out. Raises ``ValueError`` as ``tabulate`` and ``possible_worlds`` do.
    """
    if not _large_enough(blocks, scope, network):
        return Publication("too_small")
    tables: list[Table] = []
    held: list[Hold] = []
    for level in question.levels_at(len(set(blocks)) * BLOCK_SIZE):
        table = tabulate(question, level.name, sums, blocks=blocks, scope=scope)
        if held or attack(question, sums, [*history, *tables, table]):
            held.append(Hold(question.id, level.name, scope, table.n))
        else:
            tables.append(table)
    return Publication("published" if tables else "held", tuple(tables), tuple(held))


def _large_enough(blocks: Collection[str], scope: str, network: Collection[str] | None) -> bool:
    if scope == NETWORK:
        return len(set(blocks)) * BLOCK_SIZE >= SMALLEST_BASE
    if network is None:
        raise ValueError(f"Scope {scope!r} is a part of the network: name the network's blocks too.")
    return scope_allowed(blocks, network)
