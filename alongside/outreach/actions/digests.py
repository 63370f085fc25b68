"""Choosing a round-up, and writing those that are due. At most one a day for anybody, and never an empty one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, outbox
from alongside.foundation.actors import SYSTEM, Actor
from alongside.foundation.models import Channel
from alongside.foundation.record import key_of, record
from alongside.people import actions as people
from alongside.people.models import Member, Mode, ReachBy
from alongside.people.queries import members

from .. import emails_digest
from ..models import Basis, Digest, DigestChoice, Opened, Purpose, Rhythm
from ..models.digests import LAST_OF_EVERY_MONTH
from ..queries import digests, old, recipients
from . import arriving, ledger

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

NO_DAY = _("Choose the day on which it comes.")


def choose_round_up(
    member: Member,
    *,
    rhythm: str,
    wording: str,
    by: Actor,
    weekday: int | None = None,
    month_day: int | None = None,
    easy_read: bool = False,
    told: people.Told | None = None,
) -> DigestChoice:
    """A member asks for a round-up, or for another day. `wording` is what they agreed to, as it was shown.

    `weekday` is 0 (Monday) to 6 for a weekly one, `month_day` 1 to 28 for a monthly one. `told` says how they told us
    when staff write it down. Raises ValidationError with the field, and people.CannotRecord.
    """
    day = _day(rhythm, weekday, month_day)
    with transaction.atomic():
        _write_down(member, told, by)
        how = told.mode if told else Mode.WEB
        given: dict[str, Any] = {"rhythm": rhythm, **day, "easy_read": easy_read, "how": how}
        willing = digests.wants_one(member)
        if not willing:
            given["chosen_at"] = clock.now()
        choice, _made = DigestChoice.objects.update_or_create(member=member, defaults=given)
        if not willing:
            _consent(member, granted=True, wording=wording, how=how, by=by)
        record("outreach.round_up_chosen", choice, by=by, rhythm=rhythm)
        return choice


def stop_round_up(member: Member, *, wording: str, by: Actor, told: people.Told | None = None) -> bool:
    """No round-up any more. What was kept for it goes. False when there was none: a second press changes nothing.

    Raises people.CannotRecord.
    """
    with transaction.atomic():
        if not digests.wants_one(member):
            return False
        _write_down(member, told, by)
        _consent(member, granted=False, wording=wording, how=told.mode if told else Mode.WEB, by=by)
        _take_back_unsent(member, by=by)
        Opened.objects.filter(member=member).delete()
        record("outreach.round_up_stopped", member, by=by)
        return True


def _day(rhythm: str, weekday: int | None, month_day: int | None) -> dict[str, int | None]:
    if rhythm == Rhythm.WEEKLY:
        if weekday not in range(7):
            raise ValidationError({"weekday": NO_DAY})
        return {"weekday": weekday, "month_day": None}
    if rhythm == Rhythm.MONTHLY:
        if month_day not in range(1, LAST_OF_EVERY_MONTH + 1):
            raise ValidationError({"month_day": NO_DAY})
        return {"weekday": None, "month_day": month_day}
    raise ValidationError({"rhythm": _("Choose how often it comes.")})


def _write_down(member: Member, told: people.Told | None, by: Actor) -> None:
    if told is not None:
        people.record_for(member, what="round_up", by=by, **asdict(told))


def _consent(member: Member, *, granted: bool, wording: str, how: str, by: Actor) -> None:
    subscriber = arriving.subscriber_of(member, by=by)
    if granted:
        ledger.grant(subscriber, purpose=Purpose.DIGEST, basis=Basis.CONSENT, wording=wording, how=how, by=by)
    else:
        ledger.take_back(subscriber, purpose=Purpose.DIGEST, how=how, wording=wording, by=by)


def send_round_up(choice: DigestChoice, *, by: Actor = SYSTEM) -> Digest | None:
    """Write the round-up of today, by the way in which the member is reached. None when there is nothing new.

    None too when one was written today: two workers, or a second run, write one. An email goes out today or not at
    all, and never where mail comes back from. A letter or call that still waits from an earlier day is taken back, and
    what it said is in this one.
    """
    day, member = clock.today(), choice.member
    if not _may_be_written_to(member) or Digest.objects.filter(member=member, on=day).exists():
        return None
    try:
        with transaction.atomic():
            _take_back_unsent(member, by=by)
            told = digests.round_up(member, choice)
            if not told.rows:
                return None
            digest = Digest.objects.create(
                member=member, on=day, since=told.since, until=told.until, keys=[one.key for one in told.rows]
            )
            _write(digest, choice, told, by)
            record("outreach.round_up_written", digest, by=by, count=len(told.rows))
            return digest
    except IntegrityError:
        if Digest.objects.filter(member=member, on=day).exists():
            return None
        raise


def _may_be_written_to(member: Member) -> bool:
    """Only who wants it now, and not where mail comes back from: with a guardian or supporter, where theirs does."""
    wanting = recipients.recipients(Purpose.DIGEST, Basis.CONSENT).filter(member=member)
    return members.may_be_reached(member) and bool(recipients.sendable(wanting))


def _write(digest: Digest, choice: DigestChoice, told: digests.RoundUp, by: Actor) -> None:
    member, said = digest.member, emails_digest.words(told, choice)
    by_mail = member.reach_by in (ReachBy.EMAIL, ReachBy.SUPPORTER)
    digest.message = people.tell(
        member, subject=said.subject, text=emails_digest.as_text(said),
        html=emails_digest.as_html(said, member.language), about=digest, by=by,
        not_after=digests.end_of(digest.on) if by_mail else None, headers=emails_digest.headers(member),
    )  # fmt: skip
    digest.save(update_fields=["message"])


def _take_back_unsent(member: Member, *, by: Actor) -> None:
    """Take back the letter or call of an earlier round-up that nobody posted or made yet."""
    rows = Digest.objects.filter(member=member, taken_back_at=None, message__sent_at=None)
    for row in rows.exclude(message=None).exclude(message__channel=Channel.EMAIL).select_related("message"):
        if row.message and outbox.take_back(row.message, by=by):
            Digest.objects.filter(pk=row.pk).update(taken_back_at=clock.now())


def note_opened(member: Member, *, page: str) -> None:
    """Remember that a member had a page with news open, if they get round-ups. Only for their round-ups."""
    Opened.objects.update_or_create(member=member, page=page[:200], defaults={"at": clock.now()})


def forget_opened(*, by: Actor = SYSTEM) -> int:
    """Forget what was opened longer ago than any round-up looks back. Returns how many."""
    return int(old.opened(clock.now()).delete()[0])


def forget_round_ups(account: AbstractBaseUser, *, by: Actor) -> None:
    """A member leaves: everything that was kept for their round-ups goes, and none is sent that still waits."""
    member = digests.member_of(account)
    if member is None:
        return
    with transaction.atomic():
        outbox.forget_words(key_of(row) for row in Digest.objects.filter(member=member))
        for rows in (Digest, DigestChoice, Opened):
            rows.objects.filter(member=member).delete()
        record("outreach.round_ups_forgotten", None, by=by)
