"""Sending an issue: by email through a mailing, by post and phone through the lists that staff tick off."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation import clock, mailings, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Mailing, Message
from alongside.foundation.record import gathered, record
from alongside.foundation.sending import Version, ledger
from alongside.gatherings.models import SessionQuote
from alongside.people.models import Consent

from ..models import HandCopy, HandOut, Issue, Way
from ..newsletter import calls, html, mail, text
from ..newsletter.words import Reader
from ..queries import pieces, sending
from ..queries.sending import Copy
from .issues import CannotChangeIssue, approved
from .ledger import NO_LONGER as NO_LONGER  # named here for whoever sends, too

log = logging.getLogger(__name__)


def send_issue(issue: Issue, *, by: Actor) -> Issue:
    """Begin to send an approved issue to everybody who may get it now. It is in the archive from here on.

    Of several who press at once, one begins it. Whoever takes words or a consent back at that moment comes before
    it or after it: the end of the record is held while it is read.
    Raises AlreadySent, and CannotChangeIssue for one that nobody approved, whose time has passed, or in which
    nothing is left to say.
    """
    with transaction.atomic():
        held = approved(issue)
        if held.send_before and held.send_before <= clock.now():
            raise CannotChangeIssue(_("Its time has passed. It is not sent late. Schedule it anew."))
        return _begin(held, by)


def _begin(held: Issue, by: Actor) -> Issue:
    with gathered():
        if not pieces.content(held, held.language).pieces:
            raise CannotChangeIssue(_("Nothing is left in it that may be shown."))
        lost = len(pieces.lost(held))
        held.sealed = pieces.seal(held)
        held.started_at, held.started_by = clock.now(), by.key
        copies = list(sending.copies(held))
        held.mailing = _mailing(held, copies, by)
        held.save(update_fields=["sealed", "started_at", "started_by", "mailing"])
        outbox.add_recipients(
            held.mailing, (mail.to(held, copy) for copy in copies if copy.reach.way == Way.EMAIL), by=by
        )
        for copy in copies:
            if copy.reach.way != Way.EMAIL:
                by_hand(held, copy, by)
        outbox.close_list(held.mailing, by=by)
        record("outreach.issue_sent", held, by=by, copies=len(copies), lost=lost)
        return held


def _mailing(issue: Issue, copies: list[Copy], by: Actor) -> Mailing:
    return outbox.start_mailing(
        name=f"Newsletter {issue.number}", about=issue, versions=_versions(issue, copies), list_id=mail.list_id(),
        by=by, not_before=None, not_after=issue.send_before, headers=mail.headers(),
    )  # fmt: skip


def _versions(issue: Issue, copies: list[Copy]) -> dict[str, Version]:
    first = {copy.version: copy for copy in reversed(copies) if copy.reach.way == Way.EMAIL}
    made = {key: mail.version(issue, copy) for key, copy in first.items()}
    return made or {"plain": _for_nobody(issue)}


def _for_nobody(issue: Issue) -> Version:
    """A mailing has words even where everybody is reached by post or phone."""
    with translation.override(issue.language):
        content = pieces.content(issue, issue.language)
        return Version(content.subject, text.render(content, Reader(stop="-")), "", issue.language)


def by_hand(issue: Issue, copy: Copy, by: Actor) -> None:
    """Put a letter or a call on the list of staff."""
    subject, said = words(issue, copy)
    shared: dict[str, Any] = {
        "to_name": copy.reach.name, "subject": subject, "text": said, "by": by, "language": copy.language,
        "about": issue, "not_after": issue.send_before,
    }  # fmt: skip
    if copy.reach.way == Way.POST:
        message = outbox.letter(address=copy.reach.to, **shared)
    else:
        message = outbox.call(phone=copy.reach.to, **shared)
    HandCopy.objects.create(issue=issue, subscriber=copy.subscriber, message=message)


def words(issue: Issue, copy: Copy) -> tuple[str, str]:
    """Subject and words of a copy that goes by hand."""
    with translation.override(copy.language):
        content = pieces.content(issue, copy.language, easy=copy.easy)
        reader = mail.reader_of(issue, copy)
        made = text if copy.reach.way == Way.POST else calls
        return content.subject, made.render(content, reader)


def send_due(*, by: Actor) -> int:
    """Begin to send every scheduled issue whose time has come and has not passed. Gives how many.

    One that cannot be sent holds up no other: it stays scheduled, and its own page says why.
    """
    begun = 0
    for issue in Issue.objects.due():
        try:
            send_issue(issue, by=by)
        except CannotChangeIssue as why:
            log.warning("Newsletter %s was not begun: %s", issue.number, why)
        else:
            begun += 1
    return begun


def send_test(issue: Issue, *, to: str, language: str, easy: bool, by: Actor) -> Message:
    """Send one email with the issue as it stands. It has no link that stops anything. Raises ValidationError."""
    if not to:
        raise ValidationError(_("We have no email address of yours, so no test can come to you."))
    with translation.override(language):
        content = pieces.content(issue, language, easy=easy)
        if not content.subject:
            raise ValidationError(_("Write the subject first."))
        reader, subject = Reader(basis=issue.basis), _("Test: %(subject)s") % {"subject": content.subject}
        said, made = text.render(content, reader), html.render(content, reader)
    with transaction.atomic():
        record("outreach.issue_tested", issue, by=by, language=language, easy=easy)
        return outbox.email(to=to, subject=subject, text=said, html=made, by=by, language=language)


def pause_issue(issue: Issue, *, by: Actor) -> None:
    """Send no more emails until it goes on. Twice changes nothing. Raises CannotChangeIssue."""
    outbox.pause_mailing(_running(issue), by=by)


def resume_issue(issue: Issue, *, by: Actor) -> None:
    """Go on where it was paused. Raises CannotChangeIssue."""
    outbox.resume_mailing(_running(issue), by=by)


def stop_issue(issue: Issue, *, by: Actor) -> None:
    """Send no more, ever, by whichever way. Who still waits is shown as missed. Raises CannotChangeIssue."""
    with transaction.atomic():
        outbox.stop_mailing(_running(issue), by=by)
        waiting = Message.objects.waiting().filter(hand_copy__issue=issue)
        waiting.update(missed_at=clock.now(), last_error=mailings.STOPPED)
        record("outreach.issue_stopped", issue, by=by)


def retry_issue(issue: Issue, *, by: Actor) -> int:
    """Try failed emails once more, but for addresses that do not exist. Gives how many. Raises CannotChangeIssue."""
    return outbox.retry_failed(_running(issue), by=by)


def _running(issue: Issue) -> Mailing:
    if issue.mailing is None:
        raise CannotChangeIssue(_("This newsletter is not being sent."))
    return issue.mailing


def withhold_by_hand(*, by: Actor) -> int:
    """Take letters and calls off the lists of those who do not get the newsletter any more. Gives how many."""
    taken = 0
    waiting = HandCopy.objects.filter(message__in=Message.objects.waiting())
    for issue in Issue.objects.filter(pk__in=waiting.values("issue")):
        mine = dict(waiting.filter(issue=issue).values_list("subscriber", "message"))
        still = set(sending.still_wanting(issue, mine))
        gone = [message for subscriber, message in mine.items() if subscriber not in still]
        if gone:
            ledger.withhold(dict.fromkeys(gone, NO_LONGER))
            record("outreach.copies_withheld", issue, by=by, count=len(gone))
            taken += len(gone)
    return taken


def stop_quoting(consent: Consent, *, by: Actor) -> None:
    """Somebody took their words back: issues on their way are paused, and go on without them."""
    keys = {str(pk) for pk in SessionQuote.objects.filter(consent=consent).values_list("pk", flat=True)}
    if not keys:
        return
    for issue in Issue.objects.archived().select_related("mailing"):
        if issue.mailing and not issue.mailing.stopped_at and keys & _quoted(issue):
            _rewrite(issue, by)


def _quoted(issue: Issue) -> set[str]:
    return {
        piece["key"] for kept in issue.sealed.values() for name in ("plain", "easy") for piece in kept[name]
        if piece["kind"] == "quote"
    }  # fmt: skip


def _rewrite(issue: Issue, by: Actor) -> None:
    """Words of copies that still wait are made anew; a mailing that is under way is paused for somebody to look."""
    assert issue.mailing is not None
    with transaction.atomic():
        if Message.objects.waiting().filter(mailing=issue.mailing).exists():
            outbox.pause_mailing(issue.mailing, by=by)
        versions = {}
        for key in issue.mailing.versions:
            language, _dot, rest = key.partition(".")
            versions[key] = _again(issue, language, rest)
        outbox.change_words(issue.mailing, versions, by=by)
        waiting = HandCopy.objects.filter(issue=issue, message__in=Message.objects.waiting())
        for row in waiting.select_related("message", "subscriber__member"):
            copy = sending.copy_for(issue, row.subscriber)
            if copy is not None:
                Message.objects.filter(pk=row.message_id).update(text=words(issue, copy)[1])
        record("outreach.words_left_out", issue, by=by)


def _again(issue: Issue, language: str, rest: str) -> Version:
    if language not in issue.languages:
        return _for_nobody(issue)
    return mail.version_of(issue, language, easy=rest.startswith("easy"), instead=rest.endswith("instead"))


def tick_off(issue: Issue, *, keys: Collection[int], by: Actor) -> int:
    """Staff posted these letters, or made these calls: ids of hand copies. Gives how many waited until now."""
    rows = HandCopy.objects.filter(issue=issue, pk__in=keys, message__in=Message.objects.waiting())
    found = list(rows.select_related("message"))
    with transaction.atomic():
        for row in found:
            outbox.tick_off(row.message, by=by)
    return len(found)


def add_hand_out(issue: Issue, *, count: int, place: str, on: Any, by: Actor) -> HandOut:
    """Write down that copies were given out at a place. Each counts as a recipient. Raises CannotChangeIssue."""
    if issue.started_at is None:
        raise CannotChangeIssue(_("Copies can be given out once the newsletter is sent."))
    if count < 1 or not place.strip() or on > clock.today():
        raise ValidationError({"count": _("Write how many copies, where, and on which day.")})
    with transaction.atomic():
        row = HandOut.objects.create(issue=issue, count=count, place=place.strip()[:200], on=on, by=by.key)
        record("outreach.copies_handed_out", issue, by=by, count=count)
        return row


def remove_hand_out(row: HandOut, *, by: Actor) -> None:
    """It was written down by mistake. Twice changes nothing."""
    with transaction.atomic():
        changed = HandOut.objects.filter(pk=row.pk, removed_at=None)
        if changed.update(removed_at=clock.now(), removed_by=by.key):
            record("outreach.hand_out_removed", row, by=by)
