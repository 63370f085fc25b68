"""The list of the OWASP standard tells the truth as far as a test can see: everything that it names is there."""

import re
from collections import Counter

import pytest

from tests.architecture.sources import HOUSE

ROOT = HOUSE.parent
LIST = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(
    r"^\| (\d+(?:\.\d+\.\d+)?) \| ([12]) \| (.+?) \| (holds|does not apply|open) \| (.+) \|$", re.MULTILINE
)
SHOWN = re.compile(r"`([^`]+)`")
ROWS = ROW.findall(LIST.read_text())


def missing(shown: str) -> str:
    """What is wrong with a place that the list names: "" when it is there."""
    path, _sign, name = shown.partition("::")
    if not (ROOT / path).exists():
        return f"{path} is not there"
    if name and not re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.MULTILINE):
        return f"{path} has no {name}"
    return ""


def test_every_line_of_the_list_is_read() -> None:
    lines = [line for line in LIST.read_text().splitlines() if re.match(r"\| \d", line)]
    assert len(ROWS) == len(lines) > 150


def test_no_number_stands_twice_and_they_stand_in_order() -> None:
    numbers = [tuple(map(int, row[0].split("."))) for row in ROWS]
    assert numbers == sorted(set(numbers))


def test_what_holds_is_shown_by_something_that_is_there() -> None:
    wrong = [f"{row[0]}: nothing shows it" for row in ROWS if row[3] == "holds" and not SHOWN.search(row[4])]
    wrong += [
        f"{row[0]}: {problem}"
        for row in ROWS
        for shown in SHOWN.findall(row[4])
        if row[3] == "holds" and (problem := missing(shown))
    ]
    assert wrong == []


def test_the_counts_are_those_of_the_list() -> None:
    counts = Counter(row[3] for row in ROWS)
    said = f"Today {counts['holds']} hold, {counts['does not apply']} do not apply, and {counts['open']} are open."
    assert said in LIST.read_text()


@pytest.mark.parametrize(
    "shown", ["tests/no_such_file.py", "tests/architecture/test_asvs.py::test_that_nobody_wrote"]
)
def test_a_place_that_is_not_there_is_found(shown: str) -> None:
    assert missing(shown)
