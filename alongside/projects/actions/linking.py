"""Changing a draft of a theory of change: links, assumptions, and what else could explain the change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import (
    Assumption,
    Element,
    ElementKind,
    Holds,
    HowFar,
    Importance,
    Influence,
    Link,
    Strength,
    Theory,
)
from . import drafts, wording
from .refusals import CannotChange
from .theory import NOT_FOUND, next_key

ORDER = list(ElementKind.values)
BACKWARDS = gettext_lazy("This would lead backwards. Choose an element of the same step, or of a later one.")


def link(
    source: Element, target: Element, *, by: Actor, because: str = "", strength: str = "untested"
) -> Link:
    """Say that one element leads to another, because… Linking them again changes the reason and the strength.

    Raises ValidationError with the field: for a link to itself, backwards, or round in a circle; CannotChange.
    """
    words = wording.line(because, "because", most=500)
    strength = wording.chosen(strength, Strength, "strength", _("Choose how strong it is."))
    with transaction.atomic():
        kept = drafts.to_change(source.theory)
        if target.theory_id != kept.pk or target.pk == source.pk:
            raise ValidationError({"target": _("Choose another element of this draft.")})
        if ORDER.index(target.kind) < ORDER.index(source.kind):
            raise ValidationError({"target": str(BACKWARDS)})
        if _leads_to(kept, target.pk, source.pk):
            raise ValidationError({"target": _("These two lead to each other already, the other way round.")})
        row, made = Link.objects.update_or_create(
            theory=kept, source=source, target=target, defaults={"because": words, "strength": strength}
        )
        drafts.touched(kept, by)
        verb = "projects.elements_linked" if made else "projects.link_changed"
        record(verb, row, by=by, source=source.key, target=target.key)
        return row


def _leads_to(theory: Theory, start: int, end: int) -> bool:
    """Whether one leads to the other by any way."""
    steps: dict[int, list[int]] = {}
    for source, target in theory.links.values_list("source", "target"):
        steps.setdefault(source, []).append(target)
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting += steps.get(here, [])
    return False


def unlink(row: Link, *, by: Actor) -> None:
    """One element does not lead to the other any more. Its assumptions go with it."""
    with transaction.atomic():
        kept = drafts.to_change(row.theory)
        record("projects.elements_unlinked", kept, by=by, source=row.source.key, target=row.target.key)
        kept.links.filter(pk=row.pk).delete()
        drafts.touched(kept, by)


def assume(
    about: Element | Link,
    *,
    text: str,
    by: Actor,
    importance: str = Importance.SOME,
    status: str = Holds.UNTESTED,
    looked_at_on: date | None = None,
    evidence: str = "",
) -> Assumption:
    """Say what must be true for an element or a link to work. Raises ValidationError with the field, CannotChange."""
    given = _judged(text, importance, status, looked_at_on, evidence)
    with transaction.atomic():
        kept = drafts.to_change(about.theory)
        place: dict[str, Any] = {"element": about} if isinstance(about, Element) else {"link": about}
        row = Assumption.objects.create(
            theory=kept, key=next_key(Assumption, "A", theory__project=kept.project_id), **place, **given
        )
        drafts.touched(kept, by)
        record("projects.assumption_added", row, by=by, key=row.key)
        return row


def change_assumption(row: Assumption, *, by: Actor, **fields: Any) -> Assumption:
    """Look at an assumption again: its words, whether it holds, and what shows it. Raises as `assume` does."""
    names = ("text", "importance", "status", "looked_at_on", "evidence")
    with transaction.atomic():
        kept = drafts.to_change(row.theory)
        now = kept.assumptions.filter(pk=row.pk).first()
        if now is None:
            raise CannotChange(str(NOT_FOUND))
        given = _judged(**({name: getattr(now, name) for name in names} | fields))
        changed = sorted(name for name in names if getattr(now, name) != given[name])
        for name in changed:
            setattr(now, name, given[name])
        if changed:
            now.save(update_fields=changed)
            drafts.touched(kept, by)
            record("projects.assumption_changed", now, by=by, fields=changed)
        return now


def _judged(
    text: str, importance: str, status: str, looked_at_on: date | None, evidence: str
) -> dict[str, Any]:
    status = wording.chosen(status, Holds, "status", _("Choose whether it holds."))
    if looked_at_on and looked_at_on > clock.today():
        raise ValidationError({"looked_at_on": _("The day cannot be in the future.")})
    if status != Holds.UNTESTED and looked_at_on is None:
        raise ValidationError({"looked_at_on": _("Write when you last looked at it.")})
    return {
        "text": wording.line(text, "text", missing=_("Write what must be true."), most=500),
        "importance": wording.chosen(importance, Importance, "importance", _("Choose how much it matters.")),
        "status": status, "looked_at_on": looked_at_on, "evidence": wording.plain(evidence, "evidence"),
    }  # fmt: skip


def remove_assumption(row: Assumption, *, by: Actor) -> None:
    """Take an assumption out of the draft."""
    with transaction.atomic():
        kept = drafts.to_change(row.theory)
        record("projects.assumption_removed", kept, by=by, key=row.key)
        kept.assumptions.filter(pk=row.pk).delete()
        drafts.touched(kept, by)


def add_influence(theory: Theory, *, text: str, by: Actor, how_far: str = HowFar.UNKNOWN) -> Influence:
    """Name something else that could explain the change. Raises ValidationError with the field, CannotChange."""
    given = _explained(text, how_far)
    with transaction.atomic():
        kept = drafts.to_change(theory)
        key = next_key(Influence, "I", theory__project=kept.project_id)
        row = Influence.objects.create(theory=kept, key=key, **given)
        drafts.touched(kept, by)
        record("projects.influence_added", row, by=by, key=row.key)
        return row


def change_influence(row: Influence, *, text: str, how_far: str, by: Actor) -> Influence:
    """Put right what else could explain the change, and how far; it keeps its key. Raises as `add_influence` does.

    What each field said before and says now is on record. Nothing new, nothing on record.
    """
    given = _explained(text, how_far)
    with transaction.atomic():
        kept = drafts.to_change(row.theory)
        now = kept.influences.filter(pk=row.pk).first()
        if now is None:
            raise CannotChange(str(NOT_FOUND))
        before = {name: getattr(now, name) for name in given if getattr(now, name) != given[name]}
        for name in before:
            setattr(now, name, given[name])
        if before:
            now.save(update_fields=list(before))
            drafts.touched(kept, by)
            after = {name: given[name] for name in before}
            record("projects.influence_changed", now, by=by, key=now.key, before=before, after=after)
        return now


def _explained(text: str, how_far: str) -> dict[str, str]:
    return {
        "text": wording.line(text, "text", missing=_("Write what else could explain it."), most=500),
        "how_far": wording.chosen(how_far, HowFar, "how_far", _("Choose how far.")),
    }


def remove_influence(row: Influence, *, by: Actor) -> None:
    """Take it out of the draft."""
    with transaction.atomic():
        kept = drafts.to_change(row.theory)
        record("projects.influence_removed", kept, by=by, key=row.key)
        kept.influences.filter(pk=row.pk).delete()
        drafts.touched(kept, by)
