"""Asking how it was, and keeping what people answer: with their name or without, by link, paper or phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member

from .. import emails
from ..models import Feedback, FeedbackQuestions, FeedbackRequest, Session
from ..queries import feedback as asked
from .quotes import MayQuote, let_quote, take_quote_back
from .refusals import NOT_BEFORE_SESSION

ANSWERS = ("good", "differently", "heard", "anything_else")


class CannotGive(Exception):
    """Nothing was written down; the message is a sentence for the page."""


def word_feedback(session: Session, *, questions: Mapping[str, str], by: Actor) -> FeedbackQuestions:
    """Word the questions of a session anew; earlier wordings are kept. An empty question is not asked.

    Raises ValidationError when none is left, and once people were asked: answers belong to what was asked.
    """
    given = {name: questions.get(name, "").strip() for name in asked.QUESTIONS}
    if not any(given.values()):
        raise ValidationError(_("Leave at least one question."))
    with transaction.atomic():
        if FeedbackRequest.objects.filter(session=session).exists():
            raise ValidationError(_("People were asked already. The questions stay as they are."))
        version = asked.version(session) + 1
        row = FeedbackQuestions.objects.create(session=session, version=version, by=by.key, **given)
        record("gatherings.feedback_worded", session, by=by, version=version)
        return row


def ask_feedback(session: Session, *, by: Actor) -> list[FeedbackRequest]:
    """Ask those who were there how it was, each once and by their own channel. Raises CannotGive too early."""
    if session.delivered_at is None or asked.is_closed(session):
        raise CannotGive(_("Ask for feedback after the session took place and before it is completed."))
    with transaction.atomic():
        Session.objects.select_for_update().get(pk=session.pk)
        return [_ask(session, member, by) for member in asked.to_ask(session)]


def _ask(session: Session, member: Member, by: Actor) -> FeedbackRequest:
    request = FeedbackRequest.objects.create(session=session, member=member)
    record("gatherings.feedback_asked", session, by=by, request=request.pk)
    emails.how_was_it(request, asked.token_of(request), asked.wording(session), asks=True, by=by)
    return request


def send_new_link(request: FeedbackRequest, *, by: Actor) -> bool:
    """Write to somebody again with a fresh link; False when one went out within twelve hours."""
    now = clock.now()
    with transaction.atomic():
        stale = FeedbackRequest.objects.filter(pk=request.pk, sent_at__lte=now - asked.NEW_LINK_AFTER)
        if asked.is_closed(request.session) or not stale.update(sent_at=now):
            return False
        request.sent_at = now
        record("gatherings.feedback_link_sent", request.session, by=by, request=request.pk)
        emails.how_was_it(request, asked.token_of(request), asked.wording(request.session), asks=False, by=by)
        return True


def answer_by_link(
    request: FeedbackRequest,
    *,
    keep_name: bool,
    answers: Mapping[str, str],
    by: Actor,
    quote: MayQuote | None = None,
) -> Feedback:
    """Keep, or change, what somebody answers through their own link. Raises CannotGive once it is closed.

    Without a name the row knows a keyed hash of the link and nothing else of the person. `quote` is what they
    let us quote, kept apart with their name; None takes back what they let us quote before.
    """
    with transaction.atomic():
        _check_open(request.session)
        row = asked.given(request) or Feedback(session=request.session)
        row.member = request.member if keep_name else None
        row.link_key = "" if keep_name else asked.link_key(request)
        row.version = asked.version(request.session)
        _save(row, answers, by)
        if quote:
            let_quote(request.session, request.member, may=quote, by=by)
        else:
            take_quote_back(request.session, request.member, by=by)
        return row


def record_feedback(
    session: Session,
    *,
    member: Member | None,
    answers: Mapping[str, str],
    by: Actor,
    told: people.Told,
    version: int | None = None,
    quote: MayQuote | None = None,
    speaker: Member | None = None,
) -> Feedback:
    """Write down answers that came by phone, by post or in person. Without a member they have no name.

    `speaker` lets us quote them, even where their answers have no name. Raises CannotGive where it is closed
    or this member has answered, `people.CannotRecord` as Told may, and for a day before the session.
    """
    with transaction.atomic():
        _check_open(session)
        people.check_not_before(told, session.day, NOT_BEFORE_SESSION)
        if member and Feedback.objects.filter(session=session, member=member).exists():
            raise CannotGive(
                _(
                    "%(name)s has answered already. Ask which answers count, and use their link to change them."
                )
                % {"name": member.called}
            )
        if member:
            people.record_for(
                member, what="feedback", mode=told.mode, on=told.on, note=told.note, by=by,
                read_back_and_agreed=told.read_back_and_agreed,
            )  # fmt: skip
        latest = asked.version(session) if version is None else version
        row = Feedback(session=session, member=member, how=told.mode, version=latest)
        _save(row, answers, by)
        if quote and speaker:
            let_quote(session, speaker, may=quote, by=by, told=told)
        return row


def _check_open(session: Session) -> None:
    """Holds the session's row, so that it is not completed in between and no two answers meet."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if asked.is_closed(session):
        raise CannotGive(_("This session is completed, so answers can no longer be given or changed."))
    if session.delivered_at is None:
        raise CannotGive(_("The session has not taken place yet. Come back afterwards."))


def _save(row: Feedback, answers: Mapping[str, Any], by: Actor) -> None:
    given = {name: str(answers.get(name) or "").strip() for name in ANSWERS}
    first = row.pk is None
    for name, words in given.items():
        setattr(row, name, words)
    row.save()
    verb = "gatherings.feedback_given" if first else "gatherings.feedback_changed"
    record(verb, row.session, by=by, how=str(row.how))


def seal_feedback(session: Session, *, by: Actor) -> int:
    """Forget which links answered without a name, so that nobody can find it out any more. Gives how many."""
    with transaction.atomic():
        held = Feedback.objects.filter(session=session).exclude(link_key="")
        count = held.update(link_key="")
        if count:
            record("gatherings.feedback_sealed", session, by=by, count=count)
        return count
