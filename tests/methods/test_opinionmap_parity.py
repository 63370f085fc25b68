"""Three real conversations: what red-dwarf 0.4.0 finds in them, and what Polis published."""

import json
from functools import cache
from itertools import permutations

import numpy as np
import pytest

from alongside.methods.opinionmap import analysis
from alongside.methods.opinionmap.analysis import Analysis
from alongside.methods.opinionmap.results import Mode
from alongside.methods.opinionmap.table import Table, tabulate
from tests.methods import conversations

RECORDED = json.loads((conversations.KEPT / "red-dwarf.json").read_text())
each = pytest.mark.parametrize("name", conversations.NAMES)


@cache
def analysed(name: str, mode: Mode) -> tuple[Table, Analysis]:
    conversation = conversations.kept(name)
    table = tabulate(conversation.votes, conversation.moderated)
    return table, analysis.analyse(table, mode, "a seed")


def labels(table: Table, found: Analysis) -> dict[int, int]:
    placed = found.grouping.labels >= 0
    return dict(zip(table.people[placed].tolist(), found.grouping.labels[placed].tolist(), strict=True))


@each
def test_single_level_finds_the_groups_of_red_dwarf(name: str) -> None:
    table, found = analysed(name, "single_level")
    assert found.grouping.k == RECORDED[name]["groups"]
    assert {str(person): label for person, label in labels(table, found).items()} == RECORDED[name]["labels"]


@each
def test_single_level_picks_the_statements_of_red_dwarf_in_its_order(name: str) -> None:
    table, found = analysed(name, "single_level")
    picks = [[[int(table.statements[at]), side] for at, side in picked] for picked in found.apart]
    assert picks == RECORDED[name]["apart"]
    assert table.statements[found.agreed].tolist() == RECORDED[name]["agreed"]
    assert table.statements[found.disagreed].tolist() == RECORDED[name]["disagreed"]


@each
def test_group_aware_consensus_is_that_of_red_dwarf(name: str) -> None:
    table, found = analysed(name, "single_level")
    aware = {str(id): value for id, value in zip(table.statements.tolist(), found.group_aware, strict=True)}
    assert aware.keys() == RECORDED[name]["group_aware"].keys()
    assert max(abs(aware[id] - value) for id, value in RECORDED[name]["group_aware"].items()) < 1e-12


@pytest.mark.parametrize(
    ("name", "alike"), [("biodiversity", 0.993), ("san-juan", 0.994), ("vtaiwan", 0.9725)]
)
def test_two_levels_match_the_groups_that_polis_published(name: str, alike: float) -> None:
    published = conversations.kept(name).published
    ours = labels(*analysed(name, "two_level"))
    both = [(ours[person], group) for person, group in published.items() if person in ours]
    groups = len(set(published.values()))
    assert max(ours.values()) + 1 == groups
    share = max(
        np.mean([order[label] == group for label, group in both]) for order in permutations(range(groups))
    )
    assert share >= alike >= 0.97
    assert len(both) >= 0.99 * len(published)
