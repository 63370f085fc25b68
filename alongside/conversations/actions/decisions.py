"""Writing down a decision: who decided, how, on which rung, what came out and who disagreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import signals
from ..models import LIVED, Conversation, DecidedBy, Decider, Decision, Method, Review, Rung

MOST_LETTERS = 2000


def note_decision(
    *,
    question: str,
    method: str,
    options: Sequence[str],
    decided_by: Mapping[str, int],
    rung: str,
    outcome: str,
    decided_on: date,
    review_on: date,
    by: Actor,
    dissent: str = "",
    language: str = "en",
    conversation: Conversation | None = None,
) -> Decision:
    """Put a decision where everybody can read it. `decided_by` is how many people decided as what.

    Raises ValidationError, with the field to look at.
    """
    fields: dict[str, Any] = {
        "question": plain_text.clean_line(question), "outcome": plain_text.clean(outcome), "method": method,
        "dissent": plain_text.clean(dissent), "rung": rung, "decided_on": decided_on, "review_on": review_on,
        "options": [said for option in options if (said := plain_text.clean_line(option))],
    }  # fmt: skip
    counts = {role: count for role, count in decided_by.items() if count}
    _check(fields, counts)
    with transaction.atomic():
        made = Decision.objects.create(
            **fields, conversation=conversation, language=language, by=by.key, people=sum(counts.values()),
            with_lived_experience=sum(counts.get(role, 0) for role in LIVED),
        )  # fmt: skip
        for role in Decider.values:
            if role in counts:
                DecidedBy.objects.create(decision=made, role=role, count=counts[role])
        record("conversations.decided", made, by=by, rung=rung, method=method)
        signals.decision_news.send(Decision, decision=made, what="recorded", by=by)
        return made


def _check(fields: Mapping[str, Any], counts: Mapping[str, int]) -> None:
    problems: dict[str, str] = {}
    if not fields["question"] or len(fields["question"]) > 300:
        problems["question"] = _("Write what was asked, in at most 300 letters.")
    if not fields["outcome"] or len(fields["outcome"]) > MOST_LETTERS:
        problems["outcome"] = _("Write what was decided, in at most 2,000 letters.")
    if len(fields["dissent"]) > MOST_LETTERS:
        problems["dissent"] = _("Make this shorter. It may have 2,000 letters.")
    if fields["method"] not in Method.values:
        problems["method"] = _("Choose how it was decided.")
    if fields["rung"] not in Rung.values:
        problems["rung"] = _("Choose a rung of the ladder.")
    if not counts or not counts.keys() <= set(Decider.values) or min(counts.values()) < 0:
        problems["decided_by"] = _("Write how many people decided.")
    if fields["decided_on"] > clock.today():
        problems["decided_on"] = _("This day is still to come. Write the day on which it was decided.")
    if fields["review_on"] <= fields["decided_on"]:
        problems["review_on"] = _("Write a later day than that of the decision.")
    if problems:
        raise ValidationError(dict(problems))


def review_decision(decision: Decision, *, said: str, by: Actor, review_on: date | None = None) -> Review:
    """Write down what was found when a decision was looked at again, and when to do so next, if at all.

    Raises ValidationError.
    """
    words = plain_text.clean(said)
    if not words:
        raise ValidationError({"said": _("Write what you found.")})
    if review_on is not None and review_on <= clock.today():
        raise ValidationError({"review_on": _("Write a day to come, or leave it empty.")})
    with transaction.atomic():
        made = Review.objects.create(decision=decision, said=words, by=by.key)
        Decision.objects.filter(pk=decision.pk).update(review_on=review_on)
        record("conversations.decision_reviewed", decision, by=by)
        signals.decision_news.send(Decision, decision=decision, what="changed", by=by)
        return made
