"""Collect every text of the interface into the .po of each language, without an installed gettext.

    python tools/messages.py           bring the .po files up to date; new texts come in untranslated
    python tools/messages.py --check   change nothing; say how far each language is; fail when a text of a
                                       language in COMPLETE is missing or not translated

A text without a translation is shown in English. Plain English holds only the texts that differ from English.
Templates are read by Django's own `templatize`, and what it gives is tokenised by Babel.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_javascript, extract_python
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "alongside"
LANGUAGES = ("ar", "bn", "cy", "en-easy", "pl", "ur")
COMPLETE = ("ar",)
DIFFERING = ("en-easy",)
SINGULAR: dict[str, tuple[int | tuple[int, str], ...] | None] = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "gettext_noop")
)
PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
IN_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
KEYWORDS = SINGULAR | PLURAL | IN_CONTEXT
ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
WELSH = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5"
POLISH = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
PLURALS = {  # the rules of CLDR for whole numbers, in its order of forms: zero, one, two, few, many, other
    "ar": f"nplurals=6; plural={ARABIC};",
    "bn": "nplurals=2; plural=n > 1;",
    "cy": f"nplurals=6; plural={WELSH};",
    "en-easy": "nplurals=2; plural=n != 1;",
    "pl": f"nplurals=4; plural={POLISH};",  # the fourth is for fractions
    "ur": "nplurals=2; plural=n != 1;",
}

ALIAS = re.compile(r"\b(n?gettext(?:_lazy|_noop)?|pgettext(?:_lazy)?) as (\w+)")
PART = re.compile(r"%\((\w+)\)[sd]")

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
    kinds = ("*.py", "*.html", "*.txt", "*.svg")
    for path in sorted(path for kind in kinds for path in house.rglob(kind)):
        if {"migrations", "static"} & set(path.parts):
            continue
        for text in _texts(path):
            kept = found.setdefault((text.context, text.singular), text)
            kept.plural = kept.plural or text.plural
            kept.files.add(path.relative_to(house.parent).as_posix())
    return found


def _texts(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    meant = {alias: name for name, alias in ALIAS.findall(source)}
    if path.suffix == ".py":
        named = {alias: KEYWORDS[name] for alias, name in meant.items()}
        said = extract_python(BytesIO(source.encode()), KEYWORDS | named, [], {"encoding": "utf-8"})
    else:
        said = extract_javascript(BytesIO(templatize(source).encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, called, messages, _comments in said:
        function = meant.get(str(called), str(called))
        said_here: Any = messages  # a text, or several: Babel's own types know only the second
        words = list(said_here) if isinstance(said_here, list | tuple) else [said_here]
        context = words.pop(0) if function.startswith("pgettext") else ""
        plural = words[1] if function.startswith("ngettext") else ""
        if words[0]:
            yield Text(context or "", words[0], plural or "")


def parts(text: str) -> set[str]:
    """The names in a text that a page fills in."""
    return set(PART.findall(text))


def file_of(language: str) -> Path:
    """The .po of a language."""
    return HOUSE / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def update(language: str, texts: dict[Key, Text]) -> int:
    """Bring a language's .po up to date; returns how many texts wait for a translation."""
    path = file_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = polib.pofile(str(path)) if path.exists() else polib.POFile()
    before = {(entry.msgctxt or "", entry.msgid): entry for entry in known}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.header = known.header or "How it was drafted, and who reviewed it, stands in reviews.json."
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for key in sorted(texts):
        entry = _entry(texts[key], before.get(key), language)
        if entry.translated() or language not in DIFFERING:
            catalogue.append(entry)
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


def check(texts: dict[Key, Text]) -> str:
    """Say how many texts each language has; returns what a language lacks that must be complete, or nothing."""
    wrong = []
    for language in LANGUAGES:
        lacking = missing(language, texts)
        print(f"{language}: {len(texts) - len(lacking)} of {len(texts)} texts")
        if lacking and language in COMPLETE:
            wrong.append(
                f"{language}: {len(lacking)} texts are not translated, such as “{lacking[0]}”. Run "
                f"tools/messages.py, then translate them in {file_of(language).relative_to(ROOT)}."
            )
    return "\n".join(wrong)


def main(words: list[str]) -> str:
    """Do what was asked; returns what went wrong, or nothing."""
    settings.configure(USE_I18N=True)
    texts = collect()
    if "--check" in words:
        return check(texts)
    for language in LANGUAGES:
        print(f"{language}: {update(language, texts)} of {len(texts)} texts wait for a translation")
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
