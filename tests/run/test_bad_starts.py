"""Every bad start gets a sentence and a way out, from the real `run` file, before anything is made."""

import ast
import runpy
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.conftest import ROOT, Said, Type, clean_environment

NOBODY = "http://127.0.0.1:9/simple"
AS_OLD = "import sys; sys.version_info = (3, 9, 2); exec(compile(open('run').read(), 'run', 'exec'))"
WITHOUT = "import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path('run', run_name='__main__')"


def refused(said: Said) -> str:
    """What was said, after making sure that it ended as a refusal and without a traceback."""
    assert said.returncode == 1, said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    return said.stderr.strip()


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_port_taken_names_the_port_and_a_free_one(type_in: Type, taken_port: int) -> None:
    message = refused(type_in("--port", str(taken_port)))
    assert message.startswith(f"Port {taken_port} is taken by another program. Take another: ./run --port ")
    suggested = int(message.rsplit(" ", 1)[1])
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", suggested))


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_port_that_is_none_says_what_a_port_is(type_in: Type, port: str) -> None:
    assert "a port is a number from 1 to 65535, such as 8000" in refused(type_in(f"--port={port}"))


def test_old_python_is_told_which_is_needed(type_in: Type) -> None:
    message = refused(type_in(program=("-c", AS_OLD)))
    assert message.startswith("Alongside needs Python 3.11 or newer, and this is 3.9.")
    assert "python3.11 run" in message


def test_old_python_can_read_the_file_as_far_as_the_sentence() -> None:
    tree = ast.parse((ROOT / "run").read_text(), feature_version=(3, 7))
    first = [type(node).__name__ for node in tree.body[:3]]
    assert first == ["Expr", "Import", "If"]


def test_python_without_venv_is_told_what_to_install(type_in: Type) -> None:
    message = refused(type_in(program=("-c", WITHOUT)))
    assert "This Python comes without its venv module." in message
    assert "apt install python3-venv" in message


def test_without_network_it_says_so_and_how_to_go_on(type_in: Type, checkout: Path) -> None:
    message = refused(type_in(PIP_INDEX_URL=NOBODY, PIP_CONFIG_FILE="/dev/null"))
    assert "come from the Python package index, which could not be reached" in message
    assert "Connect to the internet and start again: ./run" in message
    assert "/simple/uv/" in (checkout / ".alongside" / "install.log").read_text()


def test_data_folder_that_cannot_be_written_is_named(type_in: Type, checkout: Path) -> None:
    (checkout / "a-file").write_text("")
    message = refused(type_in("--data", "a-file/data"))
    assert f"Folder {checkout / 'a-file' / 'data'} cannot be written (Not a directory)." in message
    assert "Choose another with --data DIR" in message


def test_checkout_that_cannot_be_written_is_named(type_in: Type, checkout: Path) -> None:
    (checkout / ".alongside").write_text("")
    message = refused(type_in())
    assert f"Folder {checkout / '.alongside'} cannot be written" in message
    assert "Move the checkout to a folder of your own" in message


def test_another_command_may_look_at_the_same_folder_at_once(type_in: Type, checkout: Path) -> None:
    theirs = checkout / ".alongside" / ".probe"
    theirs.parent.mkdir()
    theirs.write_text("of another command")
    refused(type_in(PIP_INDEX_URL=NOBODY, PIP_CONFIG_FILE="/dev/null"))
    assert theirs.read_text() == "of another command"


def test_unknown_setting_is_refused_with_the_nearest_known(type_in: Type) -> None:
    message = refused(type_in(ALONGSIDE_SECERT_KEY="x"))
    assert "ALONGSIDE_SECERT_KEY is no setting of Alongside. Did you mean ALONGSIDE_SECRET_KEY?" in message
    assert "unset ALONGSIDE_SECERT_KEY" in message


def test_unknown_option_is_refused_with_the_nearest_known(type_in: Type) -> None:
    message = refused(type_in("--prot", "8001"))
    assert "There is no option --prot. Did you mean --port?" in message
    assert "./run --help" in message


def test_unknown_command_is_refused_with_the_nearest_known(type_in: Type) -> None:
    assert "There is no command tset. Did you mean ./run test?" in refused(type_in("tset"))


def test_option_without_its_value_is_refused(type_in: Type) -> None:
    assert "argument --port: expected one argument" in refused(type_in("--port"))


@pytest.mark.parametrize(
    "words",
    [
        ["manage", "--data", "elsewhere", "doctor", "--json"],
        ["--data", "elsewhere", "manage", "doctor", "--json"],
        ["manage", "--data=elsewhere", "doctor", "--json"],
        ["--data=elsewhere", "manage", "doctor", "--json"],
    ],
)
def test_the_folder_of_data_may_be_said_before_the_command_or_after_it(words: list[str]) -> None:
    read = runpy.run_path(str(ROOT / "run"))["read_command_line"]
    asked = read(words)
    assert (asked.command, asked.data.name, asked.words) == ("manage", "elsewhere", ["doctor", "--json"])
    assert read(["--port", "8123", "demo", "--empty"]).port == 8123


@pytest.mark.parametrize("words", [["--prot", "1", "manage"], ["--port", "1", "manage", "doctor"]])
def test_an_option_before_the_command_that_it_does_not_take_is_named(type_in: Type, words: list[str]) -> None:
    assert refused(type_in(*words)).startswith(f"There is no option {words[0]}.")


def test_bench_without_a_name_says_which_there_are(type_in: Type, checkout: Path) -> None:
    (checkout / "bench").mkdir()
    for name in ("story", "runner", "__init__"):
        (checkout / "bench" / f"{name}.py").write_text("")
    assert refused(type_in("bench", "nothing")).endswith("./run bench NAME. There are: story.")


def test_help_names_every_command_and_option(type_in: Type) -> None:
    said = type_in("--help")
    assert type_in("demo", "--help").stdout == type_in("bench", "-h").stdout == said.stdout
    assert said.returncode == 0
    for word in (
        "demo --empty",
        "test",
        "check",
        "bench NAME",
        "manage",
        "install",
        "--port",
        "--data",
        "--fresh",
        "--postgres",
    ):
        assert word in said.stdout


@pytest.mark.once
def test_a_command_without_a_house_says_that_none_is_here(tmp_path: Path) -> None:
    surroundings = clean_environment() | {"ALONGSIDE_DEBUG": "true", "ALONGSIDE_DATA_DIR": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "manage.py", "check_record"],
        cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "(no such table: foundation_event): no house is here yet" in refused(said)
