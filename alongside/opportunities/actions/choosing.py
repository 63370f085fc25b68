"""People choose people, say who decided and why, and answer everybody."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails
from ..models import Decision, Interest, Method, Opportunity
from ..queries import listing, people
from . import filling
from .locking import held


class CannotDecide(Exception):
    """Nobody was chosen; the message is a sentence for the page."""


def decide(
    opportunity: Opportunity,
    *,
    chosen: Mapping[int, str],
    decided_by: str,
    why: str,
    answer: str,
    by: Actor,
    answers: Mapping[int, str] | None = None,
) -> Decision:
    """Write down who was chosen and why, and tell everybody.

    `chosen` and `answers` map interests to a reason of their own, "" where `why` or `answer` says it for all.
    `decided_by` is roles, never names. Raises CannotDecide; then nothing was written.
    """
    with transaction.atomic():
        row = held(opportunity)
        waiting = {interest.pk: interest for interest in people.reserve(row)}
        _check(row, chosen, waiting, decided_by, why)
        own = answers or {}
        others = [one for pk, one in waiting.items() if pk not in chosen and one.answered_at is None]
        if any(not (own.get(one.pk, "").strip() or answer.strip()) for one in others):
            raise CannotDecide(_("Write what people who were not chosen are told: everybody gets an answer."))
        decision = Decision.objects.create(opportunity=row, decided_by=decided_by, why=why, by=by.key)
        record("opportunities.decided", row, by=by, decision=decision.pk,
               chosen=sorted(chosen), others=len(others))  # fmt: skip
        for pk, reason in chosen.items():
            filling.give(waiting[pk], reason=reason.strip() or why, by=by)
        for interest in others:
            answer_no(interest, words=own.get(interest.pk, "").strip() or answer.strip(), by=by)
        return decision


def _check(
    opportunity: Opportunity,
    chosen: Mapping[int, str],
    waiting: Mapping[int, Interest],
    decided_by: str,
    why: str,
) -> None:
    if opportunity.method != Method.AGREED or opportunity.is_over:
        raise CannotDecide(_("People are not chosen in this way here."))
    if opportunity.is_open:
        raise CannotDecide(_("People can still join in. Choose after the last day, or close it first."))
    if not set(chosen) <= set(waiting):
        raise CannotDecide(_("Somebody on your list no longer waits. Read the page again."))
    left = listing.places_left(opportunity)
    if left is not None and len(chosen) > left:
        raise CannotDecide(_("You chose more people than there are free places."))
    if not decided_by.strip():
        raise CannotDecide(_("Say who decided, by role."))
    if not why.strip() and not all(reason.strip() for reason in chosen.values()):
        raise CannotDecide(_("Say why these people were chosen: one reason for all, or one for each."))


def answer_no(interest: Interest, *, words: str, by: Actor) -> None:
    """Tell somebody that they were not chosen, and why."""
    interest.answered_at, interest.answer = clock.now(), words
    interest.save(update_fields=["answered_at", "answer"])
    record("opportunities.answered", interest, by=by, opportunity=interest.opportunity_id)
    emails.not_chosen(interest, by=by)


def mark_filled(opportunity: Opportunity, *, by: Actor) -> None:
    """Write down that it is filled, with as many as there will be. Raises CannotDecide while people wait.

    Marking it twice changes nothing.
    """
    with transaction.atomic():
        row = held(opportunity)
        if row.is_over:
            return
        if not row.is_published or row.is_open:
            raise CannotDecide(_("Close it first, then mark it as filled."))
        if row.method != Method.FIRST_COME and people.reserve(row).filter(answered_at=None).exists():
            raise CannotDecide(_("Some people wait for an answer. Answer them first."))
        filling.finish(row, by=by)
