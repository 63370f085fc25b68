"""Other possible worlds, found cheaply: two answers exchanged along the order in which blocks were
published.

Take two answers, *more* and *less*, and let ``d`` be how many people of each block change from *less* to
*more*. Where every table counts a run of neighbouring blocks, a table bounds a difference of running totals
of ``d``, and so do the people there are: this is a system of difference constraints, and the largest ``d``
of a block is a shortest path (R. Bellman, "On a routing problem", Quarterly of Applied Mathematics 16,
1958; the all-pairs form is R. W. Floyd, "Algorithm 97: shortest path", Communications of the ACM 5, 1962).
Everything is whole numbers, so what is found here is certain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .runs import FAR, Run
from .worlds import Counts, Worlds


@dataclass(frozen=True)
class Exchanges:
    """Shortest paths for one run of blocks: ``distance[more, less, from, to]`` between running totals.

    ``blocks`` are the positions, in the worlds, of the blocks that may change; the others stay as they are.
    """

    blocks: tuple[int, ...]
    distance: Counts

    def room(self) -> Counts:
        """Return, for each block x answer, how much the answer can grow with the best single partner.

        Every true answer that an attacker knows shortens one edge by one person, and a shortest path uses
        an edge once. So room for ``k + 1`` more people leaves at least one, whichever ``k`` answers are
        known.
        """
        steps = np.arange(len(self.blocks))
        grown = self.distance[:, :, steps, steps + 1]
        return np.asarray(grown.max(axis=1).T)

    def worlds(self, worlds: Worlds, place: int, answer: int, layers: int) -> Iterator[Counts]:
        """Yield worlds in which this answer (of the block at this place of the run) has one person more.

        Cutting the running totals into layers of one person keeps every difference constraint, and gives as
        many worlds as there is room; each takes nobody whom another layer takes.
        """
        for less in range(self.distance.shape[1]):
            total = self.distance[answer, less, place]
            for layer in range(min(int(total[place + 1]), layers)):
                change = np.diff(np.clip(total - layer, 0, 1))
                world = worlds.truth.copy()
                world[list(self.blocks), answer] += change
                world[list(self.blocks), less] -= change
                yield world


def exchanges(run: Run) -> Exchanges:
    """Return the exchanges between every two answers along one run of blocks."""
    edges = _edges(run)
    for middle in range(edges.shape[-1]):
        through = edges[..., :, middle, None] + edges[..., None, middle, :]
        np.minimum(edges, through, out=edges)
    return Exchanges(run.blocks, edges)


def _edges(run: Run) -> Counts:
    size, answers = run.people.shape
    edges = np.full((answers, answers, size + 1, size + 1), FAR, dtype=np.int64)
    steps, nodes, same = np.arange(size), np.arange(size + 1), np.arange(answers)
    edges[:, :, steps, steps + 1] = run.people.T[None, :, :]
    edges[:, :, steps + 1, steps] = run.people.T[:, None, :]
    for span in run.spans:
        there = edges[:, :, span.first, span.past]
        back = edges[:, :, span.past, span.first]
        edges[:, :, span.first, span.past] = np.minimum(there, span.up)
        edges[:, :, span.past, span.first] = np.minimum(back, span.down)
    edges[:, :, nodes, nodes] = 0
    edges[same, same] = 0
    return edges
