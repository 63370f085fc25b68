"""The public file, the draw, and the program with which anybody checks them."""

import copy
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.methods import lottery
from tests.methods.pools import pool_of, quotas_of

SEED = "5a0f1e94bb7a4d0cb5a6"
WORDS = "14 3 27 Heron"
NAMES = ("Grace", "Amara", "Idris", "Wen", "Pavel", "Joan", "Tariq", "Lowri", "Sam", "Noor")
QUOTAS = quotas_of("age young 1 2", "age old 2 3")
File = dict[str, Any]


def drawn_file() -> File:
    """Ten people, of whom two share a household, for a panel of four."""
    ids = lottery.anonymous_ids(NAMES, secret="never published")
    pool = [
        lottery.Candidate(
            ids[name],
            {"age": "young" if place < 4 else "old", "shoe size": "7"},
            "12 Mill Lane" if place in (3, 4) else "",
        )
        for place, name in enumerate(NAMES)
    ]
    plan = lottery.plan(pool, QUOTAS, 4, seed=SEED, tickets=100)
    file = lottery.public_file(plan, pool, QUOTAS, commitment=lottery.commit(SEED), title="Design panel")
    return lottery.after_draw(file, lottery.draw(plan, seed=SEED, public_words=WORDS))


FILE = drawn_file()


def check(file: Any, folder: Path, *noted: str) -> subprocess.CompletedProcess[str]:
    """Run the checker as anybody would: on a machine without Alongside."""
    path = folder / "draw.json"
    path.write_text(file if isinstance(file, str) else json.dumps(file, indent=1))
    command = [sys.executable, "-I", "-S", str(lottery.CHECKER), str(path), *noted]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


# The public file


def test_the_public_file_names_nobody_and_tells_only_what_the_quotas_need() -> None:
    told = json.dumps(FILE)
    assert not any(name in told for name in NAMES)
    assert "Mill" not in told
    assert "shoe" not in told
    assert [person["id"] for person in FILE["people"]] == [f"P{n:03}" for n in range(1, 11)]
    assert Counter(person["household"] for person in FILE["people"]) == {"": 8, "H1": 2}


def test_the_public_file_is_plain_data() -> None:
    assert json.loads(json.dumps(FILE)) == FILE


def test_ids_that_may_mean_something_are_refused() -> None:
    pool = pool_of("17 age=old", "18 age=young")
    quotas = quotas_of("age old 1 1", "age young 0 0")
    plan = lottery.plan(pool, quotas, 1, seed=SEED)
    with pytest.raises(lottery.NotAnonymous, match="'17' may tell who it is"):
        lottery.public_file(plan, pool, quotas, commitment="", title="")


def test_anonymous_ids_hang_on_the_secret_alone() -> None:
    first = lottery.anonymous_ids(NAMES, secret="one")
    assert first == lottery.anonymous_ids(NAMES[::-1], secret="one")
    assert first != lottery.anonymous_ids(NAMES, secret="two")
    assert sorted(first.values()) == [f"P{n:03}" for n in range(1, 11)]


def test_the_fingerprint_is_the_same_before_and_after_the_draw_and_changes_with_everything_else() -> None:
    before = {key: value for key, value in FILE.items() if key != "draw"}
    assert lottery.fingerprint(before) == lottery.fingerprint(FILE) == FILE["fingerprint"]
    for key in before.keys() - {"fingerprint"}:
        assert lottery.fingerprint({**FILE, key: "changed"}) != FILE["fingerprint"]


# The draw


def test_the_commitment_is_the_sha256_of_the_seed() -> None:
    assert lottery.commit(SEED) == hashlib.sha256(SEED.encode()).hexdigest()


def test_a_seed_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(lottery.WeakSeed, match="at least 16 characters"):
        lottery.commit("123456")


def test_the_number_can_be_worked_out_with_any_sha256() -> None:
    digest = hashlib.sha256(b"5a0f1e94bb7a4d0cb5a6|14 3 27 heron|0").hexdigest()
    assert lottery.number(SEED, WORDS) == int(digest, 16) % 1000 + 1


def test_capitals_and_spaces_of_the_public_words_make_no_difference() -> None:
    assert lottery.number(SEED, " 14  3 27\nHERON ") == lottery.number(SEED, WORDS)


def test_a_draw_without_public_words_is_refused() -> None:
    with pytest.raises(lottery.NoPublicWords):
        lottery.number(SEED, " \n")


def test_every_number_is_drawn_as_often_as_any_other() -> None:
    """7,000 draws of seven tickets: chi-squared with six degrees of freedom stays under its 99.9% point."""
    drawn = Counter(lottery.number(SEED, str(words), 7) for words in range(7000))
    assert set(drawn) == set(range(1, 8))
    assert sum((count - 1000) ** 2 / 1000 for count in drawn.values()) < 22.46


def test_hashes_beyond_the_last_full_round_are_passed_over() -> None:
    """With so many tickets that the first hash lies beyond the only full round, a later one counts."""

    def digests(word: str) -> list[int]:
        said = (f"{SEED}|{word}|{attempt}" for attempt in range(100))
        return [int(hashlib.sha256(text.encode()).hexdigest(), 16) for text in said]

    word = next(word for word in "abcdefgh" if digests(word)[0] > 2**255)
    tickets = digests(word)[0]
    first = next(digest for digest in digests(word) if digest < tickets)
    assert lottery.number(SEED, word, tickets) == first + 1


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.integers(1, 5000))
def test_every_number_is_one_of_the_tickets(words: str, tickets: int) -> None:
    if words.split():
        assert 1 <= lottery.number(SEED, words, tickets) <= tickets


