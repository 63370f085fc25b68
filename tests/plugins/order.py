"""Long tests begin first, in each process of the suite, so that all processes end together. Loaded early, with `-p`.

The longest of all says so: `pytest.mark.long(seconds=200)`. A process that has finished takes tests from another, but
never the one that another is at, nor its next.
"""

import os
from itertools import groupby, islice
from typing import Any

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests with the mark `long` before the others, and change no order besides."""
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    files = [list(tests) for _path, tests in groupby(long, key=lambda item: item.path)]
    files.sort(key=lambda tests: max(map(_seconds, tests)), reverse=True)
    items[:] = dealt(files, short, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _seconds(item: pytest.Item) -> int:
    mark = item.get_closest_marker("long")
    return int(mark.kwargs.get("seconds", 0)) if mark else 0


def dealt(files: list[list[Any]], short: list[Any], processes: int) -> list[Any]:
    """All tests in one row that pytest-xdist cuts evenly: each process begins with its share of the long files.

    A file stays together, since what its tests share is made once in a process.
    """
    arranged: list[Any] = []
    total, rest = sum(map(len, files)) + len(short), iter(short)
    for number in range(processes):
        size = (total - len(arranged)) // (processes - number)
        share = [test for tests in files[number::processes] for test in tests]
        arranged += share
        arranged += islice(rest, max(0, size - len(share)))
    return [*arranged, *rest]
