"""How claims and milestones are written: plain sentences, in which every figure is a placeholder.

    [[monitoring.disability_identify.yes]] identify as having a disability
    [[monitoring.age.under_35 with label]] and [[monitoring.age.over_55 with label]]
    [[funding.phase_1.awards|projects funded in Phase 1]] projects, each up to [[funding.phase_1.cap]]

A placeholder holds the id of a figure. "with label" shows its label after the number. After a bar come words
that say what it counts; they stand in until some room knows the figure. Outside placeholders no figure may be
typed, in digits or in words. Pure text: no database.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIGURE_ID = r"[a-z][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_-]*)+"
PLACEHOLDER = re.compile(r"\[\[\s*(" + FIGURE_ID + r")(\s+with label)?\s*(?:\|\s*([^\[\]|]*?)\s*)?\]\]")

# Names that hold a number without counting anything.
NAMES = re.compile(
    r"\b(?:(?:Phase|Round|Stage|Part|Module|Year) \d{1,2}|COVID-19|Covid-19)(?![\w%٪‰]|[.,]\d)"
)

UNITS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
LARGER = (
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
)
AMOUNTS = "half halves dozen dozens couple percent twice double treble triple"
WORDS = "|".join(f"{word}s?" for word in f"{UNITS} {LARGER}".split())
FRACTIONS = r"thirds|quarters|fifths|tenths|(?:a|one)[ -](?:third|quarter|fifth|sixth|eighth|tenth)|per cent"
NUMBER_WORD = re.compile(rf"\b(?:{WORDS}|{'|'.join(AMOUNTS.split())}|{FRACTIONS})\b", re.IGNORECASE)
SHARE_SIGNS = "%٪‰％"
AMOUNT_SIGNS = SHARE_SIGNS + "£$€"


@dataclass(frozen=True)
class Part:
    """A piece of a sentence: plain text, or a figure with its id and the words that say what it counts."""

    text: str = ""
    figure: str = ""
    counts: str = ""
    with_label: bool = False


def parse(text: str) -> list[Part]:
    """The sentence in pieces, in order. Empty pieces are left out."""
    parts, after = [], 0
    for found in PLACEHOLDER.finditer(text):
        figure = Part(figure=found[1], counts=found[3] or "", with_label=bool(found[2]))
        parts += [Part(text=text[after : found.start()]), figure]
        after = found.end()
    parts.append(Part(text=text[after:]))
    return [part for part in parts if part.text or part.figure]


def figure_ids(texts: Sequence[str]) -> dict[str, str]:
    """Every figure that these texts name, in order, with the words that say what it counts."""
    found: dict[str, str] = {}
    for text in texts:
        for part in parse(text):
            if part.figure:
                found[part.figure] = found.get(part.figure) or part.counts
    return found


def refuse_typed_figures(text: str) -> None:
    """Raises ValidationError when a figure was typed outside a placeholder, or a placeholder is ill made."""
    bare = PLACEHOLDER.sub(lambda found: " % " if set(found[3] or "") & set(AMOUNT_SIGNS) else " ", text)
    if "[[" in bare or "]]" in bare:
        raise ValidationError(
            _(
                "A figure between [[ and ]] is not written as the list has it. "
                "Copy it from the list of figures, such as [[people.members]]."
            ),
            code="placeholder",
        )
    typed = next(_typed_figures(bare), None)
    if typed:
        raise ValidationError(
            _(
                "“%(typed)s” is a typed figure. Use a figure from the list, such as [[people.members]], "
                "or say it without a number."
            ),
            code="typed_figure",
            params={"typed": typed},
        )


def _typed_figures(bare: str) -> Iterator[str]:
    rest = NAMES.sub(" ", unicodedata.normalize("NFC", bare))
    rest = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", rest)
    for word in rest.split():
        if any(sign in SHARE_SIGNS or unicodedata.category(sign)[0] == "N" for sign in word):
            yield word.strip(".,;:!?()“”\"'")
    for found in NUMBER_WORD.finditer(rest):
        yield found[0]
