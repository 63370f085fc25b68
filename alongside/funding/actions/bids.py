"""Bids: started, written by several people, and never a word of them lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode, new_reference

from .. import rules
from ..models import (
    Answer,
    Applicant,
    ApplicantRole,
    Bid,
    BudgetLine,
    CostKind,
    Question,
    QuestionKind,
    RecipientKind,
    Round,
    Saved,
    Way,
)
from ..queries import bids
from . import wording
from .refusals import CannotApply, CannotChange, Clash, FactsClash, LineClash

FACTS = ("title", "summary", "months", "recipient_kind", "organisation", "group_name", "film_url")
MOST_LINES = 60


def start_bid(
    one_round: Round, member: Member, *, by: Actor, told: people.Told | None = None, brings: str = ""
) -> Bid:
    """Start a bid that this member leads; `told` where they asked by phone, by post or in person.

    A bid is a draft, private to those who write it, until `submit_bid`. Raises CannotApply.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=one_round.pk)
        check_open(held)
        if not rules.may_take_part(member):
            raise CannotApply(_("A parent or guardian has to agree first. Once they have, come back."))
        recording = wording.written_down(member, "bid_started", told, by)
        mode = told.mode if told else Mode.WEB.value

        def make(reference: str) -> Bid:
            return Bid.objects.create(
                round=held, reference=reference, language=member.language, how=mode, recording=recording,
                by=by.key,
            )  # fmt: skip

        made = draws.until_free(make, new_reference)
        words = wording.line(brings, "brings", most=120)
        Applicant.objects.create(bid=made, member=member, role=ApplicantRole.LEAD, brings=words)
        record("funding.bid_started", made, by=by, round=held.pk, how=mode)
        return made


def check_open(one_round: Round) -> None:
    """Raises CannotApply where bids do not come in: not open yet, or closed."""
    if one_round.opened_at is None:
        raise CannotApply(_("This round is not open yet."))
    if rules.is_late(one_round):
        raise CannotApply(_("This round has closed. Ask us when the next one opens."))


def draft_of(bid: Bid) -> Bid:
    """The bid as it is now, held until the transaction ends. Raises CannotChange unless it can still be written."""
    row = Bid.objects.select_for_update(of=("self",)).select_related("round__programme").get(pk=bid.pk)
    if row.withdrawn_at:
        raise CannotChange(_("This bid was taken back. You can start another one as a copy of it."))
    if row.submitted_at:
        raise CannotChange(_("This bid is in, so it stays as it is. Call us if something in it is wrong."))
    if rules.is_late(row.round) and row.how == Mode.WEB:
        raise CannotChange(_("The round has closed, so nothing can be changed. Your words are kept here."))
    return row


def change_bid(
    bid: Bid, *, by: Actor, base: int | None = None, member: Member | None = None, **facts: Any
) -> Bid:
    """Save facts of a bid: title, summary, months, recipient_kind, organisation, group_name, film_url.

    A draft may lack anything. `base` is the revision that the writer had read: where somebody saved other facts since,
    nothing is saved and FactsClash holds both. Raises CannotChange, and ValidationError with the field.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"A bid has no {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        row = draft_of(bid)
        given = _facts(row, facts)
        changed = sorted(name for name, value in given.items() if getattr(row, name) != value)
        if not changed:
            return row
        if base is not None and base != row.revision:
            raise FactsClash(row, given)
        for name in changed:
            setattr(row, name, given[name])
        row.revision += 1
        row.save(update_fields=[*changed, "revision"])
        record("funding.bid_changed", row, by=by, fields=changed)
        return row


def _facts(bid: Bid, facts: dict[str, Any]) -> dict[str, Any]:
    given = {name: getattr(bid, name) for name in FACTS} | facts
    kind = given["recipient_kind"]
    if kind and kind not in RecipientKind.values:
        raise ValidationError({"recipient_kind": _("Choose who would get the money.")})
    months = given["months"]
    if months is not None and not 1 <= months <= 120:
        raise ValidationError({"months": _("Write how many months, from 1 to 120.")})
    film = wording.link(given["film_url"], "film_url")
    if film and Way.FILM not in bid.round.ways:
        raise ValidationError({"film_url": _("This round takes no films. Write or tell us your answers.")})
    listed = given["organisation"] if kind == RecipientKind.ORGANISATION else None
    named = kind in (RecipientKind.GROUP, RecipientKind.ORGANISATION) and listed is None
    return {
        "title": wording.line(given["title"], "title"), "film_url": film, "months": months,
        "summary": wording.line(given["summary"], "summary", most=300), "recipient_kind": kind,
        "organisation": listed,
        "group_name": wording.line(given["group_name"], "group_name") if named else "",
    }  # fmt: skip


def save_answer(
    bid: Bid,
    question: Question,
    *,
    text: str,
    by: Actor,
    base: int | None = None,
    member: Member | None = None,
) -> Answer:
    """Save an answer. A draft may be too long or empty; `bids.missing` says so before it is sent.

    `base` is the revision that the writer had read. Where somebody saved another text since, theirs stands, this one is
    kept beside it, and Clash holds both. Raises CannotChange, and ValidationError with the field "text".
    """
    if question.round_id != bid.round_id:
        raise ValueError("A bid answers the questions of its own round.")
    words = read_answer(question, text)
    aside = None
    with transaction.atomic():
        row = draft_of(bid)
        answer, _made = Answer.objects.select_for_update().get_or_create(bid=row, question=question)
        if answer.text == words:
            return answer
        if base is not None and base != answer.revision:
            aside = _keep(answer, words, base=base, revision=None, member=member, by=by)
            record("funding.answer_set_aside", answer, by=by, base=base)
        else:
            answer.text, answer.revision = words, answer.revision + 1
            answer.save(update_fields=["text", "revision"])
            _keep(answer, words, base=answer.revision - 1, revision=answer.revision, member=member, by=by)
            record("funding.answer_saved", answer, by=by, bid=row.pk, revision=answer.revision)
    if aside is not None:
        raise Clash(answer, aside)
    return answer


def _keep(
    answer: Answer, words: str, *, base: int, revision: int | None, member: Member | None, by: Actor
) -> Saved:  # fmt: skip
    return Saved.objects.create(
        answer=answer, text=words, base=base, revision=revision, member=member, by=by.key
    )


def read_answer(question: Question, text: str) -> str:
    """An answer as it is kept. Raises ValidationError for one that is not of the question's kind."""
    many = question.kind == QuestionKind.WORDS
    words = (
        wording.plain(text, "text", most=wording.MOST_ANSWER)
        if many
        else wording.line(text, "text", most=500)
    )
    if question.kind == QuestionKind.LINK:
        return wording.link(words, "text")
    digits = question.kind in (QuestionKind.NUMBER, QuestionKind.MONEY)
    if words and digits and not (words.isascii() and words.isdigit() and len(words) < 16):
        raise ValidationError({"text": _("Write a whole number, like 12.")})
    if words and question.kind == QuestionKind.YES_NO and words not in ("yes", "no"):
        raise ValidationError({"text": _("Choose yes or no.")})
    return words


