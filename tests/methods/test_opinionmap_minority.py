"""Small voices: what most people share is no consensus while a declared community does not share it."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from alongside.methods import opinionmap
from alongside.methods.opinionmap import OpinionMap, Votes
from tests.methods import conversations

CARERS = "carers"
SEEDS = range(10)


@cache
def read(share: float, seed: int) -> tuple[OpinionMap, OpinionMap, list[int]]:
    votes, community, rejected = conversations.planted(share, seed)
    with_them = opinionmap.read(votes, communities={CARERS: community}, seed="s", resamples=0)
    return with_them, opinionmap.read(votes, seed="s", resamples=0), rejected


@pytest.mark.parametrize("share", [0.03, 0.05, 0.10, 0.15, 0.20])
def test_what_a_declared_community_rejects_is_not_consensus(share: float) -> None:
    for seed in SEEDS:
        result, _, rejected = read(share, seed)
        assert len(set(result.consensus[:20]) & set(rejected)) <= 1
        for id in rejected:
            statement = result.statement(id)
            assert statement is not None
            if statement.side == "agree":
                named = statement.not_shared_by + statement.not_yet_heard_from
                assert named == (CARERS,) or statement.standing in ("consensus", "divided")


@pytest.mark.parametrize(("share", "at_least"), [(0.03, 12), (0.05, 10), (0.10, 4)])
def test_group_aware_consensus_alone_would_overlook_them(share: float, at_least: int) -> None:
    """The test above bites: without their say, the same statements lead."""
    overlooked = []
    for seed in SEEDS:
        _, without, rejected = read(share, seed)
        ranked = sorted(without.statements, key=lambda statement: -statement.group_aware)[:20]
        overlooked.append(len({statement.id for statement in ranked} & set(rejected)))
    assert np.mean(overlooked) >= at_least


@pytest.mark.parametrize("share", [0.10, 0.20])
def test_what_everybody_shares_is_found_all_the_same(share: float) -> None:
    shared = range(20, 40)
    found = [len(set(read(share, seed)[0].consensus) & set(shared)) for seed in SEEDS]
    assert np.mean(found) >= 12


def voted(*blocks: tuple[range, int, int]) -> Votes:
    """Votes from blocks of (people, statement, value)."""
    return Votes.of(
        [(person, statement, value, 0) for people, statement, value in blocks for person in people]
    )


def standing_of(votes: Votes, **communities: Iterable[int]) -> opinionmap.Statement:
    named = {name: list(people) for name, people in communities.items()}
    found = opinionmap.read(votes, communities=named, seed="s").statement(1)
    assert found is not None
    return found


def test_a_statement_waits_until_each_community_was_heard() -> None:
    everybody, carers = range(100), range(80, 92)
    elsewhere = (everybody, 2, 0)
    unheard = standing_of(voted((range(84), 1, 1), elsewhere), carers=carers)
    assert (unheard.standing, unheard.not_yet_heard_from) == ("not_yet_heard_from", (CARERS,))
    assert standing_of(voted((range(86), 1, 1), elsewhere), carers=carers).standing == "consensus"


def test_most_share_it_and_those_who_do_not_are_named() -> None:
    votes = voted((range(80), 1, 1), (range(80, 92), 1, -1))
    against = standing_of(votes, carers=range(80, 92), parents=range(20, 40))
    assert (against.standing, against.side) == ("most_not_shared_by", "agree")
    assert against.not_shared_by == (CARERS,)


def test_rejecting_can_be_shared_too() -> None:
    found = standing_of(voted((range(40), 1, -1)), carers=range(10, 30))
    assert (found.standing, found.side) == ("consensus", "disagree")


def test_under_ten_active_members_cannot_be_asked_without_showing_them() -> None:
    votes = voted((range(80), 1, 1), (range(80, 89), 1, -1))
    assert standing_of(votes, carers=range(80, 89)).standing == "consensus"


def test_one_half_is_no_majority() -> None:
    assert standing_of(voted((range(20), 1, 1), (range(20, 40), 1, -1))).standing == "no_majority"


def test_what_an_opinion_group_does_not_share_divides() -> None:
    likely = np.full((90, 12), 0.95)
    likely[60:, 1:] = 0.05
    likely[60:, 1] = 0.2
    result = opinionmap.read(conversations.made(likely, [12] * 90, 7), seed="s")
    statement = result.statement(1)
    assert result.clear
    assert statement is not None
    assert (statement.standing, statement.side) == ("divided", "agree")
    assert result.consensus == (0,)
