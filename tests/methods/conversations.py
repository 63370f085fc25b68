"""Conversations to read: three real ones, and made ones in which we know who thinks what."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alongside.methods.opinionmap import Votes

KEPT = Path(__file__).parent / "polis"
NAMES = ("biodiversity", "san-juan", "vtaiwan")


@dataclass(frozen=True)
class Kept:
    """A real conversation: votes, rejected statements, and the group of each person that Polis published."""

    votes: Votes
    moderated: tuple[int, ...]
    published: dict[int, int]


def kept(name: str) -> Kept:
    """Read one of the conversations in ``polis/``; its NOTICE says how the file is laid out."""
    lines = gzip.decompress((KEPT / f"{name}.csv.gz").read_bytes()).decode().splitlines()
    first, moderated, groups = (line.split(",", 1)[1].split() for line in lines[:3])
    later, people, statements, values = np.loadtxt(lines[4:], delimiter=",", dtype=np.int64).T
    return Kept(
        Votes(people, statements, values, int(first[0]) + np.cumsum(later)),
        tuple(map(int, moderated)),
        {int(person): int(group) for person, group in (pair.split(":") for pair in groups)},
    )


def made(shares: np.ndarray, statements_of_each: Sequence[int], seed: int, *, passing: float = 0.05) -> Votes:
    """People who vote by chance: ``shares`` (people, statements) says how likely each agrees with each.

    Everybody votes on as many statements, by chance, as ``statements_of_each`` says.
    """
    chance = np.random.default_rng(seed)
    rows: list[tuple[int, int, int, int]] = []
    for person, (likely, many) in enumerate(zip(shares, statements_of_each, strict=True)):
        for statement in chance.choice(len(likely), size=min(many, len(likely)), replace=False).tolist():
            agrees = 1 if chance.random() < likely[statement] else -1
            rows.append((person, statement, 0 if chance.random() < passing else agrees, len(rows)))
    return Votes.of(rows)


def two_camps(people: int, statements: int, seed: int, *, apart: float = 0.4) -> Votes:
    """Half the people agree with a statement as often as the others disagree."""
    chance = np.random.default_rng(seed)
    lean = chance.choice([-apart, apart], size=statements)
    camp = np.where(np.arange(people) % 2, 1.0, -1.0)
    return made(0.5 + camp[:, None] * lean, [statements // 2] * people, seed)


def planted(share: float, seed: int) -> tuple[Votes, list[int], list[int]]:
    """Return votes, the people of a small community, and the twenty statements that it alone rejects.

    1,000 people see about 18 of 100 statements. With twenty of them the community agrees one time in ten, all
    others eight in ten. Everybody backs twenty more, nearly as much; on thirty two camps differ, on the rest
    most people are undecided.
    """
    chance = np.random.default_rng(1000 + seed)
    people, statements = 1000, 100
    community = chance.permutation(people)[: round(people * share)]
    likely = np.tile(chance.uniform(0.3, 0.6, statements), (people, 1))
    camp = chance.random(people) < 0.5
    likely[:, 40:70] = np.where(camp[:, None], 0.8, 0.2)
    likely[:, 20:40] = 0.74
    likely[:, :20] = 0.8
    likely[community, :20] = 0.1
    many = np.maximum(1, chance.lognormal(np.log(18), 0.5, people).astype(int)).tolist()
    return made(likely, many, seed), community.tolist(), list(range(20))
