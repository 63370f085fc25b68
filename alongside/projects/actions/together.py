"""What a team shares: links, notes, dates and tasks; the log after a meeting; and learning made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem, Strand
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import rules
from ..models import LogEntry, Pin, PinKind, Project, TeamRole
from . import wording
from .refusals import CannotChange

MOST_THERE = 500
PROJECT = "project"


def pin(
    project: Project,
    *,
    kind: str,
    text: str,
    by: Actor,
    url: str = "",
    on: date | None = None,
    member: Member | None = None,
) -> Pin:
    """Keep a link, a note, a date or a task where the whole team finds it. Raises ValidationError with the field."""
    kind = wording.chosen(kind, PinKind, "kind", _("Choose what it is."))
    words = wording.plain(text, "text", missing=_("Write what it is."), most=2000)
    needs_link = _("Write the link.") if kind == PinKind.LINK else ""
    url = wording.link(url, missing=needs_link)
    if kind == PinKind.DATE and on is None:
        raise ValidationError({"on": _("Write the day.")})
    if member is not None and not rules.in_team(member, project):
        raise ValidationError({"member": _("Choose somebody in the team.")})
    with transaction.atomic():
        row = Pin.objects.create(
            project=project, kind=kind, text=words, url=url, on=on, member=member, by=by.key
        )
        record("projects.pinned", row, by=by, kind=kind)
        return row


def do_pin(row: Pin, *, by: Actor) -> None:
    """A task is done, or a date is over. Twice changes nothing."""
    with transaction.atomic():
        if Pin.objects.filter(pk=row.pk, done_at=None).update(done_at=clock.now()):
            record("projects.pin_done", row, by=by)


def unpin(row: Pin, *, by: Actor) -> None:
    """Take something out of the shared place."""
    with transaction.atomic():
        record("projects.unpinned", row.project, by=by, kind=row.kind)
        Pin.objects.filter(pk=row.pk).delete()


def write_log(
    project: Project,
    member: Member | None,
    *,
    happened: str,
    by: Actor,
    there: Mapping[str, int] | None = None,
    surprised: str = "",
    next_step: str = "",
    on: date | None = None,
    told: people.Told | None = None,
) -> LogEntry:
    """Write down a meeting in a minute: who was there, by role; what happened, what surprised, what next.

    Raises ValidationError with the field, people.CannotRecord.
    """
    words = wording.plain(happened, "happened", missing=_("Write what happened. A few words are enough."))
    on = on or clock.today()
    if on > clock.today():
        raise ValidationError({"on": _("The day cannot be in the future.")})
    with transaction.atomic():
        row = LogEntry.objects.create(
            project=project, member=member, on=on, happened=words, there=_counted(there or {}),
            surprised=wording.plain(surprised, "surprised"), next_step=wording.plain(next_step, "next_step"),
            how=told.mode if told else Mode.WEB, by=by.key,
        )  # fmt: skip
        wording.written_down(member, "project_log", told, by)
        record("projects.log_written", row, by=by, how=str(row.how))
        return row


def _counted(there: Mapping[str, int]) -> dict[str, int]:
    """Who was there: roles with at least one person. Raises ValidationError for what is no role or no number."""
    if not there.keys() <= set(TeamRole.values) or not all(
        0 <= count <= MOST_THERE for count in there.values()
    ):
        raise ValidationError({"there": _("Write how many people were there, from 0 to 500.")})
    return {str(role): there[role] for role in TeamRole.values if there.get(role)}


def make_learning(entry: LogEntry, *, how_it_went: str, by: Actor) -> LearningItem:
    """Make a learning item of a log: what happened, what surprised, what next. Once only.

    It names the project as its source, and nobody; somebody looks at it before everybody reads it. Raises
    CannotChange while the project is not public, ValidationError for no choice.
    """
    with transaction.atomic():
        kept = LogEntry.objects.select_for_update(of=("self",)).select_related("project").get(pk=entry.pk)
        if kept.learning:
            return kept.learning
        if kept.project.published_at is None:
            raise CannotChange(_("The project is not public yet, so nothing can come of it in public."))
        item = learning.write_item(
            None, what=kept.happened, so_what=kept.surprised, now_what=kept.next_step, how_it_went=how_it_went,
            strand=Strand.PROJECTS, kind=PROJECT, key=str(kept.project_id), language=kept.project.language, by=by,
        )  # fmt: skip
        kept.learning = item
        kept.save(update_fields=["learning"])
        record("projects.learning_made", kept, by=by, item=item.pk)
        return item
