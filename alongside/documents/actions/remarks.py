"""Saying something about a clause: a comment or a suggestion, by any way; naming it, and taking it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Mode
from alongside.people.queries import members

from .. import cleaning, emails
from ..models import Clause, Remark, RemarkKind
from ..models.clauses import MOST_LETTERS
from ..queries import reading, remarks
from . import holding
from .clauses import line
from .refusals import CannotSay

MOST_SAID = 2000
NEED_WORDS = {RemarkKind.REPLACE, RemarkKind.ADD, RemarkKind.SPLIT}


def comment(
    clause: Clause,
    member: Member | None,
    *,
    text: str,
    by: Actor,
    revision: int | None = None,
    named: str = Attribution.NONE,
    role_text: str = "",
    told: people.Told | None = None,
) -> Remark:
    """Say something about a clause. `revision` is the wording that was read; the newest unless it is given.

    It has the same standing by whatever way it came (`told`), and gets an answer within the centre's time. It is
    kept also when the clause changed, or was taken out, while somebody wrote. Raises CannotSay and ValidationError.
    """
    said = plain(text, "text", MOST_SAID)
    if not said:
        raise ValidationError({"text": _("Write what you would like to say.")})
    return _keep(clause, member, by, told, kind=RemarkKind.COMMENT, text=said, revision=revision,
                 named=named, role_text=role_text)  # fmt: skip


def suggest(
    clause: Clause,
    member: Member | None,
    *,
    kind: str,
    by: Actor,
    reason: str,
    text: str = "",
    second_text: str = "",
    heading: str = "",
    other: Clause | None = None,
    revision: int | None = None,
    named: str = Attribution.NONE,
    role_text: str = "",
    told: people.Told | None = None,
) -> Remark:
    """Suggest a change, with a reason: other words, a clause after it, or to take it out, split, join or move it.

    Raises ValidationError with the field to look at, CannotSay, and `people.CannotRecord` as `told` may.
    """
    given = {
        "text": plain(text, "text", MOST_LETTERS), "second_text": plain(second_text, "second_text", MOST_LETTERS),
        "heading": line(heading, "heading"), "reason": plain(reason, "reason", MOST_SAID),
    }  # fmt: skip
    _judge(clause, kind, given, other, revision)
    return _keep(clause, member, by, told, kind=kind, other=other, revision=revision, named=named,
                 role_text=role_text, **given)  # fmt: skip


def _judge(
    clause: Clause, kind: str, given: dict[str, str], other: Clause | None, revision: int | None
) -> None:
    if kind not in RemarkKind.values or kind == RemarkKind.COMMENT:
        raise ValidationError(_("Choose what you suggest."))
    if kind in NEED_WORDS and not given["text"]:
        raise ValidationError({"text": _("Write the words that you suggest.")})
    if kind == RemarkKind.SPLIT and not given["second_text"]:
        raise ValidationError({"second_text": _("Write the words of the second clause.")})
    if kind == RemarkKind.MERGE and (other is None or other.pk == clause.pk):
        raise ValidationError({"other": _("Write the number of another clause of this text.")})
    if kind == RemarkKind.MOVE and other is not None and other.pk == clause.pk:
        raise ValidationError({"other": _("Write the number of another clause of this text.")})
    if other is not None and other.document_id != clause.document_id:
        raise ValidationError({"other": _("Write the number of another clause of this text.")})
    if kind == RemarkKind.REPLACE and _same(clause, given, revision):
        raise ValidationError(
            {"text": _("These are the words that stand there. Change them, or write a comment.")}
        )
    if not given["reason"]:
        raise ValidationError({"reason": _("Write why. A few words are enough.")})


def _same(clause: Clause, given: dict[str, str], revision: int | None) -> bool:
    seen = clause.wordings.filter(revision=revision or clause.revision).first()
    return seen is not None and (seen.heading, seen.text) == (given["heading"] or seen.heading, given["text"])


def _keep(
    clause: Clause,
    member: Member | None,
    by: Actor,
    told: people.Told | None,
    *,
    revision: int | None,
    named: str,
    role_text: str,
    **fields: object,
) -> Remark:
    if member is not None and not members.may_be_reached(member):
        raise CannotSay(str(members.GUARDIAN_FIRST))
    with transaction.atomic():
        document = holding.held(clause.document)
        now = Clause.objects.get(pk=clause.pk)
        row = Remark.objects.create(
            document=document, clause=now, version=reading.working(document), number_then=now.place or 0,
            revision=min(max(revision or now.revision, 1), now.revision), member=member,
            how=told.mode if told else Mode.WEB, named=named if member else Attribution.NONE,
            role_text=line(role_text, "role_text", 120) if member and named == Attribution.ROLE else "",
            due_on=clock.today() + remarks.answer_within(), **fields,
        )  # fmt: skip
        _written_down(member, row, told, by)
        record("documents.remark_made", row, by=by, clause=now.pk, kind=str(row.kind), how=str(row.how))
        return row


def change_naming(
    remark: Remark, *, named: str, by: Actor, role_text: str = "", told: people.Told | None = None
) -> None:
    """Change how somebody is named for what they said; it counts from the next page that is shown."""
    with transaction.atomic():
        remark.named = named
        remark.role_text = line(role_text, "role_text", 120) if named == Attribution.ROLE else ""
        remark.save(update_fields=["named", "role_text"])
        _written_down(remark.member, remark, told, by)
        record("documents.remark_named", remark, by=by, named=str(named))


def take_back(remark: Remark, *, by: Actor, told: people.Told | None = None) -> None:
    """Take back what one said; it is shown no more. Words that entered the text stay. Twice changes nothing."""
    with transaction.atomic():
        if not Remark.objects.filter(pk=remark.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            return
        remark.refresh_from_db(fields=["withdrawn_at"])
        _written_down(remark.member, remark, told, by)
        record("documents.remark_taken_back", remark, by=by)


def hold_back(remark: Remark, *, because: str, by: Actor) -> None:
    """Do not show what somebody said; they are told why. Raises ValidationError without a reason."""
    because = plain(because, "because", MOST_SAID)
    if not because:
        raise ValidationError({"because": _("Write why. The person who said it will read your reason.")})
    with transaction.atomic():
        standing = Remark.objects.filter(pk=remark.pk, held_back_at=None)
        if not standing.update(held_back_at=clock.now(), held_back_because=because):
            return
        remark.refresh_from_db()
        record("documents.remark_held_back", remark, by=by)
        emails.held_back(remark, by=by)


def let_stand(remark: Remark, *, by: Actor) -> None:
    """Show what was held back after all."""
    with transaction.atomic():
        held = Remark.objects.filter(pk=remark.pk).exclude(held_back_at=None)
        if held.update(held_back_at=None, held_back_because=""):
            record("documents.remark_let_stand", remark, by=by)


def _written_down(member: Member | None, remark: Remark, told: people.Told | None, by: Actor) -> None:
    if told and member:
        people.record_for(
            member, what="comment" if remark.is_comment else "suggestion", mode=told.mode, on=told.on,
            note=told.note, read_back_and_agreed=told.read_back_and_agreed, by=by,
        )  # fmt: skip


def plain(text: str, field: str, most: int) -> str:
    """Several lines, made harmless; they may be empty."""
    try:
        return cleaning.clean(text, most=most)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal
