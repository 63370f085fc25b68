"""Changing a draft of a theory of change: elements. Nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import (
    Element,
    ElementAside,
    ElementKind,
    Link,
    Project,
    Reach,
    Theory,
    TheoryComment,
)
from . import drafts, wording
from .refusals import CannotChange, Clash

FIELDS = ("kind", "text", "who_changes", "by_when", "reach")
NOT_FOUND = _("This is not in the draft any more. Look at the draft again.")


def start_theory(project: Project, *, by: Actor) -> Theory:
    """The draft that the team works on. Without one, a new version: empty, or a copy of the one that is agreed.

    Elements, links, assumptions and influences keep their keys.
    """
    with transaction.atomic():
        draft, before, made = drafts.new_draft(Theory, project, by)
        if made and before:
            _copy(before, draft)
        return draft


def _copy(before: Theory, draft: Theory) -> None:
    elements: dict[int, Element] = {}
    for element in before.elements.all():
        old = element.pk
        element.pk, element.theory, element.revision = None, draft, 1
        element._state.adding = True
        element.save()
        elements[old] = element
    links: dict[int, Link] = {}
    for link in before.links.all():
        old = link.pk
        link.pk, link.theory = None, draft
        link.source, link.target = elements[link.source_id], elements[link.target_id]
        link._state.adding = True
        link.save()
        links[old] = link
    for row in before.assumptions.all():
        row.pk, row.theory = None, draft
        row.element = elements[row.element_id] if row.element_id else None
        row.link = links[row.link_id] if row.link_id else None
        row._state.adding = True
        row.save()
    for influence in before.influences.all():
        influence.pk, influence.theory = None, draft
        influence._state.adding = True
        influence.save()


def next_key(model: Any, letter: str, **project: Any) -> str:
    """The next key of a project's things, counted over all versions: "E7" after "E6"."""
    keys = model.objects.filter(**project).values_list("key", flat=True).distinct()
    return f"{letter}{1 + max((int(key[1:]) for key in keys if key[1:].isdecimal()), default=0)}"


def _judged(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": wording.chosen(given["kind"], ElementKind, "kind", _("Choose what it is.")),
        "text": wording.line(given["text"], "text", missing=_("Write it in a plain sentence."), most=500),
        "who_changes": wording.line(given["who_changes"], "who_changes"),
        "by_when": wording.line(given["by_when"], "by_when", most=100),
        "reach": wording.chosen(given["reach"], Reach, "reach", _("Choose one of these."), empty=True),
    }


def add_element(
    theory: Theory,
    *,
    kind: str,
    text: str,
    by: Actor,
    who_changes: str = "",
    by_when: str = "",
    reach: str = "",
) -> Element:
    """Write a new element, at the end of its kind. Raises ValidationError with the field, CannotChange."""
    given = _judged(
        {"kind": kind, "text": text, "who_changes": who_changes, "by_when": by_when, "reach": reach}
    )
    with transaction.atomic():
        kept = drafts.to_change(theory)
        last = kept.elements.order_by("-position").first()
        element = Element.objects.create(
            theory=kept, position=1 + (last.position if last else 0),
            key=next_key(Element, "E", theory__project=kept.project_id), **given,
        )  # fmt: skip
        drafts.touched(kept, by)
        record("projects.element_added", element, by=by, key=element.key)
        return element


def change_element(element: Element, *, base: int, by: Actor, **fields: Any) -> Element:
    """Change an element. `base` is the revision that the writer saw. The same words again change nothing.

    Raises Clash when somebody saved other words since: what was sent is set aside, and the writer chooses. Raises
    ValidationError with the field, and CannotChange.
    """
    with transaction.atomic():
        drafts.to_change(element.theory)
        now = Element.objects.select_related("theory__project").filter(pk=element.pk).first()
        if now is None:
            raise CannotChange(str(NOT_FOUND))
        saved = {name: getattr(now, name) for name in FIELDS}
        given = _judged(saved | fields)
        if given == saved:
            return now
        if base == now.revision:
            for name, value in given.items():
                setattr(now, name, value)
            now.revision += 1
            now.save(update_fields=[*FIELDS, "revision"])
            drafts.touched(now.theory, by)
            record("projects.element_changed", now, by=by, key=now.key, revision=now.revision)
            return now
        aside = ElementAside.objects.create(element=now, base=base, met=now.revision, fields=given, by=by.key)
        record("projects.words_set_aside", aside, by=by, element=now.pk, base=base)
    raise Clash(aside, now)


def settle(aside: ElementAside, *, by: Actor, fields: dict[str, Any] | None) -> Element:
    """The writer chose which words stand: those that are given, or with None those that were saved first.

    Raises Clash when somebody saved yet again; ValidationError and CannotChange as `change_element` does.
    """
    element = aside.element
    if fields is not None:
        element = change_element(element, base=aside.met, by=by, **fields)
    with transaction.atomic():
        if ElementAside.objects.filter(pk=aside.pk, settled_at=None).update(settled_at=clock.now()):
            record("projects.clash_settled", aside, by=by, theirs=fields is None)
    return element


def move_element(element: Element, *, later: bool, by: Actor) -> None:
    """Move an element one place, among those of its kind. At the end it stays where it is."""
    with transaction.atomic():
        kept = drafts.to_change(element.theory)
        row = list(kept.elements.filter(kind=element.kind).order_by("position", "pk"))
        here = next((n for n, one in enumerate(row) if one.pk == element.pk), None)
        if here is None:
            raise CannotChange(str(NOT_FOUND))
        there = here + (1 if later else -1)
        if not 0 <= there < len(row):
            return
        one, other = row[here], row[there]
        one.position, other.position = other.position, one.position
        Element.objects.bulk_update([one, other], ["position"])
        drafts.touched(kept, by)
        record("projects.element_moved", one, by=by, key=one.key)


def remove_element(element: Element, *, by: Actor) -> None:
    """Take an element out of the draft, with its links and assumptions. Versions that were agreed keep it."""
    with transaction.atomic():
        kept = drafts.to_change(element.theory)
        record("projects.element_removed", kept, by=by, key=element.key)
        kept.elements.filter(pk=element.pk).delete()
        drafts.touched(kept, by)


def comment(
    theory: Theory, member: Member | None, *, text: str, by: Actor, element_key: str = ""
) -> TheoryComment:
    """Say something about a draft, or about one element of it. Only the team reads it."""
    words = wording.plain(text, "text", missing=_("Write what you want to say."))
    with transaction.atomic():
        row = TheoryComment.objects.create(
            theory=theory, member=member, text=words, element_key=element_key, by=by.key
        )
        record("projects.theory_commented", row, by=by)
        return row
