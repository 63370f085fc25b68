"""Freezing versions, signing them in named roles, and opening a signed text again for a public reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import emails, plain
from ..models import Document, Remark, Reopening, Signature, SigningRole, Version
from ..queries import reading, signing
from . import holding
from .clauses import MOST_REASON, line
from .refusals import CannotChange

NOT_BEFORE_VERSION = gettext_lazy("This version was frozen on {day}. Write that day or a later one.")


def freeze(document: Document, *, by: Actor, summary: str = "") -> Version:
    """Freeze the text as it is now: a version with a number, a date and a fingerprint. Work goes on in the next one.

    Whoever was to sign the one before is not called about that any more: `ask_to_sign` asks about this one.
    Raises CannotChange for an empty text and when nothing changed since the last version; SignedOff.
    """
    summary = line(summary, "summary", MOST_REASON)
    with transaction.atomic():
        kept, version = holding.to_change(document)
        content, before = reading.content(kept), reading.newest_frozen(kept)
        if not content:
            raise CannotChange(_("There is no clause yet. Write one first."))
        if before and before.title == kept.title and not reading.differs(kept, before):
            raise CannotChange(_("Nothing changed since version %(number)d.") % {"number": before.number})
        version.content, version.title, version.summary = content, kept.title, summary
        version.frozen_at, version.frozen_by = clock.now(), by.key
        version.fingerprint = plain.fingerprint(reading.plain_text(version))
        version.save()
        Version.objects.create(document=kept, number=version.number + 1)
        for role in kept.signing_roles.all():
            _ask_no_more(role, by)
        record(
            "documents.version_frozen", version, by=by, number=version.number, fingerprint=version.fingerprint
        )
        return version


def add_signing_role(document: Document, *, name: str, member: Member, by: Actor) -> SigningRole:
    """Say who signs, and in which role: "chair of the working group"."""
    name = line(name, "name", 120)
    if not name:
        raise ValidationError({"name": _("Write the role, for example: chair of the working group.")})
    with transaction.atomic():
        kept, _version = holding.to_change(document)
        if kept.signing_roles.filter(name=name, ended_at=None).exists():
            raise ValidationError({"name": _("Somebody signs in this role already. End that first.")})
        role = SigningRole.objects.create(document=kept, name=name, member=member)
        record("documents.signing_role_added", role, by=by, member=member.pk)
        return role


def end_signing_role(role: SigningRole, *, by: Actor) -> None:
    """Nobody signs in this role any more. What was signed in it stays."""
    with transaction.atomic():
        holding.to_change(role.document)
        if SigningRole.objects.filter(pk=role.pk, ended_at=None).update(ended_at=clock.now()):
            _ask_no_more(role, by)
            record("documents.signing_role_ended", role, by=by)


def ask_to_sign(version: Version, *, by: Actor) -> int:
    """Ask everybody who has not signed this version yet, each by their own way. Gives how many were asked.

    Asked twice, nobody is called twice: what waits to be sent is sent once, in the newer words.
    """
    with transaction.atomic():
        holding.to_change(version.document)
        _check_signable(version)
        missing = [role for role in signing.missing(version) if role.member is not None]
        for role in missing:
            _ask_no_more(role, by)
            emails.please_sign(version, role, by=by)
        record("documents.asked_to_sign", version, by=by, asked=len(missing))
        return len(missing)


def sign(version: Version, role: SigningRole, *, by: Actor, told: people.Told | None = None) -> Signature:
    """Sign a version in a role. With the last signature the text is signed off, and stays as it is.

    Raises CannotChange when it is not the newest text, when suggestions wait for an answer, and SignedOff;
    `people.CannotRecord` as Told may, and for a day before the version was frozen. Signing twice changes nothing.
    """
    with transaction.atomic():
        document, _working = holding.to_change(version.document)
        kept = Version.objects.select_related("document").get(pk=version.pk)
        if done := Signature.objects.filter(version=kept, role=role).first():
            return done
        _check_signable(kept)
        if role.document_id != document.pk or role.ended_at or role.member is None:
            raise CannotChange(_("Nobody signs in this role any more."))
        if told and kept.frozen_at:
            people.check_not_before(told, timezone.localtime(kept.frozen_at).date(), NOT_BEFORE_VERSION)
            people.record_for(
                role.member, what="signature", mode=told.mode, on=told.on, note=told.note,
                read_back_and_agreed=told.read_back_and_agreed, by=by,
            )  # fmt: skip
        signature = Signature.objects.create(
            version=kept, role=role, role_name=role.name, member=role.member, by=by.key,
            how=told.mode if told else Mode.WEB, told_on=told.on if told else None,
        )  # fmt: skip
        _ask_no_more(role, by)
        record("documents.version_signed", kept, by=by, role=role.pk, how=str(signature.how))
        if not signing.missing(kept):
            _sign_off(document, kept, by)
        return signature


def _ask_no_more(role: SigningRole, by: Actor) -> None:
    """Nobody is called or written to for a signature that is there, or that nobody waits for any more."""
    outbox.take_back_about([role], by=by)


def _check_signable(version: Version) -> None:
    try:
        signing.check_signable(version)
    except signing.CannotSign as refusal:
        raise CannotChange(str(refusal)) from refusal


def _sign_off(document: Document, version: Version, by: Actor) -> None:
    said = Remark.objects.standing().filter(document=document, member__isnull=False)
    version.signed_at, version.contributors = clock.now(), said.values("member").distinct().count()
    version.save(update_fields=["signed_at", "contributors"])
    document.signed = version
    document.save(update_fields=["signed"])
    record("documents.signed_off", version, by=by, fingerprint=version.fingerprint)


def reopen(document: Document, *, because: str, by_role: str, by: Actor) -> Reopening:
    """Open a signed text again, for a reason that everybody reads. Those who signed are told.

    Raises ValidationError without a reason, or without the role in which somebody decides.
    """
    because, by_role = line(because, "because", MOST_REASON), line(by_role, "by_role", 120)
    if not because:
        raise ValidationError({"because": _("Write why. Everybody can read your reason.")})
    if not by_role:
        raise ValidationError({"by_role": _("Write who decides, for example: the working group.")})
    with transaction.atomic():
        kept = Document.objects.select_for_update(of=("self",)).select_related("signed").get(pk=document.pk)
        if kept.signed is None:
            raise CannotChange(_("This text is open already."))
        version, kept.signed = kept.signed, None
        kept.save(update_fields=["signed"])
        row = Reopening.objects.create(
            document=kept, version=version, because=because, by_role=by_role, by=by.key
        )
        record("documents.document_reopened", row, by=by, version=version.pk)
        for signature in version.signatures.filter(member__isnull=False).select_related("member"):
            emails.reopened(row, signature, by=by)
        return row
