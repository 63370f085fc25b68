"""Worked examples of the statistics, by hand."""

from math import sqrt

import numpy as np
import pytest

from alongside.methods.opinionmap import components, kmeans, silhouette, statistics
from alongside.methods.opinionmap.chance import Chance
from alongside.methods.opinionmap.stability import adjusted_rand
from alongside.methods.opinionmap.table import tabulate
from alongside.methods.opinionmap.votes import AGREE, DISAGREE, Votes

# Two groups, one statement: 8 of 10 agree and 1 disagrees; 2 of 12 agree and 9 disagree.
COUNTS = np.array([[[1, 1, 8]], [[9, 1, 2]]])


def test_shares_are_smoothed_and_tested_against_one_half() -> None:
    agree = statistics.sides(COUNTS, AGREE)
    assert agree.share[:, 0] == pytest.approx([9 / 12, 3 / 14])
    assert agree.test[:, 0] == pytest.approx([2 * sqrt(11) * (9 / 11 - 0.5), 2 * sqrt(13) * (3 / 13 - 0.5)])


def test_a_group_is_set_against_all_others() -> None:
    agree = statistics.sides(COUNTS, AGREE)
    pooled = 12 / 24
    z = (9 / 11 - 3 / 13) / sqrt(pooled * (1 - pooled) * (1 / 11 + 1 / 13))
    assert agree.ratio[:, 0] == pytest.approx([(9 / 12) / (3 / 14), (3 / 14) / (9 / 12)])
    assert agree.apart[:, 0] == pytest.approx([z, -z])
    assert statistics.sides(COUNTS, DISAGREE).apart[1, 0] > 1.2816


def test_where_everybody_agrees_nobody_is_set_apart() -> None:
    assert statistics.sides(np.array([[[0, 0, 6]], [[0, 0, 9]]]), AGREE).apart.tolist() == [[0.0], [0.0]]


def test_group_aware_consensus_multiplies_and_an_unheard_group_counts_one_half() -> None:
    assert statistics.group_aware(COUNTS) == pytest.approx([9 / 12 * 3 / 14])
    assert statistics.group_aware(np.array([[[0, 0, 8]], [[0, 0, 0]]])) == pytest.approx([0.9 * 0.5])


def test_what_a_group_agrees_with_comes_first_and_five_are_kept() -> None:
    counts = np.zeros((2, 9, 3), dtype=np.int64)
    counts[0, :4, 2], counts[1, :4, 0] = 20, 20
    counts[0, 4:8, 0], counts[1, 4:8, 2] = 25, 25
    counts[:, 8, 1] = 20
    first, second = statistics.sets_apart(counts, np.arange(9))
    assert first == [(0, "agree"), (4, "disagree"), (5, "disagree"), (6, "disagree"), (7, "disagree")]
    assert [side for _, side in second] == ["agree"] * 4 + ["disagree"]


def test_a_group_without_anything_clear_still_has_one_statement() -> None:
    counts = np.array([[[2, 0, 2], [2, 0, 1]], [[2, 0, 2], [2, 0, 2]]])
    assert [len(picks) for picks in statistics.sets_apart(counts, np.arange(2))] == [1, 1]


def test_the_map_lies_along_the_two_largest_differences() -> None:
    """Against a dense decomposition of the matrix whose gaps hold the means."""
    chance = np.random.default_rng(5)
    full = np.where(chance.random((60, 25)) < 0.6, chance.integers(-1, 2, (60, 25)), 9)
    row, column = np.nonzero(full != 9)
    votes = Votes(row, column, full[row, column], np.arange(len(row)))
    table = tabulate(votes, moderated=[3, 4])
    filled = np.where(full == 9, np.nan, full).astype(float)
    filled = filled[table.people]
    filled[:, [3, 4]] = 0.0
    seen = np.count_nonzero(~np.isnan(filled), axis=1)
    centred = np.where(np.isnan(filled), np.nanmean(filled, axis=0), filled) - np.nanmean(filled, axis=0)
    _, _, right = np.linalg.svd(centred)
    first_two = right[:2].T * np.sign(right[:2, np.abs(right[:2]).argmax(axis=1)].diagonal())
    expected = centred @ first_two * np.sqrt(25 / seen)[:, None]
    assert components.places(table) == pytest.approx(expected, abs=1e-8)


def test_silhouettes_by_hand() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]])
    (fit,) = silhouette.widths(points, [np.array([0, 0, 1])], np.arange(3))
    assert fit == pytest.approx([(5 - 1) / 5, (4 - 1) / 4, 0.0])


def test_a_sample_gives_nearly_the_silhouette_of_all() -> None:
    chance = np.random.default_rng(1)
    points = np.concatenate([chance.normal(0, 1, (3000, 2)), chance.normal(4, 1, (2500, 2))])
    labelings = [(points[:, 0] > 2).astype(np.int64), (points[:, 1] > 0).astype(np.int64)]
    sampled = silhouette.scores(points, labelings, Chance("s", "t"))
    exact = [float(each.mean()) for each in silhouette.widths(points, labelings, np.arange(len(points)))]
    assert sampled == pytest.approx(exact, abs=0.03)
    assert sampled != exact


def test_centres_move_to_the_middle_of_their_points() -> None:
    points = np.array([[0.0, 0.0], [0.0, 2.0], [9.0, 9.0]])
    labels = kmeans.nearest(points, np.array([[0.0, 0.0], [9.0, 9.0], [99.0, 0.0]]))
    moved, weight = kmeans.move(points, None, labels, np.array([[0.0, 0.0], [9.0, 9.0], [99.0, 0.0]]))
    assert labels.tolist() == [0, 0, 1]
    assert (moved.tolist(), weight.tolist()) == ([[0.0, 1.0], [9.0, 9.0], [99.0, 0.0]], [2.0, 1.0, 0.0])


@pytest.mark.parametrize("seed", range(3))
def test_whoever_need_not_be_asked_again_would_have_stayed(seed: int) -> None:
    points = np.random.default_rng(seed).normal(0, 3, (2500, 2))
    centres = points[:60]
    found, middles = kmeans.until_centres_stay(points, None, centres, steps=25)
    for _ in range(25):
        labels = kmeans.nearest(points, centres)
        centres, weight = kmeans.move(points, None, labels, centres)
        assert weight.min() > 0
    assert np.array_equal(found, labels)
    assert np.array_equal(middles, centres)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], [0, 0, 1, 2], 0.5714),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 0, 1, 1], [0, 0, 0, 0], 0.0),
    ],
)
def test_the_adjusted_rand_index(one: list[int], other: list[int], expected: float) -> None:
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)


def test_chance_is_the_same_for_ever() -> None:
    assert Chance("seed", "purpose").order(8).tolist() == Chance("seed", "purpose").order(8).tolist()
    assert Chance("seed", "purpose").happens(1000, 0.05).sum() == pytest.approx(50, abs=25)
