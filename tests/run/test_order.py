"""The order of the suite: every test once, and each process begins with its share of the long ones."""

import pytest

from tests.plugins.order import dealt


@pytest.mark.parametrize(
    ("longs", "shorts", "processes"), [(5, 10, 3), (3, 0, 2), (0, 5, 1), (2, 5, 1), (7, 1, 3), (0, 0, 3)]
)
def test_nothing_is_lost_and_nothing_runs_twice(longs: int, shorts: int, processes: int) -> None:
    files, short = (
        [[f"long {n}", f"its second {n}"] for n in range(longs)],
        [f"short {n}" for n in range(shorts)],
    )
    assert sorted(dealt(files, short, processes)) == sorted(
        [*(test for tests in files for test in tests), *short]
    )


def test_each_process_begins_with_its_share() -> None:
    arranged = dealt([["A", "a"], ["B"], ["C"], ["D"]], list(range(7)), 3)
    assert [arranged[:4], arranged[4:8], arranged[8:]] == [["A", "a", "D", 0], ["B", 1, 2, 3], ["C", 4, 5, 6]]
