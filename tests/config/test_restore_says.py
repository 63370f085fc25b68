"""What `manage.py restore` says when it is done: one of a thing is one."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from alongside.config.backup import restoring


@pytest.mark.parametrize(
    ("count", "sentences"),
    [
        (1, ["1 member, 1 file.", "1 person had left since, and was erased again.",
             "1 email may have gone before. It waits under Letters and calls, unsent."]),
        (2, ["2 members, 2 files.", "2 people had left since, and were erased again.",
             "2 emails may have gone before. They wait under Letters and calls, unsent."]),
    ],
)  # fmt: skip
def test_one_of_a_thing_is_one(
    count: int, sentences: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    note: Any = SimpleNamespace(name="of-monday", rows={"people_member": count})
    done = restoring.Done(note, [], count, [], count, count)
    monkeypatch.setattr(restoring, "clear_staging", lambda: None)
    monkeypatch.setattr(restoring, "restore", lambda *given, **how: done)
    call_command("restore", str(tmp_path), key=tmp_path / "k", monitoring_key=tmp_path / "m")
    said = capsys.readouterr().out
    assert [sentence for sentence in sentences if sentence not in said] == []
