"""Asking the centre about one's own data, by any way, and being answered within a month."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails_rights
from ..models import Member, Mode
from ..models.rights_requests import Outcome, Right, RightsRequest
from ..queries import rights_requests
from .on_behalf import Told, record_for


class CannotAnswerRight(Exception):
    """The request has its answer already; the message is a sentence for the page."""


@transaction.atomic
def ask_right(
    member: Member, *, right: str, words: str, by: Actor, told: Told | None = None
) -> RightsRequest:
    """Write down what a member asks about their data. They are told by when they hear from us.

    Raises ValidationError for a right that there is not, CannotRecord as `record_for` does.
    """
    if told:
        record_for(
            member, what="rights_request", mode=told.mode, on=told.on, note=told.note, by=by,
            read_back_and_agreed=told.read_back_and_agreed,
        )  # fmt: skip
    row = _noted(right, words, told, by, member=member)
    emails_rights.asked(row, by=by)
    return row


@transaction.atomic
def note_right_of_outsider(
    *, called: str, contact: str, right: str, words: str, told: Told, by: Actor
) -> RightsRequest:
    """Write down what somebody asks who is no member. Staff answer by the way that `contact` says.

    Raises ValidationError when nobody could find the person again, or for a right that there is not.
    """
    if not called.strip():
        raise ValidationError({"called": _("Write who asks.")})
    if not contact.strip():
        raise ValidationError({"contact": _("Write how we can answer them.")})
    return _noted(right, words, told, by, called=called.strip(), contact=contact.strip())


def _noted(right: str, words: str, told: Told | None, by: Actor, **whose: object) -> RightsRequest:
    if right not in Right.values:
        raise ValidationError({"right": _("Choose what it is about.")})
    on = told.on if told else clock.today()
    if on > clock.today():
        raise ValidationError({"on": _("The day they told us cannot be in the future.")})
    row = RightsRequest.objects.create(
        right=right, words=words.strip(), how=told.mode if told else Mode.WEB, asked_on=on,
        due_on=rights_requests.due(on), by=by.key, **whose,
    )  # fmt: skip
    record("people.right_asked", row, by=by, right=right)
    return row


@transaction.atomic
def answer_right(row: RightsRequest, *, outcome: str, answer: str, by: Actor) -> RightsRequest:
    """Say what became of a request. A member is told by their own way; "not done" needs its reason.

    Raises CannotAnswerRight for the second answer, ValidationError where the words are missing.
    """
    held = RightsRequest.objects.select_for_update().get(pk=row.pk)
    if held.answered_at is not None:
        raise CannotAnswerRight(_("It was answered already. Reload the page to see the answer."))
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Choose what became of it.")})
    if not answer.strip():
        raise ValidationError({"answer": _("Write what was done, or why it was not.")})
    held.outcome, held.answer, held.answered_at = outcome, answer.strip(), clock.now()
    held.save(update_fields=["outcome", "answer", "answered_at"])
    record("people.right_answered", held, by=by, outcome=outcome)
    if held.member:
        emails_rights.answered(held, by=by)
    return held


def forget_old_requests(*, by: Actor) -> int:
    """Empty what was asked and answered three years ago; that it was asked stays. Gives how many."""
    with transaction.atomic():
        count = rights_requests.too_old(clock.now()).update(called="", contact="", words="", answer="")
        if count:
            record("people.rights_requests_forgotten", None, by=by, count=count)
        return count
