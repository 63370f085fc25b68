"""The guides as their readers have them: numbered steps, and names of links, buttons and fields in bold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ROOT / "docs" / "guides"
BOLD = re.compile(r"(?<!\*)\*\*([^*]+?)\*\*")
COMMAND = re.compile(r"`\./run manage ([a-z_]+)`")
STEP = re.compile(r"(\d+)\. ")
OPENS = re.compile(r"^\s*(?:[-|]|\d+\.)?\s*$")
FOLLOWED = (
    "for-a-member", "for-a-coordinator", "for-a-facilitator", "for-whoever-pays", "for-an-administrator",
    "a-new-centre", "starting-a-centre",
)  # fmt: skip
"""Guides that a journey follows to the letter."""


@dataclass(frozen=True)
class Step:
    """One numbered step; `names` are its bold words, and `commands` those of `./run manage`, in their order."""

    guide: str
    line: int
    number: int
    text: str
    names: tuple[str, ...]
    commands: tuple[str, ...]

    def __str__(self) -> str:
        return f"docs/guides/{self.guide}.md:{self.line}, step {self.number}"


@dataclass(frozen=True)
class Bold:
    """Bold words of a guide; `opens` when a paragraph, an item or a row begins with them."""

    guide: str
    line: int
    words: str
    opens: bool

    def __str__(self) -> str:
        return f"docs/guides/{self.guide}.md:{self.line}: {self.words}"


def steps(guide: str) -> list[Step]:
    """The numbered steps of a guide, under all its headings, in order."""
    found: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(_text(guide).splitlines(), start=1):
        if STEP.match(line):
            found.append((number, [line]))
            inside = True
        elif inside and line.startswith("   "):
            found[-1][1].append(line.strip())
        else:
            inside = False
    return [_step(guide, line, " ".join(lines)) for line, lines in found]


def _step(guide: str, line: int, text: str) -> Step:
    found = STEP.match(text)
    assert found
    return Step(
        guide,
        line,
        int(found[1]),
        text[found.end() :],
        tuple(BOLD.findall(text)),
        tuple(COMMAND.findall(text)),
    )


def bold(guide: str) -> Iterator[Bold]:
    """Everything in bold."""
    text = _text(guide)
    for found in BOLD.finditer(text):
        before = text[: found.start()]
        line = before.rpartition("\n")[2]
        continues = before.count("\n") and before.rstrip(" ").endswith("\n") and before[-2:] != "\n\n"
        opens = bool(OPENS.match(line)) and (bool(line.strip()) or not continues)
        yield Bold(guide, before.count("\n") + 1, " ".join(found[1].split()), opens)


def _text(guide: str) -> str:
    return (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
