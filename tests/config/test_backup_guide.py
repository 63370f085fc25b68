"""The guide on backups, followed to the letter: its commands are run as they stand, in their order."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.test_backup_drill import WORLD, destroy
from tests.processes import House

pytestmark = [pytest.mark.long, pytest.mark.django_db]
ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guides" / "backup-and-restore.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Every line to type, one command each."""
    return [line for block in BLOCK.findall(GUIDE.read_text()) for line in block.splitlines() if line]


def test_guide_can_be_followed_to_the_letter(django_db_setup: None, tmp_path: Path) -> None:
    places = {"/mnt/backups/alongside": str(tmp_path / "backups"), "/media/stick": str(tmp_path / "stick")}
    with House(tmp_path / "data", "guide") as house:
        house.ask(WORLD + "w.build()")
        typed = []
        for command in commands():
            here = command
            for written, place in places.items():
                here = here.replace(written, place)
            if "--replace" not in here and "--drill" not in here and " restore " in here:
                destroy(house)
            typed.append(said := type_in(house, here))
            house.environment |= dict(
                line.split("=", 1) for line in said.splitlines() if line.startswith("ALONGSIDE_")
            )
            house.environment["ALONGSIDE_BACKUP_DIR"] = places["/mnt/backups/alongside"]
    made, keys, backup, drill, lost, mistake, record = typed
    assert made == ""
    assert "ALONGSIDE_BACKUP_KEY=age1" in keys
    assert "Backed up to" in backup
    assert "The drill went well" in drill
    assert "What was here until now" not in lost
    assert "What was here until now" in mistake
    assert "The record is whole" in record


def type_in(house: House, command: str) -> str:
    """What a shell says to a command; whatever stands in for "python" is ours."""
    words = command.replace("python ", f"{sys.executable} ", 1) if command.startswith("python ") else command
    done = subprocess.run(
        ["sh", "-ec", words],
        cwd=ROOT,
        env=house.environment,
        timeout=400,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def test_settings_in_the_guide_are_settings() -> None:
    from alongside.config import environment

    named = set(re.findall(r"\bALONGSIDE_([A-Z_]+[A-Z])", GUIDE.read_text()))
    assert named <= set(environment.KNOWN)
    assert {"BACKUP_DIR", "BACKUP_KEY", "BACKUP_MONITORING_KEY"} <= named
