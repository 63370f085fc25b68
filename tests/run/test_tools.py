"""The small tools behind ./run: counting tests, checking, translating, measuring."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from alongside.config import environment
from bench import runner
from tests.run.conftest import ROOT, clean_environment
from tools import check, steps, suite, translations

FOUR_OUTCOMES = """
import pytest

def test_passes(): pass
def test_fails(): assert not "well"
@pytest.mark.skip(reason="for a reason")
def test_skipped(): pass
@pytest.fixture
def broken(): raise OSError
def test_error(broken): pass
"""


def test_suite_counts_what_pytest_reports(tmp_path: Path) -> None:
    (tmp_path / "test_four.py").write_text(FOUR_OUTCOMES)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "--junitxml=report.xml"]
    subprocess.run(command, cwd=tmp_path, env=clean_environment(), capture_output=True, check=False)
    count = suite.read(tmp_path / "report.xml")
    assert count == suite.Count(passed=1, failed=2, skipped=1)
    assert str(count + count) == "2 passed, 4 failed, 2 skipped"


def test_whole_suite_uses_the_cores_but_a_choice_does_not() -> None:
    assert suite.side_by_side(["tests/run"]) == []
    assert suite.side_by_side([])[:1] in ([], ["-n"])


def test_check_with_a_missing_tool_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not check.run(check.Check("style", ["no-such-tool"]), str(tmp_path))
    said = capsys.readouterr().out
    assert re.match(r"  style +FAILED +\d+\.\d s\n", said)
    assert "no-such-tool is not installed." in said


def test_check_says_what_the_tool_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says = [sys.executable, "-c", "print('line 7 is crooked'); raise SystemExit(3)"]
    assert not check.run(check.Check("style", says), str(tmp_path))
    assert "line 7 is crooked" in capsys.readouterr().out


def test_check_that_holds_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(check.Check("style", [sys.executable, "-c", "print('fine')"]), str(tmp_path))
    assert re.fullmatch(r"  style +ok +\d+\.\d s\n", capsys.readouterr().out)


def test_unknown_check_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["floor"]) == 1
    assert capsys.readouterr().out.startswith("There is no check floor. There are: types,")


def test_translations_compile_into_what_gettext_reads(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Join", msgstr="انضم"))
    catalogue.save(str(folder / "django.po"))
    assert translations.compile_all(tmp_path) == [folder / "django.mo"]
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(folder / "django.mo"))] == [
        ("Join", "انضم")
    ]


def test_step_is_stale_until_stamped_and_again_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "HOME", tmp_path)
    source, result = tmp_path / "source", tmp_path / "result"
    source.write_text("one")
    result.write_text("")
    assert steps.is_stale("thing", steps.look_of([source]), result)
    steps.stamp("thing", steps.look_of([source]))
    assert not steps.is_stale("thing", steps.look_of([source]), result)
    source.write_text("another")
    assert steps.is_stale("thing", steps.look_of([source]), result)
    steps.stamp("thing", steps.look_of([source]))
    result.unlink()
    assert steps.is_stale("thing", steps.look_of([source]), result)


def test_what_python_compiles_is_kept_even_where_nothing_may_stand_beside_the_sources(tmp_path: Path) -> None:
    run = runpy.run_path(str(ROOT / "run"))
    env = run["surroundings"](tmp_path, {"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/bin"})
    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert env["PYTHONPYCACHEPREFIX"] == str(run["HOME"] / "bytecode")
    assert "PYTHONPYCACHEPREFIX" not in run["surroundings"](tmp_path, {"PATH": "/bin"})


def test_env_example_lists_exactly_the_settings() -> None:
    listed = re.findall(r"^#? ?ALONGSIDE_(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(environment.KNOWN)


def test_benchmark_takes_turns_and_divides_peer_by_ours() -> None:
    turns: list[str] = []
    case = runner.compare("rows", lambda: turns.append("ours"), lambda: turns.append("peer"), rounds=3)
    assert "".join(turn[0] for turn in turns) == "op" + "op" + "po" + "op"
    assert case.peer is not None
    assert case.ratio == case.peer / case.ours


def test_benchmark_counts_memory_of_ours() -> None:
    case = runner.compare("rows", lambda: bytearray(8 * runner.MEGABYTE), rounds=1)
    assert 8 <= case.memory_mb < 9
    assert case.ratio is None


def test_benchmark_report_is_a_table_and_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "RESULTS", tmp_path / "bench" / "results")
    (tmp_path / "bench").mkdir()
    path = runner.report("rows", [runner.Case("ten rows", 0.5, 1.0, 2.0, {"queries": 7})])
    row = {"case": "ten rows", "ours": 0.5, "peer": 1.0, "ratio": 2.0, "memory_mb": 2.0, "queries": 7}
    assert json.loads(path.read_text()) == {"cases": [row]}
    head, _, line = capsys.readouterr().out.splitlines()[:3]
    assert head.split() == list(row)
    assert line.split() == ["ten", "rows", "0.5", "1", "2", "2", "7"]


def test_benchmark_without_a_case_is_refused() -> None:
    with pytest.raises(ValueError, match="without a case"):
        runner.report("nothing", [])
