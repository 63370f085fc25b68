"""What holds for every conversation, however small, odd or untidy."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import opinionmap
from alongside.methods.opinionmap import table
from alongside.methods.opinionmap.groups import with_neighbours
from alongside.methods.opinionmap.results import Mode
from tests.methods import conversations

Row = tuple[int, int, int, int]
MODES: list[Mode] = ["two_level", "single_level"]
some = settings(max_examples=60, deadline=None)
rows = st.lists(
    st.tuples(st.integers(-3, 30), st.integers(0, 12), st.sampled_from([-1, 0, 1]), st.integers(0, 60)),
    max_size=200,
)


@some
@given(rows, st.randoms(use_true_random=False), st.sampled_from(MODES))
def test_the_order_of_rows_changes_no_byte(told: list[Row], luck: object, mode: Mode) -> None:
    shuffled = list(told)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        opinionmap.read(
            opinionmap.Votes.of(each),
            moderated=[1],
            statements=[99],
            communities={"carers": range(12), "young people": range(6, 20)},
            mode=mode,
            seed="s",
            resamples=2,
        )
        for each in (told, shuffled)
    )
    assert opinionmap.to_bytes(one) == opinionmap.to_bytes(other)
    assert opinionmap.fingerprint(opinionmap.Votes.of(told)) == opinionmap.fingerprint(
        opinionmap.Votes.of(shuffled)
    )


@some
@given(rows, st.sampled_from(MODES))
def test_every_conversation_can_be_read_and_adds_up(told: list[Row], mode: Mode) -> None:
    result = opinionmap.read(opinionmap.Votes.of(told), mode=mode, seed="s", resamples=2)
    last = {(person, statement): 0 for person, statement, _, _ in told}
    assert result.people == len({person for person, _ in last})
    assert sum(statement.counts.seen for statement in result.statements) == len(last)
    assert [statement.id for statement in result.statements] == sorted({id for _, id in last})
    assert result.grouped <= result.people
    assert result.k != 1
    assert all(group.size >= 5 for group in result.groups)
    assert result.groups == () or sum(group.size for group in result.groups) == result.grouped
    assert set(result.consensus) == {s.id for s in result.statements if s.standing == "consensus"}


@some
@given(rows)
def test_only_the_last_vote_counts(told: list[Row]) -> None:
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for person, statement, value, time in told:
        before = last.get((person, statement), (-1, 0))
        last[person, statement] = max(before, (time, -value))
    expected = {cell: -value for cell, (_, value) in last.items()}
    found = table.tabulate(opinionmap.Votes.of(told))
    assert expected == {
        (int(found.people[row]), int(found.statements[column])): int(value)
        for row, column, value in zip(found.rows, found.columns, found.values, strict=True)
    }


def test_people_stand_in_the_order_of_first_votes_then_of_ids() -> None:
    votes = opinionmap.Votes.of([(7, 1, 1, 50), (3, 1, 1, 20), (9, 1, 1, 20), (7, 2, 1, 10)])
    assert table.tabulate(votes).people.tolist() == [7, 3, 9]


def test_a_large_sparse_table_is_the_same_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    votes = conversations.two_camps(40, 30, seed=2)
    dense = table.tabulate(votes)
    monkeypatch.setattr(table, "MOST_CELLS_AT_ONCE", 10)
    sparse = table.tabulate(votes)
    assert all(
        np.array_equal(getattr(dense, name), getattr(sparse, name))
        for name in ("people", "statements", "starts", "rows", "columns", "values")
    )


def test_ids_may_be_far_apart() -> None:
    near = conversations.two_camps(30, 12, seed=3)
    far = opinionmap.Votes(near.people * 10**12, near.statements * 10**10, near.values, near.times)
    one, other = (opinionmap.read(votes, seed="s") for votes in (near, far))
    assert [s.counts for s in one.statements] == [s.counts for s in other.statements]
    assert [tuple(m * 10**12 for m in g.members) for g in one.groups] == [g.members for g in other.groups]
    assert one.clear


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "told",
    [
        [],
        [(1, 1, 1, 1)],
        [(person, statement, 0, 0) for person in range(30) for statement in range(10)],
        [(person, statement, 1, 0) for person in range(30) for statement in range(10)],
        [(person, person % 8, 1, 0) for person in range(30)],
    ],
    ids=["nobody", "one person", "everybody passes", "everybody agrees", "one vote each"],
)
def test_without_differences_there_are_no_groups(told: list[Row], mode: Mode) -> None:
    result = opinionmap.read(opinionmap.Votes.of(told), mode=mode, seed="s")
    assert (result.k, result.groups, result.stability, result.clear) == (0, (), None, False)


def test_what_everybody_agrees_with_is_consensus_though_there_are_no_groups() -> None:
    told = [(person, statement, 1, 0) for person in range(30) for statement in range(3)]
    assert opinionmap.read(opinionmap.Votes.of(told), seed="s").consensus == (0, 1, 2)


def test_statements_turned_down_are_not_among_the_results_and_do_not_make_groups() -> None:
    votes = conversations.two_camps(60, 20, seed=4, apart=0.45)
    all_but_one = opinionmap.read(votes, moderated=[4], seed="s")
    assert all_but_one.statement(4) is None
    assert 4 not in {apart.statement for group in all_but_one.groups for apart in group.sets_apart}
    nothing_left = opinionmap.read(votes, moderated=range(20), seed="s")
    assert (nothing_left.k, nothing_left.statements) == (0, ())


def test_a_statement_without_votes_is_told_of() -> None:
    result = opinionmap.read(opinionmap.Votes.of([(1, 1, 1, 1)]), statements=[1, 8], seed="s")
    unvoted = result.statement(8)
    assert unvoted is not None
    assert (unvoted.counts.seen, unvoted.standing) == (0, "no_majority")


def test_a_group_under_five_joins_its_nearest_neighbour() -> None:
    points = np.array([[0.0, 0.0]] * 6 + [[1.0, 0.0]] * 4 + [[9.0, 0.0]] * 5 + [[7.0, 0.0]])
    labels = np.array([0] * 6 + [1] * 4 + [2] * 5 + [3])
    assert with_neighbours(points, labels).tolist() == [0] * 10 + [1] * 6
    assert with_neighbours(points[:9], labels[:9]).tolist() == [0] * 9


@pytest.mark.parametrize(
    ("columns", "error", "said"),
    [
        (([1, 2], [1], [1], [1]), opinionmap.UnevenColumns, "they have 2, 1, 1, 1 rows"),
        (([1], [1], [2], [1]), opinionmap.UnknownValue, "not 2"),
        (([1.5], [1], [1], [1]), opinionmap.NotWhole, "'people'"),
        (([1], [1], [1], ["noon"]), opinionmap.NotWhole, "'times'"),
    ],
)
def test_what_is_no_vote_is_refused_with_the_reason(
    columns: tuple[list[object], ...], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        opinionmap.Votes(*(np.array(column) for column in columns))


def test_too_many_statements_and_unknown_modes_are_refused() -> None:
    one_each = np.arange(10_001)
    with pytest.raises(opinionmap.TooMany, match="at most 10,000 statements; there are 10,001"):
        opinionmap.read(opinionmap.Votes(one_each, one_each, one_each * 0, one_each), seed="s")
    with pytest.raises(opinionmap.UnknownMode, match="three_level"):
        opinionmap.read(opinionmap.Votes.of([]), mode="three_level", seed="s")  # type: ignore[arg-type]


def test_sets_apart_are_about_the_group_and_groups_are_numbered_by_their_first_members() -> None:
    votes = conversations.two_camps(80, 20, seed=6, apart=0.45)
    result = opinionmap.read(votes, seed="s")
    assert [group.number for group in result.groups] == [1, 2]
    first = [result.groups[at].members[0] for at in range(2)]
    assert all(one < other for one, other in pairwise(first))
    camps = [{member % 2 for member in group.members} for group in result.groups]
    assert all(len(camp) == 1 for camp in camps)
    for group in result.groups:
        assert result.group_of(group.members[3]) == group
        assert 1 <= len(group.sets_apart) <= 5
        for apart in group.sets_apart:
            inside, others = (getattr(c, apart.side) / c.seen for c in (apart.inside, apart.others))
            assert inside > others
