"""`./run test`: the whole suite on SQLite, then on PostgreSQL what meets the database, and one line for both."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools import steps

DATABASES = ("sqlite", "postgres")
NOTHING_COLLECTED = 5
ONCE_IS_ENOUGH = [
    *(f"--ignore=tests/{folder}" for folder in ("methods", "architecture", "run")),
    "--ignore-glob=*/test_*pages*.py",
    "-m", "django_db and not browser and not once",
]  # fmt: skip
"""What the second database has no part in: mathematics, imports, the start of the house (its own tests start it on
PostgreSQL as well), what pages say (the test of budgets opens every one of them on both), the browser's side of pages,
whatever asks for no database at all, and what carries the mark `once` with a reason beside it."""


@dataclass(frozen=True)
class Count:
    """How many tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def main(words: list[str]) -> int:
    """Run both; 0 only when every test that ran has passed."""
    try:
        steps.make_ready()
        steps.collect_static()
    except steps.Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    total = Count()
    codes: list[int] = []
    for database in DATABASES:
        began = time.monotonic()
        print(f"\n== The suite on {database}", flush=True)
        again = bool(codes) and not words
        if again:
            print(
                "   Every page is opened. What pages say, doors, journeys, starts, and whatever asks for no database "
                "ran on sqlite.",
                flush=True,
            )
        count, code = run_on(database, words, ONCE_IS_ENOUGH if again else [])
        print(f"== On {database}: {count} in {time.monotonic() - began:.0f} s", flush=True)
        total += count
        codes.append(code)
    print(f"\n{total}", flush=True)
    return 1 if any(codes) else 0


def run_on(database: str, words: list[str], without: list[str]) -> tuple[Count, int]:
    """Run pytest on one database; its exit code goes with the counts. `without` leaves tests out."""
    env = dict(os.environ) | {"TEST_DATABASE": database, "TEST_STATIC": "built"}
    with tempfile.TemporaryDirectory(prefix="alongside-suite-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            f"--junitxml={report}",
            *side_by_side(words),
            *without,
            *words,
        ]
        code = subprocess.run(
            command, cwd=steps.ROOT, env=env, stdin=subprocess.DEVNULL, check=False
        ).returncode
        count = read(report) if report.exists() else Count()
    if code not in (0, NOTHING_COLLECTED) and not count.failed:
        count += Count(failed=1)  # the run itself broke, and that must show in the sum
    return count, code


def side_by_side(words: list[str]) -> list[str]:
    """The whole suite goes on all cores; a choice of tests goes as it was asked for.

    A process waits for a browser, a server or a disk half of its time, so there are two more than there are cores.
    """
    cores = min(os.cpu_count() or 1, 4)
    return ["-n", str(cores + 2), "--dist", "worksteal"] if not words and cores > 1 else []


def read(report: Path) -> Count:
    """The counts in a JUnit report of pytest: errors count as failures, expected failures as skipped."""
    total = Count()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - pytest wrote it just now
        tests, failures, errors, skipped = (
            int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
        )
        total += Count(tests - failures - errors - skipped, failures + errors, skipped)
    return total


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
