"""Closing a project, and asking afterwards what happened since: one question, one link, reminded at most twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.foundation import clock, outbox, sources
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.learning import actions as learning
from alongside.learning.models import HowItWent, Strand
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries import members

from .. import emails_outcomes, links
from ..models import Closing, FollowUp, Project, SinceThen, TeamMember
from ..queries import case as queries
from . import since, wording
from .refusals import CannotChange

ASKED_AFTER = (6, 12, 24)
"""Months after the close."""
REMIND_AFTER, MOST_REMINDERS = timedelta(days=14), 2


def close_project(
    project: Project,
    *,
    done: str,
    by: Actor,
    changed: str = "",
    did_not_work: Iterable[str] = (),
    member: Member | None = None,
    language: str = settings.LANGUAGE_CODE,
    told: people.Told | None = None,
) -> Closing:
    """Close a project: what was done, what changed on the way, and what did not work.

    Everything that did not work becomes an item of `learning`, which somebody looks at. Questions are put down for 6,
    12 and 24 months later. Raises ValidationError with the field, CannotChange for a project that is closed.
    """
    words = {
        "done": wording.plain(done, "done", missing=_("Write what was done.")),
        "changed": wording.plain(changed, "changed"),
    }
    lines = [wording.plain(one, "did_not_work") for one in did_not_work if one.strip()]
    with transaction.atomic():
        kept = Project.objects.select_for_update().get(pk=project.pk)
        if kept.closed_at:
            raise CannotChange(_("This project is closed already."))
        kept.closed_at, kept.closed_by = clock.now(), by.key
        kept.save(update_fields=["closed_at", "closed_by"])
        row = Closing.objects.create(project=kept, language=language, by=by.key, **words)
        for what in lines:
            learning.write_item(
                member, what=what, how_it_went=HowItWent.DID_NOT, strand=Strand.PROJECTS, language=language, by=by,
                **_place(kept),
            )  # fmt: skip
        today = clock.today()
        FollowUp.objects.bulk_create(
            FollowUp(project=kept, months=months, due_on=months_after(today, months))
            for months in ASKED_AFTER
        )
        wording.written_down(member, "closing", told, by)
        record("projects.project_closed", kept, by=by, did_not_work=len(lines))
        project.refresh_from_db()
        return row


def _place(project: Project) -> dict[str, Any]:
    """Where something was learnt: the project, or its title while it is not public."""
    named = (queries.KIND, queries.key_of(project))
    return (
        dict(zip(("kind", "key"), named, strict=True)) if sources.read([named]) else {"label": project.title}
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def ask_follow_ups(*, by: Actor) -> int:
    """Ask what is due, by each lead's channel, and remind those who have not answered. Gives how many were written."""
    due = FollowUp.objects.open().filter(asked_at=None, due_on__lte=clock.today())
    late = FollowUp.objects.open().filter(
        asked_at__lte=clock.now() - REMIND_AFTER, reminders__lt=MOST_REMINDERS
    )
    asked = [_ask(row, by) for row in due.select_related("project")]
    asked += [_remind(row, by) for row in late.select_related("project")]
    return sum(asked)


def _ask(row: FollowUp, by: Actor) -> bool:
    lead = _whom_to_ask(row.project)
    if lead is None:
        return False
    now = clock.now()
    with transaction.atomic():
        token = links.new_token()
        rows = FollowUp.objects.open().filter(pk=row.pk, asked_at=None)
        if not rows.update(
            asked_at=now, member=lead, token_hash=links.hash_of(token), expires_at=now + links.LASTS
        ):
            return False
        row.refresh_from_db()
        record("projects.follow_up_asked", row, by=by, months=row.months)
        emails_outcomes.ask_what_happened(row, token, by=by)
        return True


def _remind(row: FollowUp, by: Actor) -> bool:
    now = clock.now()
    if row.reminded_at and row.reminded_at > now - REMIND_AFTER:
        return False
    lead = row.member if row.member and members.may_be_reached(row.member) else _whom_to_ask(row.project)
    if lead is None:
        return False
    with transaction.atomic():
        token = links.new_token()
        rows = FollowUp.objects.open().filter(pk=row.pk, reminders=row.reminders)
        if not rows.update(
            reminders=F("reminders") + 1, reminded_at=now, member=lead, token_hash=links.hash_of(token),
            expires_at=now + links.LASTS,
        ):  # fmt: skip
            return False
        row.refresh_from_db()
        record("projects.follow_up_reminded", row, by=by, months=row.months, reminders=row.reminders)
        _take_questions_back([row], by)
        emails_outcomes.ask_what_happened(row, token, by=by)
        return True


def _take_questions_back(rows: Iterable[FollowUp], by: Actor) -> None:
    """Who was asked anew, has answered or wants no more questions is not asked by what still waits to go out."""
    outbox.take_back_about(rows, by=by)


def _whom_to_ask(project: Project) -> Member | None:
    """The first lead who can be reached; somebody else of the team where no lead can."""
    team = TeamMember.objects.here().filter(project=project).select_related("member")
    people_here = [row.member for row in team.order_by("-leads", "joined_on", "pk")]
    return next((one for one in people_here if members.may_be_reached(one)), None)


def answer_follow_up(
    follow_up: FollowUp, *, something: bool, by: Actor, told: people.Told | None = None, **happened: Any
) -> SinceThen | None:
    """Answer: nothing yet, or something happened. `happened` is what `since.record_since` takes.

    Once. Raises ValidationError with the field, CannotChange when it was answered already.
    """
    with transaction.atomic():
        rows = FollowUp.objects.filter(pk=follow_up.pk, answered_at=None)
        answered = rows.update(
            answered_at=clock.now(), something=something, how=told.mode if told else Mode.WEB
        )
        if not answered:
            raise CannotChange(_("This was answered already. Thank you."))
        follow_up.refresh_from_db()
        row = None
        if something:
            row = since.record_since(
                follow_up.project, follow_up=follow_up, by=by, how=follow_up.how, **happened
            )
        wording.written_down(follow_up.member, "follow_up", told, by)
        _take_questions_back([follow_up], by)
        record("projects.follow_up_answered", follow_up, by=by, something=something, how=str(follow_up.how))
        return row


def stop_follow_ups(project: Project, *, by: Actor) -> None:
    """They ask us not to ask again: no question and no reminder is sent any more. Twice changes nothing.

    The link that was sent answers no more; it stays known, so that its page says why.
    """
    with transaction.atomic():
        _take_questions_back(project.follow_ups.all(), by)
        if FollowUp.objects.open().filter(project=project).update(stopped_at=clock.now()):
            record("projects.follow_ups_stopped", project, by=by)
