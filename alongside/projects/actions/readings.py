"""Readings: written, sent to be looked at, approved or returned with a reason; with evidence, and by groups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import Measure, MeasureKind, Reading, ReadingEvidence, ReadingGroup, ReadingStatus, Status
from . import values, wording
from .refusals import CannotChange

OPEN = (ReadingStatus.DRAFT, ReadingStatus.RETURNED)


def write_reading(
    measure: Measure,
    member: Member | None,
    *,
    since: date,
    until: date,
    value: dict[str, Any],
    by: Actor,
    note: str = "",
    told: people.Told | None = None,
) -> Reading:
    """Write down what a measure said for a time. It is a draft until it is sent.

    `value` has the shape of its kind, see `values.judged`. Raises ValidationError with the field, CannotChange for
    a measure of a draft, people.CannotRecord.
    """
    if measure.plan.status == Status.DRAFT:
        raise CannotChange(_("Agree on the plan first. Then write what its measures say."))
    given = _judged(measure, since, until, value, note)
    with transaction.atomic():
        row = Reading.objects.create(
            project=measure.plan.project, measure=measure, member=member, by=by.key,
            how=told.mode if told else Mode.WEB, **given,
        )  # fmt: skip
        wording.written_down(member, "reading", told, by)
        record("projects.reading_written", row, by=by, measure=measure.key, how=str(row.how))
        return row


def _judged(measure: Measure, since: date, until: date, value: dict[str, Any], note: str) -> dict[str, Any]:
    if until < since:
        raise ValidationError({"until": _("The last day cannot be before the first day.")})
    if until > clock.today():
        raise ValidationError({"until": _("The day cannot be in the future.")})
    said = values.judged(measure.kind, value, scale_most=measure.scale_most)
    if measure.kind == MeasureKind.SCALE and measure.of_people and not said.get("base"):
        raise ValidationError({"base": _("Write how many people answered.")})
    number = Decimal(said["number"]) if "number" in said else None
    return {
        "since": since, "until": until, "note": wording.line(note, "note", most=300), "number": number,
        "part": said.get("part"), "base": said.get("base"), "yes": said.get("yes"), "words": said.get("words", ""),
    }  # fmt: skip


def _open(reading: Reading) -> Reading:
    """A reading that may still be changed, locked. Raises CannotChange for one that was sent or approved."""
    kept = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("measure", "project")
        .get(pk=reading.pk)
    )
    if kept.status not in OPEN:
        raise CannotChange(_("This reading was sent, and stays as it is. Ask for it to be returned."))
    return kept


def change_reading(
    reading: Reading, *, since: date, until: date, value: dict[str, Any], by: Actor, note: str = ""
) -> Reading:
    """Correct a draft, or a reading that was returned. Neither its author nor whoever wrote it last approves it.

    Raises as `write_reading` does.
    """
    with transaction.atomic():
        kept = _open(reading)
        for name, given in _judged(kept.measure, since, until, value, note).items():
            setattr(kept, name, given)
        kept.by = by.key
        kept.save()
        record("projects.reading_changed", kept, by=by)
        return kept


def send_reading(reading: Reading, *, by: Actor) -> None:
    """Send a reading to be looked at by somebody else."""
    with transaction.atomic():
        kept = _open(reading)
        kept.status, kept.returned_because = ReadingStatus.PENDING, ""
        kept.looked_at, kept.looked_by = None, ""
        kept.save(update_fields=["status", "returned_because", "looked_at", "looked_by"])
        record("projects.reading_sent", kept, by=by)


def _pending(reading: Reading, by: Actor) -> Reading:
    rows = Reading.objects.select_for_update(of=("self",)).select_related("project", "member", "measure")
    kept = rows.get(pk=reading.pk)
    if kept.status != ReadingStatus.PENDING:
        raise CannotChange(_("Nobody sent this reading, or it was looked at already."))
    theirs = kept.member is not None and by.key == f"account:{kept.member.account_id}"
    if theirs or kept.by == by.key:
        raise CannotChange(_("Somebody else has to look at it: you wrote it."))
    return kept


def approve_reading(reading: Reading, *, by: Actor) -> None:
    """Let everybody read it on the project's page; a story once a second person approves it too.

    Raises CannotChange for whoever wrote it, and for a story by whoever approved it first.
    """
    with transaction.atomic():
        kept = _pending(reading, by)
        if kept.measure.kind == MeasureKind.STORY and kept.looked_at is None:
            kept.looked_at, kept.looked_by = clock.now(), by.key
            kept.save(update_fields=["looked_at", "looked_by"])
            record("projects.reading_looked_at", kept, by=by)
            return
        _approve(kept, by)


def approve_story_too(reading: Reading, *, by: Actor) -> None:
    """Approve a story as the second person, of the team or the centre; then everybody reads it.

    Raises CannotChange while nobody approved it first, for whoever did, and for whoever wrote it.
    """
    with transaction.atomic():
        kept = _pending(reading, by)
        if kept.looked_at is None:
            raise CannotChange(_("A lead of the team or the centre looks at it first."))
        _approve(kept, by)


def _approve(kept: Reading, by: Actor) -> None:
    if kept.looked_at and kept.looked_by == by.key:
        raise CannotChange(_("You approved this story. A second person has to approve it too."))
    kept.status, kept.approved_at, kept.approved_by = ReadingStatus.APPROVED, clock.now(), by.key
    kept.save(update_fields=["status", "approved_at", "approved_by"])
    record("projects.reading_approved", kept, by=by)


def return_reading(reading: Reading, *, because: str, by: Actor) -> None:
    """Give it back with a reason. Raises ValidationError without one, CannotChange for whoever wrote it."""
    words = wording.plain(because, "because", missing=_("Write why, and what is missing."), most=2000)
    with transaction.atomic():
        kept = _pending(reading, by)
        kept.status, kept.returned_because = ReadingStatus.RETURNED, words
        kept.save(update_fields=["status", "returned_because"])
        record("projects.reading_returned", kept, by=by)


def add_reading_evidence(reading: Reading, *, text: str, by: Actor, url: str = "") -> ReadingEvidence:
    """Say what a reading rests on: words, and a link if there is one. As many as there are."""
    words = wording.line(text, "text", missing=_("Write what it rests on."), most=500)
    url = wording.link(url)
    with transaction.atomic():
        row = ReadingEvidence.objects.create(reading=_open(reading), text=words, url=url)
        record("projects.reading_evidence_added", row, by=by)
        return row


def remove_reading_evidence(evidence: ReadingEvidence, *, by: Actor) -> None:
    """Take a piece of evidence away while the reading is open."""
    with transaction.atomic():
        kept = _open(evidence.reading)
        record("projects.reading_evidence_removed", kept, by=by)
        kept.evidence.filter(pk=evidence.pk).delete()


def add_reading_group(reading: Reading, *, name: str, part: int, base: int, by: Actor) -> ReadingGroup:
    """Break a percentage down by a group. It is shown only where nobody can be worked out from it.

    Raises ValidationError with the field: for another kind of measure, and a group that is larger than all.
    """
    words = wording.line(name, "name", missing=_("Write the name of the group."), most=100)
    said = values.judged(MeasureKind.PERCENTAGE, {"part": part, "base": base})
    with transaction.atomic():
        kept = _open(reading)
        if kept.part is None or kept.base is None:
            raise ValidationError({"name": _("Only a percentage is broken down by groups.")})
        if said["base"] > kept.base or said["part"] > kept.part:
            raise ValidationError({"base": _("A group cannot be larger than all of them.")})
        row, _made = ReadingGroup.objects.update_or_create(reading=kept, name=words, defaults=said)
        record("projects.reading_group_added", row, by=by)
        return row


def remove_reading_group(group: ReadingGroup, *, by: Actor) -> None:
    """Take a group away while the reading is open."""
    with transaction.atomic():
        kept = _open(group.reading)
        record("projects.reading_group_removed", kept, by=by)
        kept.groups.filter(pk=group.pk).delete()
