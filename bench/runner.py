"""What every benchmark uses: runs us and the peer in turn, prints a table, writes `bench/results/NAME.json`.

from bench import runner

runner.report("counting", [
    runner.compare("1,000 rows", ours=lambda: count(rows), peer=lambda: peer_count(rows)),
])
"""

import gc
import json
import statistics
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
MEGABYTE = 1024 * 1024

Work = Callable[[], object]
Extra = Mapping[str, float | int | str]


@dataclass(frozen=True)
class Case:
    """One measured case. Times are medians in seconds; `ratio` is peer ÷ ours, so above 1 we are quicker.

    `memory_mb` is the most that ours had allocated at once (Python's own count, in MiB), in a run that is not
    timed. `extra` holds more columns, such as a number of queries.
    """

    case: str
    ours: float
    peer: float | None
    memory_mb: float
    extra: Extra = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return self.peer / self.ours if self.peer is not None and self.ours else None

    def as_row(self) -> dict[str, float | int | str | None]:
        """The case as it stands in the JSON."""
        return {
            "case": self.case,
            "ours": self.ours,
            "peer": self.peer,
            "ratio": self.ratio,
            "memory_mb": self.memory_mb,
            **self.extra,
        }


def compare(
    case: str, ours: Work, peer: Work | None = None, *, rounds: int = 5, extra: Extra | None = None
) -> Case:
    """Measure ours, and the peer where there is one, in turn, `rounds` times each.

    Both run once beforehand, unmeasured. Turn by turn, a machine that slows down slows both.
    """
    if rounds < 1:
        raise ValueError("A benchmark needs at least one round.")
    works = [ours] if peer is None else [ours, peer]
    memory = _memory(ours)
    for work in works[1:]:
        work()
    times: list[list[float]] = [[] for _ in works]
    for turn in range(rounds):
        order = range(len(works)) if turn % 2 == 0 else reversed(range(len(works)))
        for which in order:
            times[which].append(_seconds(works[which]))
    medians = [statistics.median(found) for found in times]
    return Case(case, medians[0], medians[1] if peer else None, memory, extra or {})


def report(name: str, cases: Sequence[Case], **about: object) -> Path:
    """Print the table and write the JSON, with whatever is said `about` all cases; returns where it was written."""
    if not cases:
        raise ValueError("A benchmark without a case says nothing.")
    print(table(cases))
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps({**about, "cases": [case.as_row() for case in cases]}, indent=2) + "\n")
    print(f"\nWritten to {path.relative_to(RESULTS.parent.parent)}")
    return path


def table(cases: Sequence[Case]) -> str:
    """The cases as a plain table: one line each, numbers to the right."""
    rows = [[_shown(value) for value in case.as_row().values()] for case in cases]
    head = list(cases[0].as_row())
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    return "\n".join(_line(row, widths) for row in [head, ["-" * width for width in widths], *rows])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])


def _shown(value: float | int | str | None) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _seconds(work: Work) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _memory(work: Work) -> float:
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()
