"""Issues of the newsletter: begun, written, approved, scheduled, cancelled. Sending is in `issue_sending`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Basis, Issue, Topic
from ..queries import issue_checks

SUBJECT, TEXT = 150, 10_000


class CannotChangeIssue(Exception):
    """The issue is in a state in which this cannot be done; the message is a sentence for the page."""


class AlreadySent(CannotChangeIssue):
    """Its sending has begun, perhaps a moment ago by somebody else."""


class Clash(Exception):
    """Somebody saved other words first. `saved` are those, `mine` what was not saved; by name."""

    def __init__(self, saved: Mapping[str, str], mine: Mapping[str, str], revision: int) -> None:
        super().__init__("Somebody saved other words first.")
        self.saved, self.mine, self.revision = dict(saved), dict(mine), revision


def start_issue(
    *, languages: Collection[str], basis: str = Basis.CONSENT, topics: Collection[Topic] = (), by: Actor
) -> Issue:
    """Begin the next issue. Raises ValidationError for no language, or for one that the house does not speak."""
    chosen = _languages(languages)
    for _try in range(5):
        number = (Issue.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                issue = Issue.objects.create(
                    number=number, languages=chosen, basis=Basis(basis), edited_by=by.key
                )
                issue.topics.set(topics)
                record("outreach.issue_started", issue, by=by, number=number)
                return issue
        except IntegrityError:
            continue
    raise CannotChangeIssue(_("Somebody began another newsletter at the same moment. Try again."))


def change_issue(
    issue: Issue, *, languages: Collection[str], basis: str, topics: Collection[Topic] = (), by: Actor
) -> None:
    """Change in which languages it is, on which basis it is sent, and about what. An approval falls away."""
    chosen = _languages(languages)
    with transaction.atomic():
        held = writable(issue)
        held.languages, held.basis = chosen, str(Basis(basis))
        held.topics.set(topics)
        touch(held, by, "languages", "basis")
        record("outreach.issue_changed", held, by=by)


def write_issue(
    issue: Issue, *, language: str, subject: str, intro: str, easy: str = "", base: int, by: Actor
) -> None:
    """Write subject and beginning in one language. `base` is the revision that the writer saw.

    Raises ValidationError without a subject, Clash when somebody saved first, CannotChangeIssue.
    """
    mine = {
        "subject": plain_text.clean_line(subject), "intro": plain_text.clean(intro), "easy": plain_text.clean(easy)
    }  # fmt: skip
    if not mine["subject"]:
        raise ValidationError({"subject": _("Write the subject. It says what this newsletter is about.")})
    judge_lengths(mine, {"subject": SUBJECT})
    with transaction.atomic():
        held = writable(issue)
        if language not in held.languages:
            raise ValidationError(_("This newsletter is not in that language."))
        saved = {name: held.said(name, language) for name in mine}
        if held.revision != base and saved != mine:
            raise Clash(saved, mine, held.revision)
        held.words = {**held.words, language: mine}
        held.revision += 1
        touch(held, by, "words", "revision")
        record("outreach.issue_written", held, by=by, language=language)


def approve_issue(issue: Issue, *, by: Actor, alone_because: str = "") -> None:
    """Say that it may be sent as it is. Whoever wrote last asks somebody else, or says why they are alone.

    Raises ValidationError while something keeps it from being sent; CannotChangeIssue.
    """
    with transaction.atomic():
        held = writable(issue)
        problems = [one.sentence for one in issue_checks.checks(held) if one.stops]
        if problems:
            raise ValidationError([str(problem) for problem in problems])
        reason = plain_text.clean_line(alone_because)[:300]
        if held.edited_by == by.key and not reason:
            raise ValidationError(
                {
                    "alone_because": _(
                        "You wrote this last. Ask somebody else to approve it, or say why nobody else can."
                    )
                }
            )
        held.approved_at, held.approved_by, held.alone_because = clock.now(), by.key, reason
        held.save(update_fields=["approved_at", "approved_by", "alone_because"])
        record("outreach.issue_approved", held, by=by, alone=bool(reason))


def schedule_issue(issue: Issue, *, send_at: datetime, send_before: datetime | None, by: Actor) -> None:
    """Say when it is sent. What has not begun by `send_before` is missed, and not sent late.

    Raises ValidationError for a time that has passed, CannotChangeIssue for one that nobody approved.
    """
    if send_at <= clock.now():
        raise ValidationError({"on": _("Choose a time that is still to come, or send it now.")})
    if send_before is not None and send_before <= send_at:
        raise ValidationError({"until": _("It can be too late only after the time at which it is sent.")})
    with transaction.atomic():
        held = approved(issue)
        held.send_at, held.send_before, held.scheduled_by = send_at, send_before, by.key
        held.save(update_fields=["send_at", "send_before", "scheduled_by"])
        record("outreach.issue_scheduled", held, by=by, at=send_at.isoformat())


def unschedule_issue(issue: Issue, *, by: Actor) -> None:
    """Take the time back; it stays approved. Twice changes nothing. Raises CannotChangeIssue."""
    with transaction.atomic():
        held = writable(issue)
        if held.send_at is None:
            return
        held.send_at = held.send_before = None
        held.scheduled_by = ""
        held.save(update_fields=["send_at", "send_before", "scheduled_by"])
        record("outreach.issue_unscheduled", held, by=by)


def unschedule_after_restore(*, by: Actor) -> int:
    """What is due in a backup may have gone after it was made: take its time back, until somebody has looked.

    What is due later stays scheduled. Gives how many.
    """
    due = list(Issue.objects.due())
    for issue in due:
        unschedule_issue(issue, by=by)
    return len(due)


def cancel_issue(issue: Issue, *, by: Actor) -> None:
    """It will not be sent. Its number is never used again. Raises CannotChangeIssue for one that was sent."""
    with transaction.atomic():
        held = writable(issue)
        held.cancelled_at, held.cancelled_by = clock.now(), by.key
        held.save(update_fields=["cancelled_at", "cancelled_by"])
        record("outreach.issue_cancelled", held, by=by)


def writable(issue: Issue) -> Issue:
    """The issue, locked for a change. Raises AlreadySent, and CannotChangeIssue when it was cancelled."""
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    if held.started_at is not None:
        raise AlreadySent(
            _("It is being sent already. Nobody gets it twice, and its words stay as they are.")
        )
    if not held.may_be_written:
        raise CannotChangeIssue(_("This newsletter was cancelled. It stays as it is."))
    return held


def approved(issue: Issue) -> Issue:
    """The issue, locked, if somebody approved it as it is. Raises CannotChangeIssue."""
    held = writable(issue)
    if held.approved_at is None:
        raise CannotChangeIssue(_("Nobody has approved this newsletter as it is now."))
    return held


def touch(issue: Issue, by: Actor, *fields: str) -> None:
    """Save these fields of a locked issue: whoever approved or scheduled it has not seen it like this."""
    issue.edited_by = by.key
    issue.approved_at, issue.approved_by, issue.alone_because = None, "", ""
    issue.send_at = issue.send_before = None
    issue.scheduled_by = ""
    issue.save(
        update_fields=[
            *fields, "edited_by", "approved_at", "approved_by", "alone_because", "send_at", "send_before",
            "scheduled_by",
        ]
    )  # fmt: skip


def judge_lengths(words: Mapping[str, str], most: Mapping[str, int]) -> None:
    """Raises ValidationError beside each text that is too long."""
    wrong: dict[str, Any] = {}
    for name, said in words.items():
        limit = most.get(name, TEXT)
        if len(said) > limit:
            wrong[name] = _("Make this shorter. It may have %(most)d letters.") % {"most": limit}
    if wrong:
        raise ValidationError(wrong)


def _languages(languages: Collection[str]) -> list[str]:
    known = [code for code, _name in settings.LANGUAGES]
    chosen = [code for code in known if code in languages]
    if not chosen or set(languages) - set(known):
        raise ValidationError({"languages": _("Choose at least one language.")})
    return chosen
