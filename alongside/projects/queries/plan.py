"""An evaluation plan as it is read, and what its measures say: to the team as it is, to everybody by disclosure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.methods import disclosure
from alongside.methods.disclosure.rules import percent

from ..models import Measure, MeasureKind, Plan, Project, Question, Reading, ReadingEvidence
from .projects import theory_in_force

SMALLEST = disclosure.SMALLEST_COUNT


@dataclass(frozen=True)
class Said:
    """A reading with its value in words, its groups where they may be shown, and what it rests on."""

    reading: Reading
    value: str
    groups: list[tuple[str, str]]
    held_groups: bool
    evidence: list[ReadingEvidence]


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its baseline and target in words, and its readings, oldest first."""

    measure: Measure
    baseline: str
    target: str
    readings: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class QuestionRow:
    """A question, the elements that it is about with their words today, and its measures."""

    question: Question
    elements: list[tuple[str, str]]
    measures: list[MeasureRow]


def outline(plan: Plan, *, inside: bool) -> list[QuestionRow]:
    """A plan as it is read; `inside`, the team sees exact values. A constant number of queries."""
    theory = theory_in_force(plan.project) or plan.project.theories.order_by("-number").first()
    texts = dict(theory.elements.values_list("key", "text")) if theory else {}
    said: dict[str, list[Said]] = {}
    for one in read(plan.project, inside=inside):
        said.setdefault(one.reading.measure.key, []).append(one)
    measures: dict[int, list[MeasureRow]] = {}
    for row in plan.measures.all():
        measures.setdefault(row.question_id, []).append(
            MeasureRow(row, in_words(row, row.baseline, inside), _target(row), said.get(row.key, []))
        )
    return [
        QuestionRow(row, [(key, texts.get(key, "")) for key in row.elements], measures.get(row.pk, []))
        for row in plan.questions.all()
    ]


def read(project: Project, *, inside: bool) -> list[Said]:
    """The approved readings of a project, oldest first. Three queries."""
    rows = Reading.objects.approved().filter(project=project).select_related("measure")
    return [as_said(row, inside) for row in rows.prefetch_related("evidence", "groups")]


def as_said(row: Reading, inside: bool) -> Said:
    """A reading as the team or as everybody reads it."""
    groups = [
        (one.name, in_words(row.measure, {"part": one.part, "base": one.base}, inside))
        for one in row.groups.all()
    ]
    held = bool(groups) and not inside and not groups_may_be_shown(row)
    value = in_words(row.measure, row.value, inside)
    return Said(row, value, [] if held else groups, held, list(row.evidence.all()))


def groups_may_be_shown(row: Reading) -> bool:
    """Whether no group, and nothing between the groups and the whole, is so small that somebody could be known."""
    bases = [one.base for one in row.groups.all()]
    rest = (row.base or 0) - sum(bases)
    small = any(base < SMALLEST for base in bases) or 0 < rest < SMALLEST
    return not row.measure.of_people or not small


def in_words(measure: Measure, value: dict[str, Any], inside: bool) -> str:
    """A value in words. What counts people is told to everybody without giving anybody away; "" for no value."""
    if not value:
        return ""
    guarded = measure.of_people and not inside
    if "words" in value:
        return str(value["words"])
    if "yes" in value:
        return _("Yes") if value["yes"] else _("No")
    if "part" in value:
        return _share(value["part"], value["base"], guarded)
    return _number(measure, value, guarded)


def _share(part: int, base: int, guarded: bool) -> str:
    if not guarded:
        return _("%(percent)s (%(part)d of %(base)d)") % {
            "percent": f"{percent(part, base)}%", "part": part, "base": base,
        }  # fmt: skip
    if base < SMALLEST:
        return _("Too few people to show")
    found = disclosure.in_ten(part, base)
    words = {
        "fewer_than_1": _("fewer than 1 in 10"), "nearly_all": _("nearly all"),
        "about": _("about %(tenths)d in 10") % {"tenths": found.tenths},
    }  # fmt: skip
    return _("%(share)s, of about %(base)d people") % {
        "share": words[found.code], "base": disclosure.rounded(base),
    }  # fmt: skip


def _number(measure: Measure, value: dict[str, Any], guarded: bool) -> str:
    if measure.kind == MeasureKind.SCALE:
        if guarded and (value.get("base") or 0) < SMALLEST:
            return _("Too few people to show")
        shown = _("%(number)s on a scale from 1 to %(most)s") % {
            "number": formats.localize(value["number"]), "most": measure.scale_most,
        }  # fmt: skip
        base = value.get("base")
        about = disclosure.rounded(base) if base and guarded else base
        return _("%(value)s (%(base)d answers)") % {"value": shown, "base": about} if about else shown
    number = float(value["number"])
    if guarded and number < SMALLEST:
        return _("Too few people to show")
    told = str(disclosure.rounded(int(number))) if guarded else str(value["number"])
    words = f"{told} {measure.unit}".strip()
    return _("about %(number)s") % {"number": words} if guarded else words


def _target(measure: Measure) -> str:
    if measure.target is None:
        return ""
    shown = format(measure.target.normalize(), "f")
    if measure.kind == MeasureKind.PERCENTAGE:
        return f"{shown}%"
    return f"{shown} {measure.unit}".strip()
