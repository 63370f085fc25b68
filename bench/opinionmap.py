"""The opinion map beside red-dwarf, the library that finds the groups of Polis: real conversations and made ones.

Both are given the same last votes and find the same things (groups, what sets each apart, consensus, group-aware
consensus), each in a process of its own on one thread; what counts is the processor time that the work used once
libraries and votes were loaded. "same" says whether groups and all lists were equal. Memory (MiB) is the most that the
work had allocated at once (Python's own count, in a run that is not timed); of made conversations from 10,000 people,
where that would take too long, it is that of the whole process.

From 10,000 people on red-dwarf takes up to minutes and gigabytes, so there it runs once, and ours three times: the
whole table needs ten minutes.

The lines "fresh" are a full reading of all votes as the rooms use it: two levels, without resamples. "30 resamples" is
the work in the background that says how sure the groups are.

./run bench opinionmap            the table
./run bench opinionmap record     write what red-dwarf finds in the real ones, for the tests
"""

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tracemalloc
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from alongside.methods import opinionmap
from alongside.methods.opinionmap import analysis, table
from bench import runner
from tests.methods import conversations

Found = dict[str, Any]
MEGABYTE = 1024
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Asked:
    """A conversation: a real one by name, or made of so many people and statements, each seen by a share."""

    name: str
    people: int = 0
    statements: int = 0
    share: float = 0.1
    runs: int = 1


BY_PEER_ONCE = 10_000  # people from whom on red-dwarf, which takes minutes there, runs once
CASES = {
    "biodiversity": Asked("biodiversity", runs=5),
    "san-juan": Asked("san-juan", runs=5),
    "vtaiwan": Asked("vtaiwan", runs=5),
    "2k": Asked("2,000 x 300", 2_000, 300, runs=3),
    "10k": Asked("10,000 x 300", 10_000, 300, runs=3),
    "33k": Asked("33,422 x 783", 33_422, 783, 0.0763, runs=3),
    "100k": Asked("100,000 x 500", 100_000, 500, runs=3),
}
BESIDE_PEER = ("biodiversity", "san-juan", "vtaiwan", "10k", "33k", "100k")
FRESH = ("2k", "10k", "100k")


def main() -> None:
    """Measure each case in turn; with arguments, do the work of one of the processes."""
    if sys.argv[1:] == ["record"]:
        return record()
    if len(sys.argv) > 1:
        work, asked = WORK[sys.argv[1]], CASES[sys.argv[2]]
        large = asked.people >= BY_PEER_ONCE
        runs = 1 if large and work is _peer else asked.runs
        return print(json.dumps(_measured(work, asked, runs, whole_process=large)))
    cases = [_beside_peer(key) for key in BESIDE_PEER]
    cases += [_alone("fresh", key) for key in FRESH]
    cases += [_alone("resamples", key) for key in ("biodiversity", "2k")]
    runner.report("opinionmap", cases)
    return None


def record() -> None:
    """Write what red-dwarf finds in the real conversations."""
    found = {name: _told_by_peer(_peer_votes(_votes(CASES[name])), name) for name in conversations.NAMES}
    path = conversations.KEPT / "red-dwarf.json"
    path.write_text(json.dumps(found, sort_keys=True, separators=(",", ":")) + "\n")
    print(f"Written to {path}")


def _beside_peer(key: str) -> runner.Case:
    asked = CASES[key]
    ours, peer = _spent("ours", key), _spent("peer", key)
    extra = {
        "peer's memory": peer["megabytes"],
        "same": "yes" if ours["found"] == peer["found"] else "no",
        "groups": ours["found"]["groups"],
    }
    return runner.Case(asked.name, ours["seconds"], peer["seconds"], ours["megabytes"], extra)


def _alone(work: str, key: str) -> runner.Case:
    ours = _spent(work, key)
    extra = {"peer's memory": "-", "same": "-", "groups": ours["found"]["groups"]}
    name = {"fresh": "fresh", "resamples": "30 resamples"}[work]
    return runner.Case(f"{name}, {CASES[key].name}", ours["seconds"], None, ours["megabytes"], extra)


