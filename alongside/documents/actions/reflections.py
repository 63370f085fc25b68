"""How people lived a principle: said by any way, looked at before everybody reads it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, sources
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Mode
from alongside.people.queries import members

from .. import emails
from ..models import Clause, DocumentKind, Reflection
from ..queries import reading
from .clauses import line
from .refusals import CannotSay
from .remarks import MOST_SAID, plain


def reflect(
    clause: Clause,
    member: Member | None,
    *,
    text: str,
    by: Actor,
    kind: str = "",
    key: str = "",
    label: str = "",
    named: str = Attribution.NONE,
    role_text: str = "",
    told: people.Told | None = None,
) -> Reflection:
    """Say how a principle was lived. It cites the principle as it reads in the newest frozen version.

    `kind` and `key`, or a `label`, say where: a session, a project. Raises CannotSay when the text is no principles, or
    the clause is in no frozen version; ValidationError without words.
    """
    said, label = plain(text, "text", MOST_SAID), line(label, "label", 200)
    if not said:
        raise ValidationError({"text": _("Write how it was lived.")})
    if member is not None and not members.may_be_reached(member):
        raise CannotSay(str(members.GUARDIAN_FIRST))
    document = clause.document
    version = document.signed or reading.newest_frozen(document)
    if document.kind != DocumentKind.PRINCIPLES or version is None or version.words_of(clause.pk) is None:
        raise CannotSay(_("People say how they lived a principle once a version of it is frozen."))
    thing = sources.read([(kind, key)]).get((kind, key)) if kind else None
    with transaction.atomic():
        row = Reflection.objects.create(
            document=document, clause=clause, version=version, text=said, member=member,
            kind=thing.kind if thing else "", key=thing.key if thing else "",
            label=thing.label[:200] if thing else label, url=thing.url if thing else "",
            how=told.mode if told else Mode.WEB, named=named if member else Attribution.NONE,
            role_text=line(role_text, "role_text", 120) if member and named == Attribution.ROLE else "",
        )  # fmt: skip
        _written_down(row, told, by)
        record(
            "documents.reflection_made", row, by=by, clause=clause.pk, version=version.pk, how=str(row.how)
        )
        return row


def check_reflection(reflection: Reflection, *, by: Actor) -> None:
    """Look at a reflection, and let everybody read it; also one that was held back. Twice changes nothing."""
    with transaction.atomic():
        rows = Reflection.objects.filter(pk=reflection.pk)
        fresh = rows.filter(checked_at=None) | rows.exclude(held_back_at=None)
        if fresh.update(checked_at=clock.now(), checked_by=by.key, held_back_at=None, held_back_because=""):
            record("documents.reflection_checked", reflection, by=by)


def hold_reflection_back(reflection: Reflection, *, because: str, by: Actor) -> None:
    """Do not show a reflection; whoever said it is told why. Raises ValidationError without a reason."""
    words = plain(because, "because", MOST_SAID)
    if not words:
        raise ValidationError({"because": _("Write why. The person who said it will read your reason.")})
    with transaction.atomic():
        standing = Reflection.objects.filter(pk=reflection.pk, held_back_at=None)
        if standing.update(held_back_at=clock.now(), held_back_because=words):
            reflection.refresh_from_db()
            record("documents.reflection_held_back", reflection, by=by)
            emails.held_back(reflection, by=by)


def name_reflection(
    reflection: Reflection, *, named: str, by: Actor, role_text: str = "", told: people.Told | None = None
) -> None:
    """Change how somebody is named for a reflection."""
    with transaction.atomic():
        reflection.named = named
        reflection.role_text = line(role_text, "role_text", 120) if named == Attribution.ROLE else ""
        reflection.save(update_fields=["named", "role_text"])
        _written_down(reflection, told, by)
        record("documents.reflection_named", reflection, by=by, named=str(named))


def take_reflection_back(reflection: Reflection, *, by: Actor, told: people.Told | None = None) -> None:
    """Take a reflection back; it is shown no more. Twice changes nothing."""
    with transaction.atomic():
        if Reflection.objects.filter(pk=reflection.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            reflection.refresh_from_db(fields=["withdrawn_at"])
            _written_down(reflection, told, by)
            record("documents.reflection_taken_back", reflection, by=by)


def _written_down(reflection: Reflection, told: people.Told | None, by: Actor) -> None:
    if told and reflection.member:
        people.record_for(
            reflection.member, what="reflection", mode=told.mode, on=told.on, note=told.note,
            read_back_and_agreed=told.read_back_and_agreed, by=by,
        )  # fmt: skip
