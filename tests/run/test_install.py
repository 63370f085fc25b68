"""`./run install` makes what a server runs, in a checkout of its own, and says how to go on."""

import stat
from pathlib import Path

import pytest

from tests.run.conftest import Type


@pytest.mark.long
def test_install_begins_what_the_account_of_the_services_may_read_and_touches_no_data(
    type_in: Type, checkout: Path
) -> None:
    said = type_in("install", PIP_INDEX_URL="http://127.0.0.1:9", PIP_CONFIG_FILE="/dev/null")
    assert said.returncode == 1
    assert "come from the Python package index, which could not be reached" in said.stderr
    made = checkout / ".alongside"
    assert not (made / "data").exists()
    assert stat.S_IMODE((made / "venv" / "bin").stat().st_mode) == 0o755


def test_install_takes_no_words(type_in: Type) -> None:
    said = type_in("install", "--postgres")
    assert said.returncode == 1
    assert "There is no option --postgres." in said.stderr
