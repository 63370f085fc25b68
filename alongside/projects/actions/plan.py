"""Changing a draft of an evaluation plan: questions, and the measures that answer them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Direction, Element, Measure, MeasureKind, Plan, Project, Question
from . import drafts, values, wording
from .theory import next_key


def start_plan(project: Project, *, by: Actor) -> Plan:
    """The draft that the team works on. Without one, a new version: empty, or a copy of the one that is agreed."""
    with transaction.atomic():
        draft, before, made = drafts.new_draft(Plan, project, by)
        if made and before:
            _copy(before, draft)
        return draft


def _copy(before: Plan, draft: Plan) -> None:
    questions: dict[int, Question] = {}
    for question in before.questions.all():
        old = question.pk
        question.pk, question.plan = None, draft
        question._state.adding = True
        question.save()
        questions[old] = question
    for measure in before.measures.all():
        measure.pk, measure.plan, measure.question = None, draft, questions[measure.question_id]
        measure._state.adding = True
        measure.save()


def _question(project: int, text: str, elements: Collection[str]) -> dict[str, Any]:
    known = Element.objects.filter(theory__project=project, key__in=elements).values_list("key", flat=True)
    if not set(elements) <= set(known):
        raise ValidationError({"elements": _("Choose elements of the theory of change.")})
    words = wording.line(text, "text", missing=_("Write what you want to know."), most=500)
    return {"text": words, "elements": sorted(set(elements), key=lambda key: (len(key), key))}


def add_question(plan: Plan, *, text: str, by: Actor, elements: Collection[str] = ()) -> Question:
    """Say what the project wants to know, and which elements of its theory that is about.

    Raises ValidationError with the field, CannotChange.
    """
    with transaction.atomic():
        kept = drafts.to_change(plan)
        last = kept.questions.order_by("-position").first()
        row = Question.objects.create(
            plan=kept, position=1 + (last.position if last else 0),
            key=next_key(Question, "Q", plan__project=kept.project_id),
            **_question(kept.project_id, text, elements),
        )  # fmt: skip
        drafts.touched(kept, by)
        record("projects.question_added", row, by=by, key=row.key)
        return row


def change_question(question: Question, *, text: str, by: Actor, elements: Collection[str] = ()) -> Question:
    """Say it in other words, or of other elements. Raises as `add_question` does."""
    with transaction.atomic():
        kept = drafts.to_change(question.plan)
        for name, value in _question(kept.project_id, text, elements).items():
            setattr(question, name, value)
        question.save(update_fields=["text", "elements"])
        drafts.touched(kept, by)
        record("projects.question_changed", question, by=by, key=question.key)
        return question


def remove_question(question: Question, *, by: Actor) -> None:
    """Take a question out of the draft, with its measures. Versions that were agreed keep them."""
    with transaction.atomic():
        kept = drafts.to_change(question.plan)
        record("projects.question_removed", kept, by=by, key=question.key)
        kept.questions.filter(pk=question.pk).delete()
        drafts.touched(kept, by)


def _measure(given: dict[str, Any]) -> dict[str, Any]:
    """Fields of a measure as they come in. Raises ValidationError with the field."""
    kind = wording.chosen(given["kind"], MeasureKind, "kind", _("Choose what kind of answer it is."))
    most, on = given["scale_most"], given["baseline_on"]
    if kind == MeasureKind.SCALE and (most is None or not 2 <= most <= 100):
        raise ValidationError({"scale_most": _("Write how far the scale goes, from 2 to 100.")})
    baseline = values.judged(kind, given["baseline"], scale_most=most, needed=False)
    if baseline and on is None:
        raise ValidationError({"baseline_on": _("Write on which day the first value was so.")})
    if on and on > clock.today():
        raise ValidationError({"baseline_on": _("The day cannot be in the future.")})
    if given["target"] is not None and kind in (MeasureKind.YES_NO, MeasureKind.STORY):
        raise ValidationError(
            {"target": _("Only a number, a percentage or a scale has a target in figures.")}
        )
    return {
        "kind": kind, "baseline": baseline, "baseline_on": on, "target": given["target"],
        "text": wording.line(given["text"], "text", missing=_("Write what you look at."), most=300),
        "unit": wording.line(given["unit"], "unit", most=60), "of_people": bool(given["of_people"]),
        "scale_most": most if kind == MeasureKind.SCALE else None,
        "baseline_note": wording.line(given["baseline_note"], "baseline_note", most=300),
        "direction": "" if kind == MeasureKind.STORY else wording.chosen(
            given["direction"], Direction, "direction", _("Choose which way it should go."), empty=True
        ),
        "who_collects": wording.line(given["who_collects"], "who_collects"),
        "how": wording.line(given["how"], "how", most=300), "is_key": bool(given["is_key"]),
    }  # fmt: skip


def add_measure(
    question: Question,
    *,
    text: str,
    kind: str,
    by: Actor,
    unit: str = "",
    of_people: bool = True,
    scale_most: int | None = None,
    baseline: dict[str, Any] | None = None,
    baseline_on: date | None = None,
    baseline_note: str = "",
    target: Decimal | int | None = None,
    direction: str = "",
    who_collects: str = "",
    how: str = "",
    is_key: bool = False,
) -> Measure:
    """Say how a question is answered. `baseline` has the shape of a value of its kind, see `values.judged`.

    A story goes neither up nor down: it keeps no direction. Raises ValidationError with the field, CannotChange.
    """
    given = _measure({
        "text": text, "kind": kind, "unit": unit, "of_people": of_people, "scale_most": scale_most,
        "baseline": baseline or {}, "baseline_on": baseline_on, "baseline_note": baseline_note,
        "target": target, "direction": direction, "who_collects": who_collects, "how": how, "is_key": is_key,
    })  # fmt: skip
    with transaction.atomic():
        kept = drafts.to_change(question.plan)
        last = kept.measures.order_by("-position").first()
        row = Measure.objects.create(
            plan=kept, question=question, position=1 + (last.position if last else 0),
            key=next_key(Measure, "M", plan__project=kept.project_id), **given,
        )  # fmt: skip
        drafts.touched(kept, by)
        record("projects.measure_added", row, by=by, key=row.key, kind=row.kind)
        return row


def change_measure(measure: Measure, *, by: Actor, **fields: Any) -> Measure:
    """Change how a question is answered. Raises as `add_measure` does; ValueError for a field that is none."""
    names = (
        "text", "kind", "unit", "of_people", "scale_most", "baseline", "baseline_on", "baseline_note", "target",
        "direction", "who_collects", "how", "is_key",
    )  # fmt: skip
    if unknown := sorted(fields.keys() - set(names)):
        raise ValueError(f"Not to be changed here: {', '.join(unknown)}.")
    given = _measure({name: getattr(measure, name) for name in names} | fields)
    with transaction.atomic():
        kept = drafts.to_change(measure.plan)
        for name, value in given.items():
            setattr(measure, name, value)
        measure.save(update_fields=sorted(given))
        drafts.touched(kept, by)
        record("projects.measure_changed", measure, by=by, key=measure.key)
        return measure


def remove_measure(measure: Measure, *, by: Actor) -> None:
    """Take a measure out of the draft. Versions that were agreed keep it, with its readings."""
    with transaction.atomic():
        kept = drafts.to_change(measure.plan)
        record("projects.measure_removed", kept, by=by, key=measure.key)
        kept.measures.filter(pk=measure.pk).delete()
        drafts.touched(kept, by)
