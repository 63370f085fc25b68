"""What is written about the house is true: names on pages, links, commands and pictures are there."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests import reading_guides
from tests.reading_guides import ROOT
from tools import messages, screenshots

pytestmark = pytest.mark.once

PAPERS = [
    *(ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "GLOSSARY", "CONTRIBUTING", "SECURITY")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "bench" / "README.md",
]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"(?:\./run(?: --data \S+)? manage|manage\.py) ([a-z_]+)\b")
RUN = re.compile(r"\./run ([a-z]+)\b(?: ([a-z_]+)\b)?")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MODULE = re.compile(r"python[\d.]* -m (tools\.\w+|bench\.\w+)")
ELSEWHERE = {
    "Save": "a button that says only this on several pages",
}
"""Bold words that are no text of their own in the house, and why they may stand in a guide."""


def _plain(words: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", words).replace("’", "'").split())


def _on_pages() -> set[str]:
    """Every text of the interface, and its beginning where a page fills the rest in."""
    said = set()
    for text in messages.collect().values():
        for words in filter(None, (text.singular, text.plural)):
            said |= {_plain(words), _plain(words.partition("%(")[0]).rstrip(": ")}
    return said


def test_words_in_bold_stand_on_a_page() -> None:
    """A paragraph or item may open with bold words of its own, but not in a guide that is followed to the letter."""
    on_pages = _on_pages()
    strange = [
        str(bold)
        for guide in sorted(path.stem for path in reading_guides.GUIDES.glob("*.md"))
        for bold in reading_guides.bold(guide)
        if _plain(bold.words) not in on_pages | ELSEWHERE.keys()
        and not (bold.opens and guide not in reading_guides.FOLLOWED)
    ]
    assert not strange, "\n".join(strange)


def _links(paper: Path) -> Iterator[tuple[int, str, str]]:
    text = paper.read_text(encoding="utf-8")
    for found in LINK.finditer(text):
        yield text[: found.start()].count("\n") + 1, found[1], found[2] or ""


def _anchors(paper: Path) -> set[str]:
    """The anchors of headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(paper: Path) -> None:
    broken = []
    for line, path, anchor in _links(paper):
        target = (paper.parent / path).resolve() if path else paper
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            broken.append(f"{paper.relative_to(ROOT)}:{line}: {path}{'#' * bool(anchor)}{anchor}")
    assert not broken, "\n".join(broken)


def test_commands_exist() -> None:
    known = get_commands()
    own = re.findall(r'"(\w+)"', (ROOT / "run").read_text().partition("COMMANDS = (")[2].partition(")")[0])
    strange = []
    for paper in PAPERS:
        text = paper.read_text(encoding="utf-8")
        strange += [f"{paper.name}: manage {name}" for name in COMMAND.findall(text) if name not in known]
        for name, second in RUN.findall(text):
            if name not in own or (name == "bench" and second and not _benchmark(second)):
                strange.append(f"{paper.name}: ./run {name} {second}")
        strange += [f"{paper.name}: {name}" for name in MODULE.findall(text) if not _module(name)]
    assert not strange, "\n".join(strange)


def _benchmark(name: str) -> bool:
    return (ROOT / "bench" / f"{name}.py").exists()


def _module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def test_pictures_are_small_say_what_they_show_and_can_be_taken_again() -> None:
    shown = {
        (paper.parent / path).resolve(): words
        for paper in PAPERS
        for words, path in PICTURE.findall(paper.read_text(encoding="utf-8"))
    }
    kept = set((ROOT / "docs" / "images").iterdir())
    assert set(shown) == kept, "every picture is shown somewhere, and every picture that is shown is there"
    assert all(shown.values()), "words for whoever does not see the picture"
    assert {path.stem for path in kept} == screenshots.PICTURES.keys()
    assert all(path.stat().st_size <= screenshots.LARGEST for path in kept)
