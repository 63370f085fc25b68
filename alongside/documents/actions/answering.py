"""Answering what people said: accepting, adapting or declining a suggestion, and answering a comment. Each is told."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import emails
from ..models import Outcome, Remark, RemarkKind
from . import clauses, holding
from .refusals import CannotChange, Clash
from .remarks import MOST_SAID, plain


def answer_comment(remark: Remark, *, answer: str, by: Actor) -> Remark:
    """Answer a comment in words. Whoever made it is told. Raises ValidationError, CannotChange."""
    if not remark.is_comment:
        raise CannotChange(_("This is a suggestion. Accept or decline it."))
    words = plain(answer, "answer", MOST_SAID)
    if not words:
        raise ValidationError({"answer": _("Write the answer in words.")})
    with transaction.atomic():
        return _answered(_to_answer(remark), Outcome.ANSWERED, words, by)


def decline(remark: Remark, *, because: str, by: Actor) -> Remark:
    """Decline a suggestion, for a reason that its author reads. Raises ValidationError without one."""
    words = plain(because, "answer", MOST_SAID)
    if not words:
        raise ValidationError({"answer": _("Write why. The person who suggested it will read your reason.")})
    with transaction.atomic():
        kept = _to_answer(remark)
        if kept.is_comment:
            raise CannotChange(_("This is a comment. Answer it in words."))
        return _answered(kept, Outcome.DECLINED, words, by)


def accept(
    remark: Remark,
    *,
    by: Actor,
    answer: str = "",
    text: str | None = None,
    second_text: str | None = None,
    heading: str | None = None,
    base: int | None = None,
    member: Member | None = None,
) -> Remark:
    """Do what was suggested: in its own words, or in those given here, which is then said to its author.

    `base` is the revision of the clause that was seen. Raises Clash when somebody changed the clause since, with
    the words set aside; ValidationError, SignedOff and CannotChange.
    """
    words = plain(answer, "answer", MOST_SAID)
    meant = {
        "text": remark.text if text is None else text,
        "second_text": remark.second_text if second_text is None else second_text,
        "heading": remark.heading if heading is None else heading,
    }
    with transaction.atomic():
        kept = _to_answer(remark)
        now, _version = holding.clause_to_change(kept.clause)
        if base is not None and base != now.revision:
            both = "\n\n".join(part for part in (meant["text"], meant["second_text"]) if part) or kept.reason
            aside = clauses.set_aside(now, base, meant["heading"], both, member=member, by=by)
        else:
            _do(kept, now.revision, meant, by, member)
            same = all(getattr(kept, name) == value.strip() for name, value in meant.items())
            return _answered(kept, Outcome.ACCEPTED if same else Outcome.ADAPTED, words, by)
    raise Clash(aside, holding.current(kept.clause))


def _to_answer(remark: Remark) -> Remark:
    kept = (
        Remark.objects.select_for_update(of=("self",))
        .select_related("member", "clause__document", "other", "document", "version")
        .get(pk=remark.pk)
    )
    if kept.outcome:
        raise CannotChange(_("This has its answer already."))
    if kept.withdrawn_at:
        raise CannotChange(_("The person who said this took it back."))
    return kept


def _do(remark: Remark, base: int, meant: dict[str, str], by: Actor, member: Member | None) -> None:
    clause, because = remark.clause, remark.reason
    if remark.kind == RemarkKind.REPLACE:
        clauses.reword(clause, text=meant["text"], heading=meant["heading"] or None, base=base,
                       because=because, remark=remark, by=by)  # fmt: skip
    elif remark.kind == RemarkKind.ADD:
        clauses.add_clause(remark.document, text=meant["text"], heading=meant["heading"], after=clause,
                           because=because, remark=remark, by=by)  # fmt: skip
    elif remark.kind == RemarkKind.REMOVE:
        clauses.remove_clause(clause, because=because, by=by)
    elif remark.kind == RemarkKind.SPLIT:
        clauses.split(clause, first=meant["text"], second=meant["second_text"], second_heading=meant["heading"],
                      base=base, because=because, remark=remark, by=by)  # fmt: skip
    elif remark.kind == RemarkKind.MOVE:
        clauses.move(clause, after=remark.other, by=by)
    else:
        _join(remark, base, meant["text"], by)


def _join(remark: Remark, base: int, text: str, by: Actor) -> None:
    other = remark.other
    assert other is not None
    if not text.strip():
        text = f"{holding.current(remark.clause).text}\n\n{holding.current(other).text}"
    clauses.merge(
        remark.clause, other=other, text=text, base=base, because=remark.reason, remark=remark, by=by
    )


def _answered(remark: Remark, outcome: str, words: str, by: Actor) -> Remark:
    remark.outcome, remark.answer = outcome, words
    remark.answered_at, remark.answered_by = clock.now(), by.key
    remark.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record("documents.remark_answered", remark, by=by, outcome=str(outcome))
    emails.answered(remark, by=by)
    return remark
