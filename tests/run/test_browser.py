"""The browser plugin: it finds planted faults, and a missing browser is a skip or a failure, and said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.plugins.browser import Browse, scan, visit
from tests.run.conftest import ROOT

GOOD = '<html lang="en"><title>Join</title><main><h1>Join</h1><img src="data:," alt="A door"></main></html>'
FAULTY = GOOD.replace(' alt="A door"', "").replace(' lang="en"', "")
ASKS_FOR_A_BROWSER = "def test_journey(chromium): assert chromium"


@pytest.mark.parametrize("javascript", [True, False])
def test_scan_finds_planted_faults_and_passes_a_good_page(chromium: Browser, javascript: bool) -> None:
    context = visit(chromium, javascript=javascript)
    page = context.new_page()
    page.set_content(GOOD)
    scan(page)
    page.set_content(FAULTY)
    with pytest.raises(AssertionError, match="2 accessibility violations") as found:
        scan(page)
    assert "image-alt (critical)" in str(found.value)
    assert "html-has-lang (serious)" in str(found.value)
    context.close()


IN_MAIN = [
    ("<h1>Join</h1><img src='data:,'>", "image-alt"),
    ("<h1>Join</h1><p style='color: #eee'>Come</p>", "color-contrast"),
    ("<h1>Join</h1><h4>When</h4>", "heading-order"),
    ("<h2>Join</h2>", "page-has-heading-one"),
    ("<h1>Join</h1><nav aria-label='Menu'></nav>", "landmark-unique"),
]


@pytest.mark.parametrize(("main", "fault"), IN_MAIN)
def test_scan_of_a_main_part_finds_what_is_wrong_in_it_and_beside_its_frame(
    chromium: Browser, main: str, fault: str
) -> None:
    context = visit(chromium)
    page = context.new_page()
    frame = '<html lang="en"><title>Join</title><nav aria-label="Menu"><img src="data:,"></nav><main>{}</main></html>'
    page.set_content(frame.format("<h1>Join</h1>"))
    scan(page, main_alone=True)
    page.set_content(frame.format(main))
    with pytest.raises(AssertionError, match="1 accessibility violation") as found:
        scan(page, main_alone=True)
    assert fault in str(found.value)
    context.close()


@pytest.mark.parametrize(("require", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_missing_browser_is_said(tmp_path: Path, require: str, outcome: str) -> None:
    (tmp_path / "test_journey.py").write_text(ASKS_FOR_A_BROWSER)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "no:django", "-p", "tests.plugins.browser"]
    env = {**os.environ, "PATH": str(tmp_path), "REQUIRE_BROWSER": require, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False).stdout
    assert outcome in said
    assert (
        "no Chromium found. Install one (Debian: apt install chromium-headless-shell; elsewhere chromium)"
        in said
    )


def test_pages_come_with_their_style_sheets(browse: Browse) -> None:
    page = browse()
    answers: dict[str, int] = {}
    page.on("response", lambda response: answers.update({response.url.rsplit("/", 1)[-1]: response.status}))
    page.goto("/no-such-page/")
    styles = {name: status for name, status in answers.items() if name.endswith(".css")}
    assert len(styles) >= 2
    assert set(styles.values()) == {200}
