"""Take the pictures of docs/images again: `.alongside/venv/bin/python -m tools.screenshots`, after a `./run test`.

Starts a house with the demonstration in a folder of its own, looks at it with the system's Chromium, and leaves nothing
else behind. Name pictures to take only these: `python -m tools.screenshots story desk`.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

try:
    from PIL import Image
    from playwright.sync_api import Browser, Page, sync_playwright
except ModuleNotFoundError as missing:
    sys.exit(
        f"{missing.name} is missing: the parts for tests come with a first ./run test. Then start this again."
    )

from tools import house, steps
from tools.data import Data
from tools.steps import ROOT, Trouble

IMAGES = ROOT / "docs" / "images"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LARGEST = 200_000
"""Bytes of one picture, at most."""


@dataclass(frozen=True)
class Picture:
    """A page at a size in pixels, from its top or from what the selector `at` finds.

    `then` are the links to follow from it, each the first that its selector finds.
    """

    path: str
    width: int = 960
    height: int = 900
    signed_in: bool = False
    then: tuple[str, ...] = ()
    at: str = "html"


PICTURES = {
    "story": Picture("/story/", height=1110),
    "story-small": Picture("/story/", width=320, height=640),
    "story-arabic": Picture("/ar/story/"),
    "story-arabic-small": Picture("/ar/story/", width=320, height=640),
    "figure": Picture("/story/figures/monitoring.disability_identify.yes/"),
    "edition": Picture("/story/editions/the-story-so-far/"),
    "desk": Picture("/desk/week/", signed_in=True, at="main"),
    "session": Picture("/sessions/", then=("main h3 a",)),
}


def main(names: list[str]) -> None:
    """Take all pictures, or those that are named. Raises Trouble with the way out."""
    if unknown := [name for name in names if name not in PICTURES]:
        raise Trouble(f"There is no picture {unknown[0]}. There are: {', '.join(PICTURES)}.")
    os.umask(0o077)
    with (
        tempfile.TemporaryDirectory() as folder,
        _a_house(Data(Path(folder) / "data")) as (site, way_in),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for name in names or PICTURES:
            with steps.step(name):
                _keep(name, _take(browser, PICTURES[name], site, way_in))
        browser.close()


@contextmanager
def _a_house(data: Data) -> Iterator[tuple[str, str]]:
    """A house with the demonstration: its address, and a way in for a coordinator."""
    data.path.mkdir(mode=0o700)
    port = _free_port()
    with data.held():
        data.settle(postgres=False, empty=False)
        data.keys()
        with house.House(data) as started:
            steps.make_ready()
            env = started.surroundings(port)
            house.prepare(data, env)
            started.start("web", [*house.WEB, f"--port={port}"], env)
            started.start("worker", ["manage.py", "worker"], env)
            started.wait_until_well(port)
            yield env["ALONGSIDE_SITE_URL"], _way_in(env)


def _way_in(env: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "signin_links"]
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    return said.partition("Coordinator:")[2].split()[0]


def _take(browser: Browser, picture: Picture, site: str, way_in: str) -> bytes:
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height}, base_url=site)
    page = context.new_page()
    if picture.signed_in:
        page.goto(way_in)
        _press(page, "main form button")
    page.goto(picture.path)
    for selector in picture.then:
        _press(page, selector)
    page.evaluate("document.fonts.ready")
    page.locator(picture.at).evaluate("shown => scrollBy(0, shown.getBoundingClientRect().top)")
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


def _press(page: Page, selector: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).first.click()


def _keep(name: str, taken: bytes) -> None:
    """As a PNG of 256 colours. Raises Trouble when it is too large for a page of documents."""
    small = Image.open(io.BytesIO(taken)).convert("RGB").quantize(256)
    path = IMAGES / f"{name}.png"
    small.save(path, optimize=True)
    path.chmod(0o644)
    if path.stat().st_size > LARGEST:
        raise Trouble(f"{path.name} is larger than {LARGEST // 1000} kB. Make its window smaller.")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _chromium() -> str:
    found = next((path for path in map(shutil.which, CHROMIUMS) if path), None)
    if found is None:
        raise Trouble("No Chromium found. Install one (Debian, Ubuntu: apt install chromium).")
    return found


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Trouble as trouble:
        sys.exit(str(trouble))
