"""The data folder: whose it is, what it holds, and that nothing in it is lost by mistake."""

import fcntl
import json
import stat
from pathlib import Path

import pytest

from tests.run.conftest import ROOT, Said, Type
from tools.data import Data
from tools.steps import Trouble


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    path.mkdir()
    return path


def house(type_in: Type, folder: Path, command: str = "serve", **asked: bool) -> Said:
    """Start what `./run` hands over to, without making an environment first."""
    choices = {"fresh": False, "postgres": False, "empty": False} | asked
    words = {"command": command, "port": 8000, "data": str(folder), "words": ["check"], **choices}
    return type_in(json.dumps(words), program=("-m", "tools.house"))


def refused(said: Said) -> str:
    assert said.returncode == 1, said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    return said.stderr


def test_keys_are_made_once_and_for_the_owner_only(folder: Path) -> None:
    first = Data(folder).keys()
    assert Data(folder).keys() == first
    assert stat.S_IMODE((folder / "keys.env").stat().st_mode) == 0o600


def test_keys_of_two_folders_differ(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one, other = Data(tmp_path / "one").keys(), Data(tmp_path / "other").keys()
    assert all(one[name] != other[name] for name in one)


@pytest.mark.parametrize("command", ["serve", "manage"])
@pytest.mark.parametrize(
    "broken", ["", "ALONGSIDE_SECRET_KEY=abc\n", "\0\udcff"], ids=["empty", "short", "noise"]
)
def test_broken_key_file_is_never_replaced(type_in: Type, folder: Path, command: str, broken: str) -> None:
    data = Data(folder)
    data.settle(postgres=False, empty=False)
    (folder / "keys.env").write_bytes(broken.encode(errors="surrogateescape"))
    message = refused(house(type_in, folder, command))
    assert "keys.env is broken: ALONGSIDE_SECRET_KEY is missing or cut short." in message
    assert "Put your copy of it back" in message
    assert (folder / "keys.env").read_bytes() == broken.encode(errors="surrogateescape")


def test_lost_choices_are_not_guessed(type_in: Type, folder: Path) -> None:
    Data(folder).keys()
    (folder / "choices.json").write_text('{"database": "sql')
    assert "choices.json is missing or broken. Put your copy back." in refused(house(type_in, folder))


def test_second_start_with_the_same_folder_is_refused(type_in: Type, folder: Path) -> None:
    with (folder / "run.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        message = refused(house(type_in, folder))
    assert "Alongside is already running with the data in" in message
    assert "./run --port PORT --data DIR" in message


def test_new_centre_does_not_take_the_place_of_the_demonstration(type_in: Type, folder: Path) -> None:
    Data(folder).settle(postgres=False, empty=False)
    Data(folder).keep(prepared="yes")
    message = refused(house(type_in, folder, empty=True))
    assert "holds the demonstration, and nothing of it is touched" in message
    assert "./run demo --empty --data DIR" in message


def test_sqlite_folder_is_not_opened_as_postgres(type_in: Type, folder: Path) -> None:
    Data(folder).settle(postgres=False, empty=False)
    assert "is kept in SQLite" in refused(house(type_in, folder, postgres=True))


def test_folder_of_somebody_else_is_not_put_aside(type_in: Type, folder: Path) -> None:
    (folder / "thesis.txt").write_text("four years of work")
    message = refused(house(type_in, folder, fresh=True))
    assert "was not made by Alongside, and stays" in message
    assert (folder / "thesis.txt").read_text() == "four years of work"


def test_fresh_puts_everything_aside(folder: Path) -> None:
    data = Data(folder)
    data.settle(postgres=False, empty=True)
    (folder / "alongside.sqlite3").write_text("rows")
    keys = data.keys()
    data.put_aside()
    (aside,) = folder.parent.glob("data-until-*")
    assert (aside / "alongside.sqlite3").read_text() == "rows"
    assert Data(aside).keys() == keys
    assert list(folder.iterdir()) == []


def test_empty_centre_stays_one_at_the_next_start(folder: Path) -> None:
    Data(folder).settle(postgres=False, empty=True)
    later = Data(folder)
    later.settle(postgres=False, empty=False)
    assert not later.is_demonstration


def test_commands_write_links_to_where_the_house_answered_last(
    type_in: Type, checkout: Path, folder: Path
) -> None:
    (checkout / "manage.py").write_text('import os\nprint(os.environ["ALONGSIDE_SITE_URL"])\n')
    assert house(type_in, folder, "manage").stdout == "http://localhost:8000\n"
    Data(folder).keep(port=8123)
    assert house(type_in, folder, "manage").stdout == "http://localhost:8123\n"


def test_choice_can_change_until_something_was_loaded(folder: Path) -> None:
    Data(folder).settle(postgres=False, empty=False)
    later = Data(folder)
    later.settle(postgres=False, empty=True)
    assert not later.is_demonstration


def test_trouble_is_raised_for_every_refusal(folder: Path) -> None:
    (folder / "something").write_text("")
    with pytest.raises(Trouble, match="was not made by Alongside"):
        Data(folder).put_aside()


def test_data_folder_is_not_tracked() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/.alongside/", "/build/", "*.env", ".env"} <= set(ignored)
