"""Collect every text of the interface into the .po of each language, without an installed gettext.

    python tools/messages.py           bring the .po files up to date; new texts come in untranslated
    python tools/messages.py --check   change nothing; fail when a text is missing or not translated

Templates are read by Django's own `templatize`, and what it gives is tokenised by Babel.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_javascript, extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "alongside"
LANGUAGES = ("ar",)
SINGULAR: dict[str, tuple[int | tuple[int, str], ...] | None] = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "gettext_noop")
)
PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
IN_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
KEYWORDS = SINGULAR | PLURAL | IN_CONTEXT
ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
PLURALS = {"ar": f"nplurals=6; plural={ARABIC};"}

Key = tuple[str, str]


@dataclass
class Text:
    """One text of the interface and the files that it stands in."""

    context: str
    singular: str
    plural: str = ""
    files: set[str] = field(default_factory=set)


def collect(house: Path = HOUSE) -> dict[Key, Text]:
    """Every text of the house by context and singular."""
    found: dict[Key, Text] = {}
    for path in sorted([*house.rglob("*.py"), *house.rglob("*.html"), *house.rglob("*.txt")]):
        if "migrations" in path.parts:
            continue
        for text in _texts(path):
            kept = found.setdefault((text.context, text.singular), text)
            kept.plural = kept.plural or text.plural
            kept.files.add(path.relative_to(house.parent).as_posix())
    return found


def _texts(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        said = extract_python(BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    else:
        said = extract_javascript(BytesIO(templatize(source).encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, messages, _comments in said:
        said_here: Any = messages  # a text, or several: Babel's own types know only the second
        words = list(said_here) if isinstance(said_here, list | tuple) else [said_here]
        context = words.pop(0) if str(function).startswith("pgettext") else ""
        plural = words[1] if str(function).startswith("ngettext") else ""
        if words[0]:
            yield Text(context or "", words[0], plural or "")


def file_of(language: str) -> Path:
    """The .po of a language."""
    return HOUSE / "locale" / language / "LC_MESSAGES" / "django.po"


def update(language: str, texts: dict[Key, Text]) -> int:
    """Bring a language's .po up to date; returns how many texts wait for a translation."""
    path = file_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = polib.pofile(str(path)) if path.exists() else polib.POFile()
    before = {(entry.msgctxt or "", entry.msgid): entry for entry in known}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.header = known.header
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for key in sorted(texts):
        catalogue.append(_entry(texts[key], before.get(key), language))
    catalogue.save(str(path))
    return len(catalogue.untranslated_entries())


def _entry(text: Text, before: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.singular,
        msgctxt=text.context or None,
        occurrences=[(name, "") for name in sorted(text.files)],
        flags=["python-format"] if "%(" in text.singular + text.plural else [],
    )
    if text.plural:
        forms = int(PLURALS[language].partition("nplurals=")[2][0])
        entry.msgid_plural = text.plural
        entry.msgstr_plural = {n: (before.msgstr_plural.get(n, "") if before else "") for n in range(forms)}
    else:
        entry.msgstr = before.msgstr if before else ""
    return entry


def missing(language: str, texts: dict[Key, Text]) -> list[str]:
    """Texts that a language does not have, or has without a translation."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(file_of(language)))}
    return [key[1] for key in texts if key not in entries or not entries[key].translated()]


def main(words: list[str]) -> str:
    """Do what was asked; returns what went wrong, or nothing."""
    settings.configure(USE_I18N=True)
    texts = collect()
    if "--check" not in words:
        for language in LANGUAGES:
            print(f"{language}: {update(language, texts)} of {len(texts)} texts wait for a translation")
        return ""
    lacking = {language: missing(language, texts) for language in LANGUAGES}
    return "\n".join(
        f"{language}: {len(names)} texts are not translated, such as “{names[0]}”. Run tools/messages.py, then "
        f"translate them in {file_of(language).relative_to(ROOT)}."
        for language, names in lacking.items()
        if names
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
