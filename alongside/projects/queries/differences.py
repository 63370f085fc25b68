"""What differs between two versions of a theory, worked out from their rows; never from what somebody says changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.differing import Piece, pieces

from ..models import Link, Plan, Theory
from .plan import in_words


@dataclass(frozen=True)
class Change:
    """One difference: `state` is added, removed or changed; `name` is a key such as "E7" or "E1 → E2".

    `words` is the statement word by word; `facts` says what else differs: label, before, after.
    """

    state: str
    name: str
    words: list[Piece]
    facts: list[tuple[Any, str, str]]


@dataclass(frozen=True)
class Part:
    """The differences of one kind of thing, such as links."""

    label: Any
    changes: list[Change]
    same: int


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two versions, part by part."""

    parts: list[Part]

    @property
    def count(self) -> int:
        """How many things differ."""
        return sum(len(part.changes) for part in self.parts)


Fact = tuple[Any, Callable[[Any], str]]


def _shown(name: str) -> Callable[[Any], str]:
    """A field in words: the label of a choice, else its text."""

    def read(row: Any) -> str:
        show = getattr(row, f"get_{name}_display", None)
        value = show() if show else getattr(row, name)
        return "" if value is None else str(value)

    return read


ELEMENT: list[Fact] = [
    (gettext_lazy("Step"), _shown("kind")), (gettext_lazy("Who changes"), _shown("who_changes")),
    (gettext_lazy("By when"), _shown("by_when")), (gettext_lazy("Within our reach"), _shown("reach")),
]  # fmt: skip
LINK: list[Fact] = [(gettext_lazy("Strength"), _shown("strength"))]
ASSUMPTION: list[Fact] = [
    (gettext_lazy("Does it hold?"), _shown("status")), (gettext_lazy("How much it matters"), _shown("importance")),
    (gettext_lazy("Last looked at"), _shown("looked_at_on")), (gettext_lazy("What shows it"), _shown("evidence")),
    (gettext_lazy("About"), lambda row: row.element.key if row.element else link_name(row.link)),
]  # fmt: skip
INFLUENCE: list[Fact] = [(gettext_lazy("How far it could explain it"), _shown("how_far"))]


def link_name(link: Link) -> str:
    """A link by its two elements: "E1 → E2"."""
    return f"{link.source.key} → {link.target.key}"


def compare(before: Theory, after: Theory) -> Differences:
    """What was added, removed, reworded, linked and assumed between two versions of one project's theory.

    Eight queries, whatever their size.
    """
    link_rows = ("source", "target")
    about = ("element", "link__source", "link__target")
    return Differences([
        _part(_("Elements"), _key, before.elements.all(), after.elements.all(), _text, ELEMENT),
        _part(_("Links"), link_name, before.links.select_related(*link_rows),
              after.links.select_related(*link_rows), lambda row: row.because, LINK),
        _part(_("Assumptions"), _key, before.assumptions.select_related(*about),
              after.assumptions.select_related(*about), _text, ASSUMPTION),
        _part(_("Other influences"), _key, before.influences.all(), after.influences.all(), _text, INFLUENCE),
    ])  # fmt: skip


QUESTION: list[Fact] = [(gettext_lazy("It is about"), lambda row: ", ".join(row.elements))]
MEASURE: list[Fact] = [
    (gettext_lazy("Question"), lambda row: row.question.key), (gettext_lazy("Kind"), _shown("kind")),
    (gettext_lazy("What is counted"), _shown("unit")),
    (gettext_lazy("At first"), lambda row: in_words(row, row.baseline, False)),
    (gettext_lazy("On which day"), _shown("baseline_on")), (gettext_lazy("What we aim for"), _shown("target")),
    (gettext_lazy("Which way"), _shown("direction")), (gettext_lazy("Who collects it"), _shown("who_collects")),
    (gettext_lazy("How"), _shown("how")),
]  # fmt: skip


def compare_plans(before: Plan, after: Plan) -> Differences:
    """What was added, removed and reworded between two versions of one project's plan. Four queries."""
    old, new = (one.measures.select_related("question") for one in (before, after))
    return Differences([
        _part(_("Questions"), _key, before.questions.all(), after.questions.all(), _text, QUESTION),
        _part(_("Measures"), _key, old, new, _text, MEASURE),
    ])  # fmt: skip


def _key(row: Any) -> str:
    return str(row.key)


def _text(row: Any) -> str:
    return str(row.text)


def _part(
    label: Any,
    name: Callable[[Any], str],
    before: Iterable[Any],
    after: Iterable[Any],
    words: Callable[[Any], str],
    facts: list[Fact],
) -> Part:
    old, new = {name(row): row for row in before}, {name(row): row for row in after}
    changes = []
    for key in [*new, *(key for key in old if key not in new)]:
        change = _change(key, old.get(key), new.get(key), words, facts)
        changes += [change] if change else []
    return Part(label, changes, len(old.keys() & new.keys()) - sum(c.state == "changed" for c in changes))


def _change(key: str, old: Any, new: Any, words: Callable[[Any], str], facts: list[Fact]) -> Change | None:
    if old is None or new is None:
        there = new if old is None else old
        kind: Any = "same"
        told = [(label, "", read(there)) for label, read in facts if read(there)]
        return Change("added" if old is None else "removed", key, [Piece(kind, words(there))], told)
    differing = [(label, read(old), read(new)) for label, read in facts if read(old) != read(new)]
    if words(old) == words(new) and not differing:
        return None
    return Change("changed", key, pieces(words(old), words(new)), differing)
