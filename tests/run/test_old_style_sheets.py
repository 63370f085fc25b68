"""Pages of the version before go on finding their style sheets while a new version is made."""

import os
import time
from pathlib import Path

import pytest
from django.test.utils import override_settings

from tools import prepare

DAY = 24 * 3600


def test_what_the_version_before_asks_for_stays_for_some_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, *, days_ago: int) -> Path:
        path = tmp_path / name
        path.write_text("")
        os.utime(path, (time.time() - days_ago * DAY,) * 2)
        return path

    plain = made("page.css", days_ago=1)
    used = made("page.aaaaaaaaaaaa.css.gz", days_ago=90)
    before = [made(f"page.bbbbbbbbbbbb.css{end}", days_ago=3) for end in ("", ".br", ".gz")]
    long_ago = [made(f"page.cccccccccccc.css{end}", days_ago=90) for end in ("", ".br", ".gz")]
    (tmp_path / "staticfiles.json").write_text('{"paths": {"page.css": "page.aaaaaaaaaaaa.css"}}')
    monkeypatch.setattr(prepare, "call_command", lambda *_names, **_options: None)
    with override_settings(STATIC_ROOT=tmp_path):
        prepare.static()
    assert used.exists()
    assert all(path.exists() for path in before)
    assert not any(path.exists() for path in (plain, *long_ago))