def _spent(work: str, key: str) -> Found:
    """Do one piece of work in a process of its own, which tells what it used."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.opinionmap", work, key],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **ONE_THREAD},
    )
    told: Found = json.loads(ran.stdout.splitlines()[-1])
    return told


def _measured(
    work: Callable[[Asked], Callable[[], Found]], asked: Asked, runs: int, *, whole_process: bool
) -> Found:
    """Load every library with a small real conversation, run, and take the middle of several runs."""
    work(CASES["biodiversity"])()
    ready = work(asked)
    times: list[float] = []
    found: Found = {}
    for _ in range(runs):
        before = _used()
        found = ready()
        times.append(_used() - before)
    memory = _megabytes() if whole_process else _allocated(ready)
    return {"seconds": statistics.median(times), "megabytes": memory, "found": found}


def _allocated(work: Callable[[], Found]) -> float:
    tracemalloc.start()
    work()
    return tracemalloc.get_traced_memory()[1] / MEGABYTE / MEGABYTE


def _votes(asked: Asked) -> opinionmap.Votes:
    if not asked.people:
        return conversations.kept(asked.name).votes
    return _made(asked)


def _moderated(asked: Asked) -> tuple[int, ...]:
    return () if asked.people else conversations.kept(asked.name).moderated


def _made(asked: Asked) -> opinionmap.Votes:
    """Three groups of 50, 30 and 20 in a hundred, with leanings of their own; votes come in any order of people."""
    chance = np.random.default_rng(asked.people + asked.statements)
    lean, base = chance.normal(0, 1.2, (3, asked.statements)), chance.normal(0.3, 0.8, asked.statements)
    group = chance.choice(3, asked.people, p=[0.5, 0.3, 0.2])
    parts = []
    for start in range(0, asked.people, 5_000):
        rows = min(5_000, asked.people - start)
        row, column = np.nonzero(chance.random((rows, asked.statements)) < asked.share)
        felt = base[column] + lean[group[start + row], column] + chance.logistic(0, 1, len(row))
        parts.append((start + row, column, np.where(np.abs(felt) < 0.35, 0, np.sign(felt)).astype(np.int64)))
    people, statements, values = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = chance.permutation(len(people))
    return opinionmap.Votes(people[order], statements[order], values[order], np.arange(len(people)))


def _ours(asked: Asked) -> Callable[[], Found]:
    votes, moderated = _votes(asked), _moderated(asked)

    def work() -> Found:
        told = table.tabulate(votes, moderated)
        found = analysis.analyse(told, "single_level", "bench")
        return _as_found(told, found)

    return work


def _as_found(told: table.Table, found: analysis.Analysis) -> Found:
    placed = found.grouping.labels >= 0
    order = np.argsort(told.people[placed])
    return {
        "groups": found.grouping.k,
        "labels": _digest(found.grouping.labels[placed][order].tolist()),
        "apart": [[[int(told.statements[column]), side] for column, side in picks] for picks in found.apart],
        "agreed": told.statements[found.agreed].tolist(),
        "disagreed": told.statements[found.disagreed].tolist(),
    }


def _fresh(asked: Asked, resamples: int = 0) -> Callable[[], Found]:
    votes, moderated = _votes(asked), _moderated(asked)
    return lambda: {
        "groups": opinionmap.read(votes, moderated=moderated, seed="bench", resamples=resamples).k
    }


def _peer_votes(votes: opinionmap.Votes) -> list[dict[str, int]]:
    """The last vote of each person on each statement, as red-dwarf takes them."""
    last = table.tabulate(votes)
    columns = (last.people[last.rows], last.statements[last.columns], last.values)
    names = ("participant_id", "statement_id", "vote")
    return [
        dict(zip(names, vote, strict=True))
        for vote in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _peer(asked: Asked) -> Callable[[], Found]:
    from reddwarf.implementations import base

    warnings.simplefilter("ignore")
    votes, moderated = _peer_votes(_votes(asked)), list(_moderated(asked))

    def work() -> Found:
        return _told(base.run_pipeline(votes, mod_out_statement_ids=moderated, random_state=0))

    return work


def _told(result: Any) -> Found:
    labels = result.participants_df["cluster_id"].dropna().astype(int).sort_index()
    return {
        "groups": int(labels.max()) + 1,
        "labels": _digest(labels.tolist()),
        "apart": [
            [[pick["tid"], pick["repful-for"]] for pick in result.repness[g]] for g in sorted(result.repness)
        ],
        "agreed": [pick["tid"] for pick in result.consensus["agree"]],
        "disagreed": [pick["tid"] for pick in result.consensus["disagree"]],
    }


def _told_by_peer(votes: list[dict[str, int]], name: str) -> Found:
    from reddwarf.implementations import base

    warnings.simplefilter("ignore")
    moderated = list(conversations.kept(name).moderated)
    result = base.run_pipeline(votes, mod_out_statement_ids=moderated, random_state=0)
    labels = result.participants_df["cluster_id"].dropna().astype(int)
    aware = result.group_aware_consensus["agree"]
    return {
        **_told(result),
        "labels": {str(person): int(label) for person, label in labels.items()},
        "group_aware": {str(statement): float(value) for statement, value in aware.items()},
    }


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _used() -> float:
    """Processor time of this process, on all its threads, in seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


WORK: dict[str, Callable[[Asked], Callable[[], Found]]] = {
    "ours": _ours,
    "peer": _peer,
    "fresh": _fresh,
    "resamples": lambda asked: _fresh(asked, opinionmap.RESAMPLES),
}

if __name__ == "__main__":
    main()
