"""What others made: a check that could not have failed says so, and never "ok"."""

from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from tools import audit, check

WANTED = {"django": "5.2.16", "segno": "1.6.6"}
WEAK = {"vulnerabilities": [{"id": "PYSEC-1", "aliases": ["CVE-2000-1"], "fixed_in": ["3.0.1"]}]}
SOUND: dict[str, Any] = {"vulnerabilities": []}


def index(name: str, version: str) -> Any:
    return WEAK if (name, version) == audit.KNOWN_WEAK else SOUND


def test_an_index_that_knows_the_old_weakness_is_believed_when_it_finds_nothing() -> None:
    assert list(audit.advisories(WANTED, index)) == []


def test_a_weakness_is_told_with_the_version_that_mends_it() -> None:
    found = list(audit.advisories(WANTED, lambda name, _version: WEAK if name != "segno" else SOUND))
    assert found == ["django 5.2.16: PYSEC-1 CVE-2000-1, mended in 3.0.1"]


def test_a_weakness_that_was_taken_back_is_none() -> None:
    taken_back = {"vulnerabilities": [WEAK["vulnerabilities"][0] | {"withdrawn": "2001-01-01"}]}
    answers = {"segno": taken_back}
    assert (
        list(audit.advisories(WANTED, lambda name, version: answers.get(name) or index(name, version))) == []
    )


@pytest.mark.parametrize("answer", [SOUND, {}, [], {"vulnerabilities": None}])
def test_an_index_that_knows_no_weakness_at_all_is_not_believed(answer: Any) -> None:
    with pytest.raises(audit.CannotTell):
        list(audit.advisories(WANTED, lambda _name, _version: answer))


def test_an_index_that_nobody_reaches_is_a_skip_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(audit.INDEX, "http://127.0.0.1:9/pypi")
    assert audit.main(["advisories"]) == audit.SKIPPED == check.SKIPPED
    assert "Not audited" in capsys.readouterr().out


def test_a_skip_is_never_ok(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says = ["sh", "-c", "echo Not audited: no list.; exit 77"]
    assert check.run(check.Check("advisories", says), str(tmp_path))
    out = capsys.readouterr().out
    assert "skipped" in out
    assert " ok " not in out
    assert "no list" in out


def test_the_lock_files_are_read() -> None:
    assert {"django", "psycopg", "pillow"} <= set(audit.locked())


@pytest.mark.parametrize(
    ("said", "well"),
    [
        ("MIT", True), ("BSD License; MIT License", True), ("LGPL-3.0-only", True), ("Apache-2.0 OR GPL-3.0", True),
        ("GPL-3.0-only", False), ("GNU Affero General Public License v3", False), ("MIT AND GPL-2.0", False),
        ("Other/Proprietary License", False), ("", False), ("Freeware", False),
    ],
)  # fmt: skip
def test_a_licence_is_permissive_or_the_lgpl(said: str, well: bool) -> None:
    assert audit.may_be_used(said) is well


def test_what_we_rely_on_may_be_used_and_what_may_not_is_told() -> None:
    assert list(audit.licences(audit.locked())) == []
    strict = Message()
    strict["License-Expression"] = "GPL-3.0-only"
    assert list(audit.licences({"segno": "1"}, lambda _name: strict)) == ["segno: GPL-3.0-only"]
