"""Equal shares beside pabutools: made elections and a real one, both exact, both with shares growing by one.

Each piece of work has a process of its own, on one thread; what counts is the processor time that it used once
libraries and ballots were loaded, and the most memory (MiB) of the whole process. Both stop growing when nothing more
fits, and break ties alike. pabutools is run with its ballots as they are and, where many are equal, with those merged;
the quicker one is "peer". "same" says whether both fund the same bids in the same order.

./run bench equalshares            the table
./run bench equalshares record     write what pabutools and pabulib-checker find, for the tests
"""

import contextlib
import hashlib
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.methods import equalshares
from alongside.methods.equalshares import Bid, Rules
from bench import runner
from tests.methods import elections

Found = dict[str, Any]
Ballots = Mapping[str, Sequence[str]]
MEGABYTE = 1024
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Asked:
    """So many bids and voters; without, the real election. The middle of so many ``runs`` counts.

    Each bid is liked by a share of people between the two of ``liked``. ``merge`` says that many ballots are equal.
    """

    name: str
    bids: int = 0
    voters: int = 0
    liked: tuple[float, float] = (0.02, 0.18)
    merge: bool = False
    runs: int = 1


CASES = {
    "panel": Asked("20 x 300", 20, 300, (0.1, 0.4), merge=True, runs=5),
    "wieliczka": Asked("Wieliczka, 64 x 6,586", merge=True),
    "10k": Asked("100 x 10,000", 100, 10_000),
    "100k": Asked("100 x 100,000", 100, 100_000),
}


def main() -> None:
    """Measure each case in turn; with arguments, do the work of one of the processes."""
    if sys.argv[1:] == ["record"]:
        return record()
    if len(sys.argv) > 1:
        work, asked = WORK[sys.argv[1]], CASES[sys.argv[2]]
        return print(json.dumps(_measured(work, asked)))
    runner.report("equalshares", [_beside_peer(key) for key in CASES])
    return None


def record() -> None:
    """Write what pabutools funds in the generated elections, and what the checker says of the published files."""
    outcomes = {str(number): _outcomes(elections.generated(number)) for number in elections.GENERATED}
    verdicts = {name: _verdict(elections.published(name)) for name in elections.SAMPLES}
    for name, told in (("pabutools", outcomes), ("checker", verdicts)):
        path = elections.KEPT / f"{name}.json"
        path.write_text(json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n")
        print(f"Written to {path}")


def _outcomes(election: elections.Election) -> dict[str, list[str]]:
    """Winners in order. Bids that never win with us stay out of the question whether anything more fits.

    pabutools gives bids that cost nothing to whoever wants them; those are left out.
    """
    bids, ballots, budget = election
    supported = [bid for bid in bids if bid.cost and any(bid.id in ballot for ballot in ballots.values())]
    named = {voter: list(ballot) for voter, ballot in ballots.items()}
    fewer = {voter: [id for id in ids if id in {b.id for b in supported}] for voter, ids in named.items()}
    found = {
        "none": _peer_election(bids, named, budget)(grow=False, stop=False),
        "add1": _peer_election(bids, named, budget)(grow=True, stop=False),
        "exhaustive": _peer_election(supported, fewer, budget)(grow=True, stop=True),
    }
    costs = {bid.id for bid in bids if bid.cost}
    return {name: [id for id in winners if id in costs] for name, winners in found.items()}


def _verdict(text: str) -> Found:
    from pabulib.checker import Checker

    with contextlib.redirect_stdout(io.StringIO()):
        told = Checker().process_files([text])
    found: Found = told[1]["results"]
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), **found}


def _beside_peer(key: str) -> runner.Case:
    asked = CASES[key]
    ours = _spent("ours", key)
    peers = {work: _spent(work, key) for work in ("plain", "merged") if asked.merge or work == "plain"}
    quicker = min(peers, key=lambda work: float(peers[work]["seconds"]))
    peer = peers[quicker]
    extra = {
        "peer's memory": peer["megabytes"],
        "peer's ballots": quicker,
        "same": "yes" if all(told["winners"] == ours["winners"] for told in peers.values()) else "no",
        "funded": len(ours["winners"]),
        "shares tried": ours["levels"],
    }
    return runner.Case(asked.name, ours["seconds"], peer["seconds"], ours["megabytes"], extra)


