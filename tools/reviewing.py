"""Let somebody read over a translation of the interface: a sheet out, and the same sheet in.

    python tools/reviewing.py sheet ur people > ur-people.csv      one room's texts; without a room, all of them
    python tools/reviewing.py take ur ur-people.csv --by "Member who speaks Urdu" --on 2026-12-03

The sheet opens in any spreadsheet. Whoever reads it writes "yes" beside a text that is right, or better words. A text
counts as read over once all its lines are answered; one that is changed later does not count any more.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import polib

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import messages, translations  # a script finds its neighbours only after the line above

HEAD = ("text", "form", "English", "In this language", "Right?", "Better words")
YES = frozenset({"yes", "y", "right", "x"})


class Answer(NamedTuple):
    """One line of a sheet that was answered."""

    text: str
    form: str
    right: bool
    better: str


class SheetError(Exception):
    """The sheet cannot be taken; the text says which line and why."""


def sheet(language: str, room: str = "") -> str:
    """The translated texts of a room, as CSV."""
    told = StringIO()
    writer = csv.writer(told)
    writer.writerow(HEAD)
    for entry in polib.pofile(str(messages.file_of(language))):
        here = not room or any(f"/{room}/" in place for place, _line in entry.occurrences)
        if here and entry.translated():
            writer.writerows(_lines(entry))
    return told.getvalue()


def _lines(entry: polib.POEntry) -> Iterator[tuple[str, ...]]:
    name = translations.mark(entry)
    if not entry.msgid_plural:
        yield (name, "", entry.msgid, entry.msgstr, "", "")
        return
    for form, words in sorted(entry.msgstr_plural.items()):
        yield (name, str(form), f"{entry.msgid} / {entry.msgid_plural}", words, "", "")


def answers(lines: Iterable[str]) -> list[Answer]:
    """What a sheet says. Raises SheetError for a sheet without our columns."""
    rows = csv.DictReader(lines)
    if rows.fieldnames is None or not set(HEAD) <= set(rows.fieldnames):
        raise SheetError(f"This sheet lacks a column. It needs: {', '.join(HEAD)}.")
    return [
        Answer(row["text"], row["form"], row["Right?"].strip().casefold() in YES, row["Better words"].strip())
        for row in rows
        if row["Right?"].strip() or row["Better words"].strip()
    ]


def take(language: str, given: list[Answer], *, by: str, on: date) -> int:
    """Put better words into the catalogue, and note what was read; returns how many texts were.

    Raises SheetError for words that lack a part which the page fills in. Nothing is changed then.
    """
    path = messages.file_of(language)
    catalogue = polib.pofile(str(path), wrapwidth=110)
    told: dict[str, dict[str, Answer]] = {}
    for one in given:
        told.setdefault(one.text, {})[one.form] = one
    read = []
    for entry in catalogue:
        said = told.get(translations.mark(entry), {})
        forms = {str(form) for form in entry.msgstr_plural} if entry.msgid_plural else {""}
        for form, one in said.items():
            if one.better:
                _better(entry, form, one.better)
        if said and forms <= {form for form, one in said.items() if one.right or one.better}:
            read.append(translations.mark(entry))
    folder = path.parent.parent
    reviews = translations.read_reviews(folder)
    reviews["reviews"].append({"by": by, "on": on.isoformat(), "texts": sorted(read)})
    catalogue.save(str(path))
    (folder / "reviews.json").write_text(json.dumps(reviews, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(read)


def _better(entry: polib.POEntry, form: str, words: str) -> None:
    needed, given = messages.parts(entry.msgid + entry.msgid_plural), messages.parts(words)
    if given - needed or (not form and needed - given):
        wanted = ", ".join(f"%({name})s" for name in sorted(needed)) or "nothing to fill in"
        raise SheetError(f"“{words}” must keep these parts as they are: {wanted}.")
    if form:
        entry.msgstr_plural[int(form)] = words
    else:
        entry.msgstr = words


def main(words: list[str]) -> str:
    """Do what was asked; returns what went wrong, or nothing."""
    match words:
        case ["sheet", language, *room] if language in messages.LANGUAGES:
            print(sheet(language, room[0] if room else ""), end="")
        case ["take", language, name, "--by", by, *on] if language in messages.LANGUAGES:
            with Path(name).open(encoding="utf-8-sig", newline="") as file:
                day = date.fromisoformat(on[1]) if on[:1] == ["--on"] else datetime.now(UTC).date()
                try:
                    print(f"{take(language, answers(file), by=by, on=day)} texts were read over.")
                except SheetError as problem:
                    return str(problem)
        case _:
            return f"{__doc__}\nLanguages: {', '.join(messages.LANGUAGES)}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
