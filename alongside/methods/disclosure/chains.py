"""How many answers an attacker must know before nobody else can have given one: a bound from chains of
swaps.

Walk along a run of blocks in order of closing. Between blocks the other world is either the truth (*level*)
or has, in its running totals, one person more of one answer and one fewer of another: a state *(more,
fewer)*. Passing a block changes the state only by taking somebody there from some answer, which is possible
while anybody of that answer is unknown to the attacker: a *gate*, as strong as the people behind it. A
chain of open gates from level to the end, past the block in question, is a possible world in which that
block has one person more of the answer.

To close all chains the attacker must know everybody at enough gates: a cut, and by the theorem of Ford and
Fulkerson ("Maximal flow through a network", Canadian Journal of Mathematics 8, 1956) we ask for the
weakest. We bound it from below. At one block, if closing everything beyond a gate costs at least what the
attacker has left, they must close the gate itself and have so much less left for the others; ``_forced``
repeats this until nothing more follows. Gates of different blocks are different people, so costs before, at
and after a block add up.

A state is allowed between two blocks when every table that starts or ends there would look the same. A
table that starts inside the run sees two states, so there we ask for room for two people.
"""

import numpy as np

from .runs import Run
from .worlds import Counts, Flags


def knowledge_needed(run: Run, cap: int) -> Counts:
    """Return, for each block x answer, a number of known answers that cannot rule out one person more.

    Exactly: fewer known answers than this, beside those of the people who truly gave the answer in that
    block, always leave a possible world with one person more. Counted up to ``cap``; 0 means that no chain
    was found.
    """
    size, answers = run.people.shape
    allowed = _allowed(run)
    after = _after(run, allowed, cap)
    before = _before(run, allowed, cap)
    nothing = np.zeros((answers, 1), dtype=np.int64)
    needed = np.zeros((size, answers), dtype=np.int64)
    for block in range(size):
        beyond = _beyond(before[block], after[block + 1])
        needed[block] = _forced(beyond, run.people[block], nothing, nothing, cap)[:, 0]
    return needed


def _allowed(run: Run) -> Flags:
    """Return for each point between blocks whether the state (more, fewer) may stand there."""
    size, answers = run.people.shape
    allowed = np.ones((size + 1, answers, answers), dtype=np.bool_)
    for span in run.spans:
        room = 2 if span.first else 1
        allowed[span.past] &= span.up >= room
        if span.first:
            allowed[span.first] &= span.down >= room
    same = np.arange(answers)
    allowed[:, same, same] = False
    return allowed


def _after(run: Run, allowed: Flags, cap: int) -> Counts:
    """Return the cost of closing all chains from the state (more, fewer) at a point to the end of the run."""
    cost = cap * allowed.astype(np.int64)
    for block in range(len(run.people) - 1, 0, -1):
        people = run.people[block]
        cost[block] = allowed[block] * _forced(cost[block + 1], people, people[:, None], cost[block + 1], cap)
    return cost


def _before(run: Run, allowed: Flags, cap: int) -> Counts:
    """Return the cost of closing every chain from level to the state at a point, indexed by (fewer, more)."""
    cost = np.zeros(allowed.shape, dtype=np.int64)
    for point in range(1, len(cost)):
        people = run.people[point - 1]
        found = _forced(cost[point - 1], people, people[:, None], cost[point - 1], cap)
        cost[point] = allowed[point].T * found
    return cost


def _beyond(before: Counts, after: Counts) -> Counts:
    """Return the cost of closing what lies around each gate of a block, for [answer that grows, gate].

    ``before`` is indexed (fewer, more) and ``after`` (more, fewer). The gate's people come from: level
    before, so that only the way on matters; level after, so that only the way here does (both kinds at
    once, so these add up); or a state before that shares its other half with the state after, where closing
    either way is enough.
    """
    one_side = after + before
    more_changes = np.minimum(before.T[None, :, :], after[:, None, :]).max(axis=2)
    fewer_changes = np.minimum(before[:, None, :], after.T[None, :, :]).max(axis=2)
    cost = np.maximum(one_side, np.maximum(more_changes, fewer_changes))
    same = np.arange(len(cost))
    cost[same, same] = 0
    return np.asarray(cost)


def _forced(beyond: Counts, people: Counts, leaving: Counts, staying: Counts, cap: int) -> Counts:
    """Bound from below what it costs to close one block's gates and what lies beyond them.

    ``beyond[answer, gate]`` is the cost of closing everything beyond a gate, ``people[gate]`` of closing
    the gate itself; ``leaving`` are people at gates with nothing beyond to close; ``staying`` is the cost
    beyond passing the block unchanged, and is [answer, gate] when a gate leads away from itself, else
    [answer, 1].
    """
    behind = np.stack([people * (beyond >= cost) for cost in range(1, cap + 1)])
    total = behind.sum(axis=2, keepdims=True)
    others = total - behind if staying.shape == beyond.shape else total
    best = np.zeros(staying.shape, dtype=np.int64)
    for cost in range(1, cap + 1):
        spent = np.broadcast_to(leaving, staying.shape)
        for _ in range(cost):
            left = np.clip(cost - spent, 1, cap)
            spent = leaving + np.take_along_axis(others, left[None] - 1, axis=0)[0]
        best = np.where(spent + staying >= cost, cost, best)
    return best
