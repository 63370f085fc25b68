"""The public file, read back, checked, worked out again by the program that comes with it; and what it tells."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import equalshares
from alongside.methods.equalshares import Bid, Completion
from tests.methods.elections import HEADING, KEPT, SAMPLES, Election, lettered, published
from tests.methods.slow_shares import elections

every_sample = pytest.mark.parametrize("name", SAMPLES)


def recompute(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as anybody would: alone in an empty folder, without Alongside."""
    folder.mkdir(exist_ok=True)
    shutil.copy(equalshares.RECOMPUTE, folder / "recompute.py")
    (folder / "result.pb").write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-S", "recompute.py", "result.pb"]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env={}, check=False)


def funded(ran: subprocess.CompletedProcess[str]) -> list[str]:
    return re.findall(r"^Funded: (\S+),", ran.stdout, re.MULTILINE)


# Worked out again


@every_sample
def test_anybody_can_work_a_published_result_out_again(name: str, tmp_path: Path) -> None:
    ran = recompute(published(name), tmp_path / "empty")
    result = SAMPLES[name][1]
    assert (ran.returncode, ran.stderr) == (0, "")
    assert funded(ran) == list(result.winners)
    assert ran.stdout.splitlines()[-1] == "Right: these are the bids that the file says are funded."
    assert f"(exactly {result.share / 100})" in ran.stdout


def test_the_program_knows_only_the_standard_library_and_is_short() -> None:
    source = equalshares.RECOMPUTE.read_text()
    imports = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imports <= {"csv", "hashlib", "sys", "collections", "fractions", "typing"}
    assert len(source.splitlines()) <= 210