def test_alternates_are_everybody_else_in_an_order_nobody_knew_before_the_draw() -> None:
    draw = FILE["draw"]
    assert sorted(draw["alternates"] + draw["panel"]) == [f"P{n:03}" for n in range(1, 11)]
    everybody = [person["id"] for person in FILE["people"]]
    again = lottery.alternates(draw["panel"], everybody, seed=SEED, public_words="14 3 28 heron")
    assert sorted(again) == sorted(draw["alternates"])
    assert list(again) != draw["alternates"]


# The checker


def test_the_checker_passes_an_honest_draw_and_says_so(tmp_path: Path) -> None:
    ran = check(FILE, tmp_path, FILE["fingerprint"])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == "Everything is right."
    assert "WRONG" not in ran.stdout
    assert f"draw number {FILE['draw']['number']}." in ran.stdout


def test_the_checker_passes_a_file_before_its_draw_and_says_what_to_do(tmp_path: Path) -> None:
    ran = check({key: value for key, value in FILE.items() if key != "draw"}, tmp_path)
    assert ran.returncode == 0
    assert "Note the fingerprint now, and check again afterwards." in ran.stdout


def test_the_checker_knows_only_the_standard_library_and_is_short() -> None:
    source = lottery.CHECKER.read_text()
    imports = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert {line.split()[1] for line in imports} <= {
        "hashlib",
        "json",
        "sys",
        "collections",
        "collections.abc",
        "typing",
    }
    assert len(source.splitlines()) <= 90


def another_panel(file: File) -> list[str]:
    return next(panel for panel in file["panels"] if panel != file["draw"]["panel"])


def sealed(change: Callable[[File], Any]) -> Callable[[File], Any]:
    """Make the change before the draw, by somebody clever enough to write the fingerprint anew."""

    def made(file: File) -> None:
        change(file)
        file["fingerprint"] = lottery.fingerprint(file)

    return made


def put_somebody_twice(file: File) -> None:
    file["panels"][0][1] = file["panels"][0][0]


def seat_a_whole_household(file: File) -> None:
    home = [person["id"] for person in file["people"] if person["household"]]
    young = [p["id"] for p in file["people"] if p["values"]["age"] == "young" and p["id"] not in home]
    old = [p["id"] for p in file["people"] if p["values"]["age"] == "old" and p["id"] not in home]
    file["panels"][0] = sorted([*home, young[0], old[0]])


def break_a_quota(file: File) -> None:
    file["panels"][0] = [p["id"] for p in file["people"] if p["values"]["age"] == "old"][:4]


def swap_alternates(file: File) -> None:
    file["draw"]["alternates"].reverse()


TAMPERED: dict[str, Callable[[File], Any]] = {
    "another seed": lambda f: f["draw"].update(seed=SEED[::-1]),
    "another seed with its own commitment": lambda f: (
        f["draw"].update(seed=SEED[::-1]),
        f.update(commitment=lottery.commit(SEED[::-1])),
    ),
    "other public words": lambda f: f["draw"].update(public_words="14 3 28 heron"),
    "another number": lambda f: f["draw"].update(number=f["draw"]["number"] % 100 + 1),
    "another panel": lambda f: f["draw"].update(panel=another_panel(f)),
    "other alternates": swap_alternates,
    "a panel exchanged": lambda f: f["panels"].__setitem__(f["draw"]["number"] - 1, another_panel(f)),
    "panels renumbered": lambda f: f["panels"].reverse(),
    "a quota narrowed": sealed(lambda f: f["quotas"][0].update(minimum=2)),
    "a value changed": sealed(lambda f: f["people"][0]["values"].update(age="elder")),
    "a chance embellished": sealed(lambda f: f["people"][0].update(chance=0.9)),
    "the smallest chance embellished": sealed(lambda f: f.update(smallest_chance=0.39)),
    "the bound lowered": sealed(lambda f: f.update(largest_possible_smallest_chance=0.01)),
    "somebody twice on a panel": sealed(put_somebody_twice),
    "a household that sends two": sealed(seat_a_whole_household),
    "a quota broken": sealed(break_a_quota),
    "somebody listed twice": sealed(lambda f: f["people"].append(f["people"][0])),
    "somebody left out": sealed(lambda f: f["people"].pop()),
    "somebody said to fit on no panel": sealed(lambda f: f["never"].append("P001")),
    "another title": lambda f: f.update(title="Another panel"),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
def test_the_checker_catches_every_forgery(change: Callable[[File], Any], tmp_path: Path) -> None:
    forged = copy.deepcopy(FILE)
    change(forged)
    assert forged != FILE
    ran = check(forged, tmp_path)
    assert ran.returncode == 1
    assert "WRONG" in ran.stdout or "cannot be checked" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_fingerprint_noted_before_the_draw_catches_a_file_that_was_made_anew(tmp_path: Path) -> None:
    """Everything agrees with itself, with another title: only what people noted gives it away."""
    forged = copy.deepcopy(FILE)
    sealed(lambda f: f.update(title="Another panel"))(forged)
    assert check(forged, tmp_path).returncode == 0
    ran = check(forged, tmp_path, FILE["fingerprint"])
    assert (ran.returncode, ran.stdout.count("WRONG")) == (1, 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"panels": 3, "people": []}', "not JSON"])
def test_the_checker_says_when_it_is_given_something_else(content: str, tmp_path: Path) -> None:
    ran = check(content, tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("This file cannot be checked")
