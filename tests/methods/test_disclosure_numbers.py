"""Honest numbers: a share beside a baseline, and whether printed percentages can be true at all."""

import pytest

from alongside.methods import disclosure
from alongside.methods.disclosure import Question

TRAINED = Question("trained", ("yes", "no"), reference="no")


def yes_of(count: int, *, blocks: int = 5) -> disclosure.Cell:
    """The published cell of so many who said yes, everybody else having said no."""
    yes = [min(20, max(0, count - 20 * place)) for place in range(blocks)]
    sums = {f"b{place}": {"yes": here, "no": 20 - here} for place, here in enumerate(yes)}
    return disclosure.tabulate(TRAINED, "detailed", sums, blocks=sums).cell("yes")


# Comparison


def test_wilson_gives_the_interval_of_the_paper_formula() -> None:
    """81 of 263: 0.255 to 0.366 (R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3)."""
    found = disclosure.wilson(81 / 263, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("n", [40, 100, 260, 500, 700])
def test_nobody_and_everybody_reach_the_very_ends(n: int) -> None:
    """A hair above nought would call a hidden count "more" than a baseline of none."""
    assert disclosure.wilson(0, n).low == 0
    assert disclosure.wilson(1, n).high == 1
    assert disclosure.compare(yes_of(0), n, 0.0) == "cannot_tell"


def test_intervals_are_widened_by_what_rounding_may_have_hidden() -> None:
    cell = yes_of(40)
    found = disclosure.interval(cell, 100)
    assert (found.low, found.high) == (
        disclosure.wilson(0.375, 100).low,
        disclosure.wilson(0.425, 100).high,
    )
    hidden = disclosure.interval(yes_of(3), 100)
    assert (hidden.low, hidden.high) == (0.0, disclosure.wilson(0.07, 100).high)


def test_a_share_is_more_or_fewer_only_when_the_whole_interval_is() -> None:
    cell = yes_of(195, blocks=25)
    shares = {0.132: "more", 0.36: "cannot_tell", 0.40: "cannot_tell", 0.538: "fewer"}
    assert {share: disclosure.compare(cell, 500, share) for share in shares} == shares
    with pytest.raises(ValueError, match="from 0 to 1"):
        disclosure.compare(cell, 500, 53.8)


# Can these percentages be true?


def test_the_five_figures_of_the_leaflet_need_sixty_one_people() -> None:
    found = disclosure.smallest_base([[39], [54], [33, 34, 33]])
    assert found == disclosure.PossibleBase(61, ((24,), (33,), (20, 21, 20)))


def test_percentages_that_nobody_can_have_are_found_out() -> None:
    assert disclosure.smallest_base([[60, 60]], limit=1000) is None
    assert disclosure.smallest_base([[33, 33, 33]], limit=1000) == disclosure.PossibleBase(3, ((1, 1, 1),))
    assert disclosure.smallest_base([[10, 10]], limit=1000) is None


def test_a_list_that_leaves_answers_out_is_no_contradiction() -> None:
    found = disclosure.smallest_base([[10, 10]], complete=[False])
    assert found == disclosure.PossibleBase(10, ((1, 1),))


def test_a_list_of_percentages_that_cannot_be_read_says_why() -> None:
    with pytest.raises(ValueError, match="between 0 and 100; 101 does not"):
        disclosure.smallest_base([[101]])
    with pytest.raises(ValueError, match="at least one percentage"):
        disclosure.smallest_base([[]])
