"""The restore drill: a house in use is backed up, destroyed and brought back, on the database of this run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import seeds
from tests.processes import House

pytestmark = [pytest.mark.long, pytest.mark.django_db]
WORLD = "from tests.config import backup_world as w; "


@dataclass
class Drilled:
    """What was seen: a house in use, its backup, everything that was refused, and the house that came back."""

    backup: Path
    before: dict[str, Any]
    acknowledged: list[str]
    refused: dict[str, str]
    left: tuple[list[str], list[str]]
    said: str
    after: dict[str, Any]
    practised: str
    replaced: list[Any]


@pytest.fixture(scope="module")
def drilled(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drilled]:
    folder = tmp_path_factory.mktemp("drill")
    backups, keys = folder / "backups", folder / "keys"
    backups.mkdir(mode=0o700)
    with House(folder / "data", "drill") as house:
        house.environment |= {"ALONGSIDE_BACKUP_DIR": str(backups)} | keys_of(house, keys)
        house.ask(WORLD + "w.build()")
        before = house.ask(WORLD + "w.picture()")
        acknowledged = back_up_while_people_join(house, folder / "acknowledged")
        made = next(backups.glob("alongside-*"))
        refused = house.ask(WORLD + f"w.refusals({str(made)!r}, {str(keys)!r})")
        left = house.ask(WORLD + "w.leave()")
        destroy(house)
        words = [
            "--key",
            f"{keys}/alongside-main.key",
            "--monitoring-key",
            f"{keys}/alongside-monitoring.key",
        ]
        said = house.manage("restore", str(made), *words)
        after = house.ask(WORLD + "w.picture()")
        practised = house.manage("restore", "latest", "--drill", *words)
        replaced = [put_right(house, made, words), house.ask(WORLD + "w.picture()")]
        yield Drilled(made, before, acknowledged, refused, left, said, after, practised, replaced)


def keys_of(house: House, folder: Path) -> dict[str, str]:
    """Make both keys by the command; gives the lines for the settings."""
    said = house.manage("backup", "--make-keys", str(folder))
    return dict(line.split("=", 1) for line in said.splitlines() if line.startswith("ALONGSIDE_"))


def back_up_while_people_join(house: House, log: Path) -> list[str]:
    """Back up while another process writes; gives whose joining was acknowledged before the backup began."""
    command = [sys.executable, "-m", "django", "shell", "-v0", "-c", WORLD + "w.keep_joining()"]
    with log.open("w") as file:
        writer = subprocess.Popen(command, env=house.environment, stdout=file)
    try:
        while log.read_text().count("\n") < 5:
            assert writer.poll() is None
            os.sched_yield()
        acknowledged = log.read_text().rpartition("\n")[0].split("\n")
        house.manage("backup")
        assert log.read_text().count("\n") > len(acknowledged), "nobody wrote while the backup was made"
    finally:
        writer.kill()
        writer.wait(timeout=20)
    return acknowledged


def destroy(house: House) -> None:
    """The machine is lost: databases, files and mail."""
    if seeds.on_postgres():
        house.environment |= seeds.make_databases(house.name)
    shutil.rmtree(house.folder)


def put_right(house: House, made: Path, words: list[str]) -> str:
    """A house whose database broke (only a file can), or that somebody spoilt, is put aside for the backup."""
    if not seeds.on_postgres():
        (house.folder / "alongside.sqlite3").write_bytes(b"broken" * 9999)
    return house.manage("restore", str(made), "--replace", *words)


def test_house_that_broke_is_put_aside_for_the_backup(drilled: Drilled) -> None:
    said, after = drilled.replaced
    assert "What was here until now is in" in said
    for what in ("editions", "sealed", "files", "consents", "members", "planted", "whole"):
        assert after[what] == drilled.after[what], what


def test_restored_house_equals_the_one_that_was_lost(drilled: Drilled) -> None:
    assert "the record is whole" in drilled.said
    for what in ("editions", "sealed", "files", "consents"):
        assert drilled.after[what] == drilled.before[what] != [], what
    before, after = drilled.before["figures"], drilled.after["figures"]
    moved = {key for key in after if after[key] != before[key]}
    assert all(key.startswith("people.") for key in moved), (
        "only who joined meanwhile may have moved a figure"
    )
    assert drilled.after["whole"] is True


def test_whoever_was_acknowledged_before_the_backup_began_is_there(drilled: Drilled) -> None:
    joined = set(drilled.after["members"]) - set(drilled.before["members"])
    assert len(drilled.acknowledged) >= 5
    assert joined >= set(drilled.acknowledged)


REFUSED = {
    "one bit of a file": "files.tar.age is damaged: its SHA-256 is not that in the note. Use another copy.",
    "one bit, and the note agrees": "main.gz.age is damaged or was altered. Use another copy of this backup",
    "cut short": "monitoring.gz.age is cut short",
    "a part is missing": "main.gz.age is missing from this backup. Use another copy of it, or another backup.",
    "no note": "holds no backup that can be read",
    "altered note": "The note of this backup was altered, or this house has another ALONGSIDE_SECRET_KEY",
    "another key": "The key does not open main.gz.age. Bring the key that it was made for.",
    "the main key for monitoring": "The key does not open monitoring.gz.age.",
    "rows do not add up": "The backup does not hold what its note says: people_member.",
    "newer than the house": "This backup was made by a newer version of Alongside: it knows people.9999_from_tomorrow.",
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_backup_that_is_wrong_is_refused_with_a_sentence_and_the_house_untouched(
    drilled: Drilled, wrong: str
) -> None:
    assert REFUSED[wrong] in drilled.refused.get(wrong, "it was taken")


def test_somebody_who_left_after_the_backup_does_not_come_back(drilled: Drilled) -> None:
    planted, after_leaving = drilled.left
    assert "people_member" in planted, "nothing was planted, so nothing could be found"
    assert after_leaving == drilled.after["planted"] == []
    assert "1 person had left since, and was erased again." in drilled.said
    assert "Whoever left until" in drilled.said, "and it says who may come back all the same"


def test_backup_says_nothing_about_anybody_without_a_key(drilled: Drilled) -> None:
    held = b"".join(path.read_bytes() for path in sorted(drilled.backup.parent.rglob("*")) if path.is_file())
    assert b"main.gz.age" not in held
    assert b"age-encryption.org" in held, "nothing was read, so nothing could be found"
    assert [word for word in (b"Quillon", b"away.example", b"%PDF") if word in held] == []


def test_drill_says_when_it_was_done(drilled: Drilled) -> None:
    assert "The drill went well" in drilled.practised
    said = json.loads((drilled.backup.parent / "drills.json").read_text())
    assert said["backup"] == drilled.backup.name