def add_budget_line(bid: Bid, *, what: str, pence: int, by: Actor, kind: str = CostKind.OTHER) -> BudgetLine:
    """One more line of the budget; what access costs stands apart. Raises CannotChange and ValidationError."""
    fields = _line(what, pence, kind)
    with transaction.atomic():
        row = draft_of(bid)
        last = row.budget_lines.order_by("-position").first()
        if row.budget_lines.count() >= MOST_LINES:
            raise ValidationError({"what": _("A budget has 60 lines at most. Put some of them together.")})
        made = BudgetLine.objects.create(bid=row, position=last.position + 1 if last else 1, **fields)
        record("funding.budget_changed", row, by=by, line=made.pk)
        _add_up(row)
        return made


def change_budget_line(
    line: BudgetLine, *, what: str, pence: int, by: Actor, kind: str, base: int | None = None
) -> BudgetLine:
    """Change a line of the budget. Raises CannotChange, also for one that was taken out, and ValidationError.

    `base` is the revision that the writer had read: where somebody saved it since, nothing is saved and LineClash holds
    both.
    """
    fields = _line(what, pence, kind)
    with transaction.atomic():
        row = draft_of(line.bid)
        now = row.budget_lines.filter(pk=line.pk).first()
        if now is None:
            raise CannotChange(_("Somebody took this line out."))
        if all(getattr(now, name) == value for name, value in fields.items()):
            return now
        if base is not None and base != now.revision:
            raise LineClash(now, fields)
        for name, value in fields.items():
            setattr(now, name, value)
        now.revision += 1
        now.save(update_fields=[*fields, "revision"])
        record("funding.budget_changed", row, by=by, line=now.pk)
        _add_up(row)
        return now


def remove_budget_line(line: BudgetLine, *, by: Actor, base: int | None = None) -> None:
    """Take a line out; twice changes nothing. Raises CannotChange, also where it was changed since `base`."""
    with transaction.atomic():
        row = draft_of(line.bid)
        now = row.budget_lines.filter(pk=line.pk).first()
        if now is None:
            return
        if base is not None and base != now.revision:
            raise CannotChange(
                _("Somebody changed this line just now. Look at it, then remove it if you still want to.")
            )
        record("funding.budget_changed", row, by=by, line=now.pk)
        now.delete()
        _add_up(row)


def set_budget(bid: Bid, lines: Iterable[tuple[str, int, str]], *, by: Actor) -> Bid:
    """The whole budget at once: (what, pence, kind) for each line. Raises CannotChange and ValidationError."""
    given = [_line(*one) for one in lines]
    with transaction.atomic():
        row = draft_of(bid)
        row.budget_lines.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(bid=row, position=number, **fields) for number, fields in enumerate(given, 1)
        )
        record("funding.budget_changed", row, by=by)
        _add_up(row)
        return row


def _line(what: str, pence: int, kind: str) -> dict[str, Any]:
    return {
        "what": wording.line(what, "what", missing=_("Write what it is for.")),
        "pence": wording.sum_of(pence, "pence"),
        "kind": wording.chosen(kind, CostKind, "kind", _("Choose what kind of cost it is.")),
    }


def _add_up(bid: Bid) -> None:
    found = bids.sums(bid)
    bid.asked_pence, bid.access_pence = found.asked or None, found.access
    bid.save(update_fields=["asked_pence", "access_pence"])
