"""The floor below which no declared community's support may lie."""

import pytest

from alongside.methods import opinionmap


@pytest.mark.parametrize(
    ("shared", "seen", "z", "expected"),
    [
        (0, 0, 0.84, 0.0),
        (0, 10, 0.84, 0.0),
        (8, 10, 1.96, 0.4902),
        (81, 263, 1.96, 0.2553),
        (10, 10, 0.84, 0.9341),
    ],
)
def test_wilsons_lower_bound(shared: int, seen: int, z: float, expected: float) -> None:
    assert opinionmap.wilson_lower(shared, seen, z=z) == pytest.approx(expected, abs=5e-5)


def test_the_floor_is_that_of_the_community_which_shares_least() -> None:
    assert opinionmap.floor([(80, 100), (2, 10)]) == opinionmap.wilson_lower(2, 10)
    assert opinionmap.floor([]) == 1.0


def test_more_votes_make_the_bound_surer() -> None:
    assert opinionmap.wilson_lower(4, 5) < opinionmap.wilson_lower(40, 50) < 0.8