@settings(max_examples=25, deadline=None)
@given(
    elections(most_points=3),
    st.sampled_from(["none", "fill", "add1", "add1_fill", "add1_comparison"]),
    st.booleans(),
    st.booleans(),
)
def test_the_program_agrees_about_every_election(
    tmp_path_factory: pytest.TempPathFactory,
    election: Election,
    completion: Completion,
    stop: bool,
    whole: bool,
) -> None:
    bids, ballots, _ = election
    step = max(1, sum(bid.cost for bid in bids) // 20)
    result = lettered(
        election, completion, seed="a; seed, #2: =", step=step, stop_when_exhaustive=stop, whole_start=whole
    )
    text = equalshares.write(HEADING, bids, ballots, result, seed="a; seed, #2: =")
    ran = recompute(text, tmp_path_factory.mktemp("anybody"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert funded(ran) == list(result.winners)


FORGED: dict[str, Callable[[str], str]] = {
    "somebody funded who is not": lambda text: text.replace(' one";0', ' one";1', 1),
    "somebody not funded who is": lambda text: text.replace(' one";1', ' one";0', 1),
    "a cost raised": lambda text: re.sub(r"^(B15;)\d+", r"\g<1>24999", text, flags=re.MULTILINE),
    "ballots replaced": lambda text: re.sub(r"^(\d+);B.*$", r"\1;B1", text, flags=re.MULTILINE),
    "another budget": lambda text: text.replace("budget;25000", "budget;9000"),
    "not a file": lambda _: "not a file",
    "nothing": lambda _: "",
    "another comment": lambda text: text.replace("alongside-equalshares-1", "something"),
    "a bid that nobody made": lambda text: re.sub(r"^1;B.*$", "1;Z9", text, flags=re.MULTILINE),
    "a bid named twice": lambda text: re.sub(r"^1;(B\d+).*$", r"1;\1,\1", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
def test_the_program_says_when_a_file_was_changed(change: Callable[[str], str], tmp_path: Path) -> None:
    honest = published("under the rules that the format has a name for")
    forged = change(honest)
    assert forged != honest
    ran = recompute(forged, tmp_path)
    assert ran.returncode == 1
    assert "WRONG" in ran.stderr or "cannot be worked out" in ran.stderr
    assert "Traceback" not in ran.stderr


# Read back


@every_sample
def test_a_file_reads_back_as_what_was_published(name: str) -> None:
    (bids, ballots, _), result = SAMPLES[name]
    file = equalshares.read(published(name))
    assert sorted(file.bids, key=lambda bid: bid.id) == sorted(bids, key=lambda bid: bid.id)
    assert file.rules == result.rules
    assert file.seed == "lot"
    assert file.selected == set(result.winners)
    assert file.names["B1"] == "Pilot; the “B1” one"
    lot = equalshares.lot_order([bid.id for bid in file.bids], file.seed)
    assert equalshares.allocate(file.bids, file.ballots, result.rules, lot=lot) == result
    counted, told = (
        Counter(
            frozenset((ballot if isinstance(ballot, dict) else dict.fromkeys(ballot, 1)).items())
            for ballot in cast.values()
        )
        for cast in (ballots, file.ballots)
    )
    assert counted == told


BAD_FILES = {
    "nothing": ("", 1),
    "no parts": ("a;b\n", 1),
    "no projects": ("META\nkey;value\nbudget;5\nVOTES\nvoter_id;vote\n", 1),
    "a budget in words": ("META\nkey;value\nbudget;much\nPROJECTS\nproject_id;cost\nA;5\n", 3),
    "a cost below nought": ("META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\nA;-5\n", 6),
    "half a coin": ("META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\nA;1.5\n", 6),
    "a project twice": ("META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\nA;5\nA;6\n", 7),
    "a vote for nothing": (
        "META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\nA;5\nVOTES\nvoter_id;vote\n1;B\n",
        9,
    ),
    "points for nothing": (
        "META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\nA;5\nVOTES\nvoter_id;vote;points\n1;A;1,2\n",
        9,
    ),
}


@pytest.mark.parametrize(("text", "line"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_cannot_be_read_says_where_and_why(text: str, line: int) -> None:
    with pytest.raises(equalshares.BadFile) as found:
        equalshares.read(text)
    assert found.value.line == line
    assert str(found.value).startswith(f"Line {line}: ")
    assert str(found.value).endswith(".")


@pytest.mark.parametrize("id", ["a,b", "a;b", "two words", "", "votes", "a\nb"])
def test_an_id_that_the_format_cannot_hold_is_refused(id: str) -> None:
    result = lettered(([Bid("A", 5)], {"V1": {}}, 5), "none")
    with pytest.raises(equalshares.BadBidId, match="letters"):
        equalshares.write(HEADING, [Bid(id, 5)], {"V1": {}}, result, seed="lot")


@pytest.mark.parametrize("seed", ["two\nlines", " spaces "])
def test_a_seed_that_does_not_fit_into_the_file_is_refused(seed: str) -> None:
    result = lettered(([Bid("A", 5)], {"V1": {}}, 5), "none")
    with pytest.raises(equalshares.BadSeed, match="one line"):
        equalshares.write(HEADING, [Bid("A", 5)], {"V1": {}}, result, seed=seed)


def test_a_unit_of_money_that_is_no_decimal_one_is_refused() -> None:
    result = lettered(([Bid("A", 5)], {"V1": {}}, 5), "none")
    with pytest.raises(equalshares.BadCoin, match="not 12"):
        equalshares.write(replace(HEADING, coin=12), [Bid("A", 5)], {"V1": {}}, result, seed="lot")


# The format


@every_sample
def test_pabulibs_own_checker_passed_this_very_file(name: str) -> None:
    """``./run bench equalshares record`` asks version 1.0.8 of it, which is not among what Alongside needs."""
    verdict = json.loads((KEPT / "checker.json").read_text())[name]
    assert sha256(published(name).encode()).hexdigest() == verdict["sha256"]
    assert verdict["errors"] == {}
    assert set(verdict["warnings"]) <= {"rule validation skipped"}


@every_sample
def test_a_file_keeps_the_rules_of_the_format(name: str) -> None:
    """Our own reading of them: parts, headings, counts, dates, sums, and no cell that is empty."""
    text = published(name)
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    starts = [rows.index([part]) for part in ("META", "PROJECTS", "VOTES")]
    meta = dict(rows[2 : starts[1]])
    projects = [dict(zip(rows[starts[1] + 1], row, strict=True)) for row in rows[starts[1] + 2 : starts[2]]]
    votes = [dict(zip(rows[starts[2] + 1], row, strict=True)) for row in rows[starts[2] + 2 :]]
    assert rows[1] == ["key", "value"]
    assert (int(meta["num_projects"]), int(meta["num_votes"])) == (len(projects), len(votes))
    begin, end = (meta[key].split(".")[::-1] for key in ("date_begin", "date_end"))
    assert begin <= end
    assert re.match(r"#1: \S", meta["comment"])
    assert all(cell and cell == cell.strip() for row in rows for cell in row)
    named = Counter(id for vote in votes for id in vote["vote"].split(","))
    assert {project["project_id"]: int(project["votes"]) for project in projects} == {
        project["project_id"]: named[project["project_id"]] for project in projects
    }
    spent = sum(float(project["cost"]) for project in projects if project["selected"] == "1")
    assert spent <= float(meta["budget"])
    assert len({vote["voter_id"] for vote in votes}) == len(votes)


# What it tells


@every_sample
def test_a_file_tells_nothing_about_who_cast_which_ballot(name: str) -> None:
    """Whoever voted first, whatever they are called, and whoever cast which ballot: the file is the same."""
    (bids, ballots, _), result = SAMPLES[name]
    swapped = dict(zip(reversed(ballots), ballots.values(), strict=True))
    renamed = {f"somebody {n}": ballot for n, ballot in enumerate(reversed(ballots.values()))}
    names = {bid.id: f"Pilot; the “{bid.id}” one" for bid in bids}
    for other in (swapped, renamed):
        assert equalshares.write(HEADING, bids, other, result, seed="lot", names=names) == published(name)
    assert "member" not in published(name)


def test_people_and_bids_that_can_be_worked_out_are_told_before_publishing() -> None:
    """Grace and Idris may not support A. Every ballot but one supports A, so two people cannot hold one ballot."""
    ballots = {"Grace": "B", "Idris": "C", "Amara": "AB", "Wen": "AC"}
    assert equalshares.exposed(ballots) == ()
    told = equalshares.exposed(ballots, {"Grace": ["A"], "Idris": ["A"]})
    assert {(one.voter, one.bid, one.points) for one in told} == {("Amara", "A", 1), ("Wen", "A", 1)}
    told = equalshares.exposed(ballots, {"Grace": ["A", "C"], "Idris": ["A"]})
    assert ("Grace", "B", 1) in {(one.voter, one.bid, one.points) for one in told}
    assert ("Idris", "C", 1) in {(one.voter, one.bid, one.points) for one in told}


def test_in_a_panel_of_thirteen_nothing_follows_from_three_who_are_barred_from_a_bid_each() -> None:
    """Their ballots are not the only ones without that bid, and nobody's ballot can be told from the others'."""
    (_, ballots, _), _ = SAMPLES["under the rules that the format has a name for"]
    barred = {
        f"member {n}": [
            next(f"B{place}" for place in range(1, 21) if f"B{place}" not in ballots[f"member {n}"])
        ]
        for n in (2, 5, 11)
    }
    assert len(ballots) == 13
    assert equalshares.exposed(ballots, barred) == ()


def test_a_panel_whose_file_would_give_somebody_away_is_told_who() -> None:
    """Everybody but one ticked the garden, and everybody knows that Grace could not."""
    ballots = {"Grace": ["choir", "bench"], **{f"member {n}": ["garden", f"bid {n % 4}"] for n in range(12)}}
    told = equalshares.exposed(ballots, {"Grace": ["garden"]})
    assert equalshares.Exposed("Grace", "choir", 1) in told
    assert equalshares.Exposed("Grace", "bench", 1) in told
    assert equalshares.Exposed("Grace", "bid 0", 0) in told
    assert equalshares.Exposed("member 3", "garden", 1) in told


def test_what_everybody_supports_is_told_as_following_from_the_votes_alone() -> None:
    told = equalshares.exposed({"Grace": "AB", "Idris": "A"})
    assert {(one.voter, one.bid, one.points) for one in told} == {("Grace", "A", 1), ("Idris", "A", 1)}


@st.composite
def panels(draw: st.DrawFn) -> tuple[dict[str, tuple[str, ...]], dict[str, set[str]]]:
    """Up to five people with ballots on three bids, some barred from some bids that they do not support."""
    people = ["Grace", "Idris", "Amara", "Wen", "Joan"][: draw(st.integers(1, 5))]
    ballots = {person: tuple(sorted(draw(st.sets(st.sampled_from("ABC"))))) for person in people}
    barred = {
        person: {bid for bid in "ABC" if bid not in ballots[person] and draw(st.booleans())}
        for person in people
    }
    return ballots, barred


@settings(max_examples=60, deadline=None)
@given(panels())
def test_what_can_be_worked_out_is_what_all_ways_of_handing_out_the_ballots_agree_on(
    panel: tuple[dict[str, tuple[str, ...]], dict[str, set[str]]],
) -> None:
    ballots, barred = panel
    ways = [
        dict(zip(ballots, way, strict=True))
        for way in permutations(ballots.values())
        if all(barred[person].isdisjoint(cast) for person, cast in zip(ballots, way, strict=True))
    ]
    expected = {
        (person, bid, int(bid in ballots[person]))
        for person in ballots
        for bid in {bid for cast in ballots.values() for bid in cast} - barred[person]
        if len({bid in way[person] for way in ways}) == 1
    }
    assert {(one.voter, one.bid, one.points) for one in equalshares.exposed(ballots, barred)} == expected
