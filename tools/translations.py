"""Compile every .po into the .mo beside it. polib does it, so that no gettext needs to be installed.

Beside each .mo goes `status.json`: how many texts the language has, and how many of them a person read over. Pages
say so from there. What counts as read over stands in `reviews.json` (tools/reviewing.py).
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root: Path) -> list[Path]:
    """Compile the translations under `root`; returns the files written. Raises OSError for a broken .po."""
    written = []
    for source in sorted(root.glob("**/LC_MESSAGES/*.po")):
        result = source.with_suffix(".mo")
        catalogue = polib.pofile(str(source))
        catalogue.save_as_mofile(str(result))
        reviews = read_reviews(source.parent.parent)
        (source.parent / "status.json").write_text(json.dumps(status(catalogue, reviews), ensure_ascii=False))
        written.append(result)
    return written


def read_reviews(folder: Path) -> dict[str, Any]:
    """`reviews.json` of a language: {"drafted_by": "machine" or "people", "reviews": [{"by", "on", "texts"}]}.

    `by` is a role, never a name; `on` a day (ISO 8601); `texts` the marks of what was read.
    """
    path = folder / "reviews.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {"drafted_by": "machine", "reviews": []}


def mark(entry: polib.POEntry) -> str:
    """A text and its translation, in 12 letters: another translation of it was not read over."""
    forms = (
        [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)]
        if entry.msgid_plural
        else [entry.msgstr]
    )
    words = json.dumps([entry.msgctxt or "", entry.msgid, *forms], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def status(catalogue: polib.POFile, reviews: dict[str, Any]) -> dict[str, Any]:
    """What can be said of a translation, counted from its catalogue: nothing of it is typed.

    A review counts the texts that still read as they did then.
    """
    entries = [entry for entry in catalogue if not entry.obsolete]
    marks = {mark(entry) for entry in entries if entry.translated()}
    read = [
        {"by": one["by"], "on": one["on"], "texts": len(marks & set(one["texts"]))}
        for one in reviews["reviews"]
    ]
    reviewed = marks & {text for one in reviews["reviews"] for text in one["texts"]}
    return {
        "drafted_by": reviews["drafted_by"], "texts": len(entries), "translated": len(marks),
        "reviewed": len(reviewed), "reviews": read,
    }  # fmt: skip


if __name__ == "__main__":
    try:
        compile_all(ROOT / "alongside")
    except OSError as problem:
        sys.exit(f"A translation cannot be read: {problem}. Put that line right.")
