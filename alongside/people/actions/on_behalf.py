"""What a coordinator writes down for somebody by phone, by post or in person. It has the same standing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails
from ..models import AgeGuard, Brings, Consent, Guardian, Member, Mode, Purpose, ReachBy, Recording, Supporter
from . import consents, following, joining, rights

Text = str | Promise
CHANGEABLE = frozenset({
    "called", "full_name", "reach_by", "phone", "address", "brings_in_own_words", "interests", "languages",
    "language", "age_guard",
})  # fmt: skip

NO_GUARDIAN = _("Write the name of a parent or guardian, and their email or phone.")


class CannotRecord(Exception):
    """Nothing was written down; the message is a sentence for the page."""


@dataclass(frozen=True)
class Told:
    """How somebody told us, and when. When it was not read back and agreed, `note` says why."""

    mode: str
    on: date
    read_back_and_agreed: bool
    note: str = ""


def check_not_before(told: Told, day: date, sentence: Text) -> None:
    """Raises CannotRecord with `sentence`, and {day} in it, for what was told before it could be known."""
    if told.on < day:
        raise CannotRecord(str(sentence).format(day=date_format(day)))


def record_for(
    member: Member,
    *,
    what: str,
    mode: str,
    on: date,
    read_back_and_agreed: bool,
    by: Actor,
    note: str = "",
    confidential: bool = False,
) -> Recording:
    """Write down that something was recorded for a member: what, how, when and by whom.

    What is `confidential` stands on record under its own row, so that no page about the member shows it.

    `what` is a short code such as "joining" or "registration". Raises CannotRecord for a day in the future,
    for "on the web", and when it was not read back and agreed and no note says why.
    """
    if mode not in Mode.values or mode == Mode.WEB:
        raise CannotRecord(_("Say how they told us: by phone, by post or in person."))
    if on > clock.today():
        raise CannotRecord(_("The day they told us cannot be in the future."))
    if not read_back_and_agreed and not note.strip():
        raise CannotRecord(_("Read it back and ask if it is right, or say why that was not possible."))
    with transaction.atomic():
        recording = Recording.objects.create(
            member=member, what=what, mode=mode, on=on, written_by=by.key,
            read_back_and_agreed=read_back_and_agreed, note=note.strip(), confidential=confidential,
        )  # fmt: skip
        subject = recording if confidential else member
        record("people.recorded_for", subject, by=by, what=what, mode=str(mode), on=on.isoformat(),
               read_back_and_agreed=read_back_and_agreed, recording=recording.pk)  # fmt: skip
        return recording


def add_member_on_behalf(*, told: Told, by: Actor, **details: Any) -> Member:
    """Add somebody who joined by phone, by post or in person. `details` are those of `join`.

    Raises CannotRecord or `joining.CannotJoin`; then nothing was written.
    """
    with transaction.atomic():
        member = joining.join(mode=told.mode, by=by, **details)
        _record(member, "joining", told, by)
        return member


def change_member_on_behalf(
    member: Member,
    *,
    told: Told,
    by: Actor,
    brings: Collection[str] | None = None,
    supporter: Mapping[str, str] | None = None,
    guardian: Mapping[str, str] | None = None,
    **changes: Any,
) -> Member:
    """Correct a member's record as they asked. The record says which fields changed, never to what.

    Raises CannotRecord when nothing would reach them afterwards, ValueError for a field that is not theirs.
    """
    if not changes.keys() <= CHANGEABLE:
        raise ValueError(f"Not to be changed here: {', '.join(sorted(changes.keys() - CHANGEABLE))}.")
    with transaction.atomic():
        changed = sorted(name for name, value in changes.items() if getattr(member, name) != value)
        for name in changed:
            setattr(member, name, changes[name])
        if changed:
            member.save(update_fields=changed)
        if brings is not None and _change_brings(member, set(brings)):
            changed.append("brings")
        if supporter and supporter.get("name"):
            Supporter.objects.update_or_create(member=member, defaults=dict(supporter))
            changed.append("supporter")
        if guardian and guardian.get("name"):
            _name_guardian(member, guardian, by)
            changed.append("guardian")
        _check_reachable(member)
        _record(member, "correction", told, by)
        record("people.member_corrected", member, by=by, fields=changed)
        following.follow_reach(member, by=by)
        return member


def record_consent_for(member: Member, *, told: Told, by: Actor, wording: str, **consent: Any) -> Consent:
    """Write down a consent given by phone, post or in person, in the words that were read out.

    Raises CannotRecord, and CannotConsent when a guardian must agree first; then nothing was written.
    """
    with transaction.atomic():
        given = consents.give_consent(
            member, wording=wording, how=told.mode, given_on=told.on, by=by, **consent
        )
        _record(member, "consent", told, by)
        return given


def withdraw_consent_for(consent: Consent, *, told: Told, by: Actor) -> None:
    """Write down that somebody took a consent back by phone, post or in person. It counts at once."""
    with transaction.atomic():
        consents.withdraw_consent(consent, by=by)
        _record(consent.member, "consent_withdrawn", told, by)


def _record(member: Member, what: str, told: Told, by: Actor) -> Recording:
    return record_for(member, what=what, mode=told.mode, on=told.on, note=told.note,
                      read_back_and_agreed=told.read_back_and_agreed, by=by)  # fmt: skip


def _change_brings(member: Member, wanted: set[str]) -> bool:
    held = set(member.brings.values_list("kind", flat=True))
    Brings.objects.filter(member=member, kind__in=held - wanted).delete()
    Brings.objects.bulk_create(Brings(member=member, kind=kind) for kind in sorted(wanted - held))
    return held != wanted


def _name_guardian(member: Member, details: Mapping[str, str], by: Actor) -> None:
    """A guardian who was not known before is asked first. Another name or contact may be another person."""
    guardian = Guardian.objects.filter(member=member).first() or Guardian(member=member)
    if guardian.pk and all(getattr(guardian, name) == value for name, value in details.items()):
        return
    for name, value in details.items():
        setattr(guardian, name, value)
    if member.age_guard == AgeGuard.UNDER_16 and not (guardian.email or guardian.phone):
        raise CannotRecord(NO_GUARDIAN)
    guardian.agreed_at, guardian.agreed_how = None, ""
    guardian.save()
    outbox.unsent_to(guardian).delete()
    if member.age_guard == AgeGuard.UNDER_16:
        for consent in Consent.objects.filter(member=member, purpose=Purpose.CONTACT, withdrawn_at=None):
            consents.withdraw_consent(consent, by=by)
        emails.ask_guardian(guardian, by=by)


def _check_reachable(member: Member) -> None:
    if member.age_guard == AgeGuard.UNDER_16:
        if not Guardian.objects.filter(member=member).exists():
            raise CannotRecord(NO_GUARDIAN)
        return
    ways = {
        ReachBy.EMAIL.value: bool(member.email), ReachBy.PHONE.value: bool(member.phone),
        ReachBy.POST.value: bool(member.address),
        ReachBy.SUPPORTER.value: Supporter.objects.filter(member=member).exists(),
    }  # fmt: skip
    if not ways[member.reach_by]:
        raise CannotRecord(joining.NO_WAY[member.reach_by])


def let_leave(member: Member, *, told: Told, by: Actor) -> None:
    """Erase a member who said by phone, by post or in person that they leave. See `rights.leave`.

    That it was written down for them stays in the record of actions. Raises CannotLeave, and CannotRecord as
    `record_for` does.
    """
    with transaction.atomic():
        record_for(member, what="leaving", mode=told.mode, on=told.on, note=told.note,
                   read_back_and_agreed=told.read_back_and_agreed, by=by)  # fmt: skip
        rights.leave(member, by=by)
