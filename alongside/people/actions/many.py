"""Many members at once, for a centre of thousands that is made for a measurement: the same rows as `join`, in bulk.

A test makes the same centre both ways and compares every table, so that these cannot come to differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import signals
from ..models import Account, AgeGuard, Attribution, Brings, Consent, Member, Mode, Purpose, new_reference
from ..queries import members
from . import joining
from .consents import CannotConsent

AT_ONCE = 500
APART = {"brings", "supporter", "contact_wording", "mode"}
"""What is told of somebody and stands in rows of its own."""


def join_many(newcomers: Sequence[Mapping[str, Any]], *, by: Actor) -> list[Member]:
    """Add invented adults, each as `join` would with the same words; nobody is written to.

    Raises CannotJoin as `join` does, ValueError for somebody who is not invented or not an adult, and IntegrityError
    for an address that is known. To be called within `record.gathered`, or each of them waits for the record.
    """
    rows = [_new(told) for told in newcomers]
    with transaction.atomic():
        _accounts(rows)
        _references(rows)
        Member.objects.bulk_create(rows, batch_size=AT_ONCE)
        both = list(zip(rows, newcomers, strict=True))
        Brings.objects.bulk_create(
            (
                Brings(member=row, kind=kind)
                for row, told in both
                for kind in dict.fromkeys(told.get("brings", ()))
            ),
            batch_size=AT_ONCE,
        )
        for row, told in both:
            joining.add_helpers(row, told.get("supporter") or {}, {})
        consents = _consents(both, by)
        for row, told in both:
            mode = str(told.get("mode", Mode.WEB))
            record("people.member_joined", row, by=by, mode=mode, reach_by=str(row.reach_by))
            if row.pk in consents:
                _say(consents[row.pk], by)
            signals.member_joined.send(sender=Member, member=row, by=by)
        return rows


def consent_many(
    given_by: Sequence[Member], *, purpose: str, wording: str, attribution: str, by: Actor
) -> Iterator[Consent]:
    """Write down the consents of many on the web today, each as `give_consent` would; recorded as they are taken here.

    Nobody hears `consent_given`: whoever calls this does what would be done then. Raises CannotConsent where one of
    them has left or is no adult.
    """
    keys = [member.pk for member in given_by]
    if Member.objects.here().filter(pk__in=keys, age_guard=AgeGuard.ADULT).count() != len(keys):
        raise CannotConsent(members.GUARDIAN_FIRST)
    rows = [
        Consent(
            member=member, purpose=purpose, channels=[], attribution=attribution, attribution_text="",
            wording=wording, how=Mode.WEB, recorded_by=by.key, given_on=clock.today(),
        )
        for member in given_by
    ]  # fmt: skip
    Consent.objects.bulk_create(rows, batch_size=AT_ONCE)
    for row in rows:
        _record(row, by)
        yield row


def _new(told: Mapping[str, Any]) -> Member:
    if not told.get("invented") or told.get("age_guard") != "adult":
        raise ValueError("Only invented adults are added in bulk; everybody else joins one by one.")
    row = joining.new_member(**{name: value for name, value in told.items() if name not in APART})
    joining.judge(row, told.get("brings", ()), told.get("supporter") or {}, {})
    return row


def _accounts(rows: list[Member]) -> None:
    with_address = [row for row in rows if row.email]
    accounts = [Account(email=row.email) for row in with_address]
    for account in accounts:
        account.set_unusable_password()
    Account.objects.bulk_create(accounts, batch_size=AT_ONCE)
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=account, email=account.email, primary=True, verified=False)
            for account in accounts
        ],
        batch_size=AT_ONCE,
    )
    for row, account in zip(with_address, accounts, strict=True):
        row.account = account


def _references(rows: list[Member]) -> None:
    """A reference for each that nobody has yet, as `draws.until_free` finds for one."""
    taken: set[str] = set()
    for row in rows:
        reference = new_reference()
        while reference in taken:
            reference = new_reference()
        row.reference = reference
        taken.add(reference)
    for known in Member.objects.filter(reference__in=taken).values_list("reference", flat=True):
        clash = next(row for row in rows if row.reference == known)
        clash.reference = _free(taken)


def _free(taken: set[str]) -> str:
    while True:
        reference = new_reference()
        if reference not in taken and not Member.objects.filter(reference=reference).exists():
            taken.add(reference)
            return reference


def _consents(both: list[tuple[Member, Mapping[str, Any]]], by: Actor) -> dict[int, Consent]:
    rows = [
        Consent(
            member=row, purpose=Purpose.CONTACT, channels=[], attribution=Attribution.NONE, attribution_text="",
            wording=told["contact_wording"], how=told.get("mode", Mode.WEB), recorded_by=by.key,
            given_on=row.joined_on,
        )
        for row, told in both
        if told.get("contact_wording")
    ]  # fmt: skip
    Consent.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {row.member_id: row for row in rows}


def _record(consent: Consent, by: Actor) -> None:
    record("people.consent_given", consent, by=by, purpose=str(consent.purpose), how=str(consent.how))


def _say(consent: Consent, by: Actor) -> None:
    _record(consent, by)
    signals.consent_given.send(sender=Consent, consent=consent, by=by)
