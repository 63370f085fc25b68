"""The ledger: grant a purpose, take it back. Nothing else decides who is written to.

For a member, agreeing to the newsletter is one of the consents that they see among all others (`people.Consent`). What
is written here is told there, and what is said there is written here, so the two never say different things.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import record
from alongside.foundation.sending import ledger as sending
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Member, Mode
from alongside.people.models import Purpose as Agreed

from .. import rules
from ..models import Basis, ConsentEvent, Purpose, Subscriber
from ..queries import ledger
from . import arriving

NOT_A_CHARITY = _("Only a charity may write to people who did not agree. First say that this centre is one.")
NO_LONGER = "They do not get the newsletter any more."
TOO_EARLY = _("Before 5 February 2026 a charity had to ask for consent. This contact is older.")

_telling: ContextVar[int | None] = ContextVar("_telling", default=None)
"""The member about whom people is being told just now: the news that comes back of it is ours."""


class CannotGrant(PermissionDenied):
    """Nobody may be written to on this basis; the message is a sentence for the page."""


def grant(
    subscriber: Subscriber,
    *,
    purpose: str,
    basis: str,
    wording: str,
    how: str,
    by: Actor,
    at: datetime | None = None,
    note: str = "",
) -> ConsentEvent:
    """Write down that somebody may be written to for a purpose, in the exact words that they saw or heard.

    A member, and whoever told staff, counts from now; who asked on the web counts once they have confirmed. Raises
    CannotGrant for a soft opt-in where the centre is no charity or the contact is older than the law, and for words
    that are missing; `people.CannotConsent` for a member under 16 without a guardian's agreement.
    """
    at = at or clock.now()
    _judge(basis, wording, at)
    with transaction.atomic():
        locked = _lock(subscriber)
        written = _write(locked, purpose, basis, True, wording, how, at, by, note)
        if locked.member is not None and purpose == Purpose.NEWSLETTER and basis == Basis.CONSENT:
            _tell_people(locked.member, wording, how, _day(at), by)
        _confirm_if_told(locked, how)
        subscriber.confirmed_at = locked.confirmed_at
        return written


def take_back(
    subscriber: Subscriber, *, purpose: str, how: str, by: Actor, wording: str = "", at: datetime | None = None,
    note: str = "",
) -> ConsentEvent | None:  # fmt: skip
    """Write down that somebody does not want this any more; it counts at once. Twice changes nothing (gives None)."""
    with transaction.atomic():
        locked = _lock(subscriber)
        before = ledger.latest(locked, purpose)
        written = None
        if before is not None and before.granted:
            words = wording or _t("Stop this.")
            written = _write(locked, purpose, before.basis, False, words, how, at or clock.now(), by, note)
            _withhold_by_hand(locked, purpose)
        if purpose == Purpose.NEWSLETTER and locked.member is not None:
            held = Consent.objects.filter(member=locked.member, purpose=Agreed.NEWSLETTER, withdrawn_at=None)
            for consent in held:
                people.withdraw_consent(consent, by=by)
        return written


def follow_consent(consent: Consent, *, by: Actor) -> None:
    """A member agreed to the newsletter among their consents: the ledger says so in the same words.

    Raises `people.CannotConsent` for what they said before the day on which they took it back.
    """
    if _telling.get() == consent.member_id:
        return
    with transaction.atomic():
        subscriber = _lock(arriving.subscriber_of(consent.member, by=by))
        before = ledger.latest(subscriber)
        if before and not before.granted and consent.given_on < _day(before.at):
            raise people.CannotConsent(taken_back_since(before))
        _write(subscriber, Purpose.NEWSLETTER, Basis.CONSENT, True, consent.wording, consent.how,
               moment_of(consent.given_on), by, "")  # fmt: skip
        _confirm_if_told(subscriber, consent.how)


def follow_withdrawal(consent: Consent, *, by: Actor) -> None:
    """A member took the newsletter back among their consents: the ledger says so too."""
    subscriber = Subscriber.objects.filter(member=consent.member).first()
    if subscriber is not None:
        take_back(
            subscriber, purpose=Purpose.NEWSLETTER, how=Mode.WEB, by=by, note=_t("Taken back among consents.")
        )


def end_consents(*, by: Actor) -> int:
    """Stop what members agreed to for a time that is over. Gives how many."""
    today = clock.today()
    held = Consent.objects.filter(purpose=Agreed.NEWSLETTER, withdrawn_at=None)
    going_on = held.in_force(today).values("member")
    over = Subscriber.objects.here().filter(member__in=held.filter(expires_on__lte=today).values("member"))
    ended = 0
    for subscriber in over.exclude(member__in=going_on).granting(Purpose.NEWSLETTER, Basis.CONSENT):
        note = _t("The time for which they agreed is over.")
        ended += bool(take_back(subscriber, purpose=Purpose.NEWSLETTER, how=Mode.WEB, note=note, by=by))
    return ended


def taken_back_since(line: ConsentEvent) -> str:
    """Why what was said earlier does not count any more."""
    said = _t("They said on %(day)s that they do not want it. Ask them again, and write down the new day.")
    return said % {"day": date_format(_day(line.at))}


def moment_of(day: date) -> datetime:
    """When something was said of which only the day is known: now for today, else noon."""
    now = clock.now()
    return now if day == _day(now) else timezone.make_aware(datetime.combine(day, time(12)))


def _tell_people(member: Member, wording: str, how: str, given_on: date, by: Actor) -> None:
    token = _telling.set(member.pk)
    try:
        people.give_consent(member, purpose=Agreed.NEWSLETTER, wording=wording, attribution=Attribution.NONE, how=how,
                            given_on=given_on, by=by)  # fmt: skip
    finally:
        _telling.reset(token)


def _judge(basis: str, wording: str, at: datetime) -> None:
    if not wording.strip():
        raise CannotGrant(_t("Write the exact words that they agreed to."))
    if basis == Basis.SOFT_OPT_IN and not rules.is_charity():
        raise CannotGrant(NOT_A_CHARITY)
    if basis == Basis.SOFT_OPT_IN and _day(at) < rules.SOFT_OPT_IN_SINCE:
        raise CannotGrant(TOO_EARLY)


def _lock(subscriber: Subscriber) -> Subscriber:
    return Subscriber.objects.select_for_update(of=("self",)).select_related("member").get(pk=subscriber.pk)


def _withhold_by_hand(subscriber: Subscriber, purpose: str) -> None:
    """Letters and calls that nobody posted or made yet leave the lists of staff in the same moment."""
    if purpose == Purpose.NEWSLETTER:
        waiting = Message.objects.waiting().filter(hand_copy__subscriber=subscriber)
        sending.withhold(dict.fromkeys(waiting.values_list("pk", flat=True), NO_LONGER))


def _write(
    subscriber: Subscriber, purpose: str, basis: str, granted: bool, wording: str, how: str, at: datetime, by: Actor,
    note: str,
) -> ConsentEvent:  # fmt: skip
    line = ConsentEvent.objects.create(
        subscriber=subscriber, purpose=purpose, basis=basis, granted=granted, wording=wording.strip(), how=how, at=at,
        recorded_by=by.key, note=note[:200],
    )  # fmt: skip
    verb = "outreach.granted" if granted else "outreach.taken_back"
    record(verb, subscriber, by=by, purpose=str(purpose), basis=str(basis), how=str(how))
    return line


def _confirm_if_told(subscriber: Subscriber, how: str) -> None:
    if subscriber.confirmed_at is None and (subscriber.member_id is not None or how != Mode.WEB):
        subscriber.confirmed_at = clock.now()
        subscriber.save(update_fields=["confirmed_at"])


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
