"""What is installed: each line has its reason, each part its hash, and no address stands anywhere."""

import re
from pathlib import Path

import pytest

from tests.run.conftest import ROOT

FOLDER = ROOT / "requirements"
SOURCES = sorted(FOLDER.glob("*.in"))
LOCKS = sorted(FOLDER.glob("*.txt"))
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ADDRESS = re.compile(r"(?i)https?:|--(extra-)?index-url|--find-links|^-[if] ", re.MULTILINE)


def asked(path: Path) -> list[str]:
    """The names that a .in file asks for, as locks write them."""
    lines = path.read_text().splitlines()
    found = (NAME.match(line) for line in lines)
    return [re.sub(r"[._-]+", "-", match[0]).lower() for match in found if match]


def pinned(path: Path) -> dict[str, str]:
    """Every pinned part of a lock, with the text that belongs to it."""
    blocks = re.split(r"^(?=[a-z0-9])", path.read_text(), flags=re.MULTILINE)
    return {block.split("==")[0]: block for block in blocks if block.strip()}


def test_there_is_a_lock_for_every_list() -> None:
    assert [path.stem for path in SOURCES] == [path.stem for path in LOCKS]
    assert len(SOURCES) == 6


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_line_has_its_reason_above(path: Path) -> None:
    lines = path.read_text().splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if NAME.match(line) and above[:1] != "#"
    ]
    assert bare == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_names_no_address(path: Path) -> None:
    assert ADDRESS.findall(path.read_text()) == []


def test_address_would_be_noticed() -> None:
    for line in ("--index-url https://example.org", "-i example.org", "x @ http://example.org/x.whl"):
        assert ADDRESS.findall(line)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_pinned_part_has_a_hash(path: Path) -> None:
    assert [name for name, block in pinned(path).items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_lock_holds_what_is_asked_for(path: Path) -> None:
    assert sorted(set(asked(path)) - set(pinned(path.with_suffix(".txt")))) == []


def test_locks_agree_on_versions() -> None:
    """But for pretix, which has an environment to itself and none of ours in it."""
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        if path.stem == "pretix":
            continue
        for name, block in pinned(path).items():
            versions.setdefault(name, set()).update(re.findall(r"^[^ ]+==([^ ]+)", block, re.MULTILINE))
    base = pinned(FOLDER / "base.txt")
    forked = {name for name, block in base.items() if "python_full_version" in block}
    assert {name: found for name, found in versions.items() if len(found) > 1 and name not in forked} == {}