def _spent(work: str, key: str) -> Found:
    """Do one piece of work in a process of its own, which tells what it used."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.equalshares", work, key],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **ONE_THREAD},
    )
    told: Found = json.loads(ran.stdout.splitlines()[-1])
    return told


def _measured(work: Callable[[Asked], Callable[[], Found]], asked: Asked) -> Found:
    """Prepare, run once to warm up where there are several runs, and take the middle one."""
    ready = work(asked)
    if asked.runs > 1:
        ready()
    times: list[float] = []
    found: Found = {}
    for _ in range(asked.runs):
        before = _used()
        found = ready()
        times.append(_used() - before)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return {"seconds": statistics.median(times), "megabytes": memory, **found}


def _used() -> float:
    """Processor time of this process, on all its threads, in seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _election(asked: Asked) -> tuple[list[Bid], Ballots, int]:
    if not asked.bids:
        bids, ballots, budget, _ = elections.wieliczka()
        return bids, ballots, budget
    return _made(asked.bids, asked.voters, asked.liked)


def _made(count: int, voters: int, between: tuple[float, float]) -> tuple[list[Bid], Ballots, int]:
    """People name bids one by one, each by its own chance; half of all that bids cost together is there."""
    chance = random.Random(count + voters)
    bids = [Bid(f"B{place}", 50 * chance.randint(100, 1_000)) for place in range(count)]
    liked = {bid.id: chance.uniform(*between) for bid in bids}
    ballots = {
        f"V{voter}": [id for id, share in liked.items() if chance.random() < share] for voter in range(voters)
    }
    return bids, ballots, sum(bid.cost for bid in bids) // 2


def _ours(asked: Asked) -> Callable[[], Found]:
    bids, ballots, budget = _election(asked)
    lot = equalshares.lot_order([bid.id for bid in bids], "lot")

    def work() -> Found:
        rules = Rules(budget, "add1", stop_when_exhaustive=True)
        result = equalshares.allocate(bids, ballots, rules, lot=lot)
        return {"winners": result.winners, "levels": len(result.levels)}

    return work


def _peer(asked: Asked, *, merged: bool) -> Callable[[], Found]:
    bids, ballots, budget = _election(asked)
    ready = _peer_election(bids, ballots, budget, merged=merged)
    return lambda: {"winners": ready(grow=True, stop=True)}


def _peer_election(
    bids: Sequence[Bid], ballots: Ballots, budget: int, *, merged: bool = False
) -> Callable[..., list[str]]:
    """The same election as pabutools takes it, and a call that works it out."""
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
    from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares
    from pabutools.tiebreaking import TieBreakingRule

    projects = {bid.id: Project(bid.id, bid.cost) for bid in bids}
    instance = Instance(projects.values(), budget_limit=budget)
    cast = [ApprovalBallot(projects[id] for id in sorted(ballot)) for ballot in ballots.values()]
    profile = ApprovalProfile(cast, instance=instance)
    votes = dict.fromkeys(projects, 0)
    for ballot in ballots.values():
        for id in ballot:
            votes[id] += 1
    drawn = {id: place for place, id in enumerate(equalshares.lot_order(list(projects), "lot"))}
    ties = TieBreakingRule(lambda _, __, project: (project.cost, -votes[project.name], drawn[project.name]))

    def work(*, grow: bool, stop: bool) -> list[str]:
        given = profile.as_multiprofile() if merged else profile
        params = {"sat_class": Cost_Sat, "tie_breaking": ties}
        if not grow:
            return [project.name for project in method_of_equal_shares(instance, given, **params)]
        found = exhaustion_by_budget_increase(
            instance,
            given,
            method_of_equal_shares,
            params,
            exhaustive_stop=stop,
            budget_step=len(ballots),
        )
        return [project.name for project in found]

    return work


WORK: dict[str, Callable[[Asked], Callable[[], Found]]] = {
    "ours": _ours,
    "plain": lambda asked: _peer(asked, merged=False),
    "merged": lambda asked: _peer(asked, merged=True),
}

if __name__ == "__main__":
    main()
