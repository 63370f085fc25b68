"""What is done with somebody's words when they leave: blanked, and shown no more."""

from __future__ import annotations

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Attribution, Member

from ..models import Contribution, Feedback, FeedbackRequest, PaperForm, SessionQuote


def forget_contributions(member: Member, by: Actor) -> None:
    """Blank and hide what a member said. Answers to it stay, without the words and without whose they were."""
    with transaction.atomic():
        rows = Contribution.objects.filter(member=member)
        rows.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        count = rows.update(text="", role_text="", held_back_because="", named=Attribution.NONE, member=None)
        if count:
            record("gatherings.contributions_forgotten", None, by=by, count=count)


def forget_feedback(member: Member, by: Actor) -> None:
    """Blank feedback with a member's name, and forget that they were asked. Answers that were chosen count on."""
    with transaction.atomic():
        count = Feedback.objects.filter(member=member).update(
            member=None, good="", differently="", anything_else="", link_key=""
        )
        FeedbackRequest.objects.filter(member=member).delete()
        PaperForm.objects.filter(member=member).update(member=None)
        if count:
            record("gatherings.feedback_forgotten", None, by=by, count=count)


def forget_quotes(member: Member, by: Actor) -> None:
    """Blank the words that a member let us quote; their consents ended when they left."""
    with transaction.atomic():
        rows = SessionQuote.objects.filter(consent__member=member).exclude(text="")
        count = rows.update(text="")
        if count:
            record("gatherings.quotes_forgotten", None, by=by, count=count)
