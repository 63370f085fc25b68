"""Groups are shown only where they would be found again, and a result can be made again from the votes."""

import json
from hashlib import sha256

import numpy as np
import pytest

from alongside.methods import opinionmap
from tests.methods import conversations


def test_clear_camps_are_found_again_and_shown() -> None:
    result = opinionmap.read(conversations.two_camps(120, 30, seed=1), seed="s")
    assert result.stability is not None
    assert (result.k, result.stability.resamples, result.stability.same_k) == (2, 30, 1.0)
    assert result.stability.median_ari > 0.95
    assert result.clear
    assert len(result.groups) == 2
    assert all(len(group.places) == group.size for group in result.groups)
    assert all(len(statement.groups) == 2 for statement in result.statements)


@pytest.mark.parametrize("seed", range(3))
def test_where_people_differ_by_chance_no_groups_are_shown(seed: int) -> None:
    votes = conversations.made(np.full((150, 40), 0.5), [12] * 150, seed)
    result = opinionmap.read(votes, seed="s")
    assert result.k >= 2, "groups are always found: only resampling tells"
    assert not result.clear
    assert result.groups == ()
    assert all(statement.groups == () for statement in result.statements)


def test_without_resamples_no_groups_are_shown() -> None:
    result = opinionmap.read(conversations.two_camps(120, 30, seed=1), seed="s", resamples=0)
    assert (result.k, result.stability, result.groups) == (2, None, ())


@pytest.mark.parametrize(("mode", "k", "clear"), [("two_level", 2, True), ("single_level", 3, False)])
def test_a_real_conversation_may_be_clear_in_one_way_and_not_in_the_other(
    mode: opinionmap.Mode, k: int, clear: bool
) -> None:
    conversation = conversations.kept("san-juan")
    result = opinionmap.read(conversation.votes, moderated=conversation.moderated, mode=mode, seed="s")
    assert (result.k, result.clear, bool(result.groups)) == (k, clear, clear)


def test_the_result_can_be_made_again_from_the_export_without_communities() -> None:
    votes = conversations.two_camps(60, 20, seed=2)
    communities = {"carers": range(30)}
    result = opinionmap.read(votes, moderated=[3], communities=communities, seed="2026", resamples=5)
    told = opinionmap.manifest(votes, result, moderated=[3])
    export = opinionmap.Votes.of(
        sorted(
            zip(
                *(c.tolist() for c in (votes.people, votes.statements, votes.values, votes.times)),
                strict=True,
            )
        )
    )
    assert opinionmap.fingerprint(export) == told.votes
    again = opinionmap.read(
        export, moderated=told.moderated, mode=told.mode, seed=told.seed, resamples=told.resamples
    )
    assert sha256(opinionmap.to_bytes(again, communities=False)).hexdigest() == told.rebuilt
    assert sha256(opinionmap.to_bytes(result)).hexdigest() == told.result != told.rebuilt
    assert json.loads(told.to_bytes())["seed"] == "2026"


def test_a_real_conversation_gives_the_same_bytes_on_every_machine() -> None:
    """NumPy 2.1 with SciPy 1.14 and NumPy 2.4 with SciPy 1.17 gave this digest, whatever the processor."""
    conversation = conversations.kept("biodiversity")
    result = opinionmap.read(conversation.votes, moderated=conversation.moderated, seed="2026", resamples=5)
    assert result.clear
    assert sha256(opinionmap.to_bytes(result)).hexdigest() == (
        "fb306ff5775e30ed8ff8fe68283a72656d34021959b76265cdf98caaee04e610"
    )


def test_one_vote_more_changes_the_fingerprints() -> None:
    votes = conversations.two_camps(60, 20, seed=2)
    fewer = opinionmap.Votes(*(c[:-1] for c in (votes.people, votes.statements, votes.values, votes.times)))
    one, other = (
        opinionmap.manifest(each, opinionmap.read(each, seed="s", resamples=0)) for each in (votes, fewer)
    )
    assert one.votes != other.votes
    assert one.rebuilt != other.rebuilt


def test_bytes_are_plain_json_with_fractions_as_text() -> None:
    told = json.loads(opinionmap.to_bytes(opinionmap.read(opinionmap.Votes.of([(1, 2, 1, 3)]), seed="s")))
    assert told["statements"][0]["group_aware"] == "0.666667"
    assert told["people"] == 1


def test_a_person_who_withdraws_leaves_nothing_behind() -> None:
    votes = conversations.two_camps(60, 20, seed=3)
    stay = votes.people != 7
    left = opinionmap.Votes(*(c[stay] for c in (votes.people, votes.statements, votes.values, votes.times)))
    result = opinionmap.read(left, seed="s")
    assert result.people == 59
    assert result.clear
    assert result.group_of(7) is None
    assert sum(statement.counts.seen for statement in result.statements) == len(left)
