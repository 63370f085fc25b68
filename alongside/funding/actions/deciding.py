"""Deciding about bids. A vote or scores suggest; people decide, one bid at a time, each with a reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import FUNDS, Award, Bid, FundingDecision, HowDecided, Outcome, Round
from ..queries import pot

MOST_LETTERS = 2000


class CannotDecide(Exception):
    """Nothing was decided; the message is a sentence for the page."""


def decide_bid(
    bid: Bid,
    *,
    outcome: str,
    pence: int | None = None,
    reason: str,
    by: Actor,
    how: str = HowDecided.AGREED,
) -> FundingDecision:
    """Put on record what people decided about a bid; again, while its applicants have not heard.

    `pence` is what it gets: what it asks for where None is given with "fund". Raises CannotDecide where nothing can be
    decided about the bid now, and ValidationError with the field to look at.
    """
    words = plain_text.clean(reason)
    with transaction.atomic():
        one_round = Round.objects.select_for_update().get(pk=bid.round_id)
        locked = Bid.objects.select_for_update().get(pk=bid.pk)
        _check_state(locked, one_round)
        sum_of_it = _judge(locked, one_round, outcome, pence, words, how)
        made, _new = FundingDecision.objects.update_or_create(
            bid=locked,
            defaults={
                "outcome": outcome, "pence": sum_of_it, "how": how, "reason": words, "decided_at": clock.now(),
                "by": by.key,
            },
        )  # fmt: skip
        record("funding.bid_decided", locked, by=by, outcome=str(outcome), pence=sum_of_it, how=str(how))
        return made


def _check_state(bid: Bid, one_round: Round) -> None:
    if bid.submitted_at is None or bid.withdrawn_at is not None:
        raise CannotDecide(_("This bid is not in. Only bids that were sent can be decided."))
    if clock.now() < one_round.closes_at:
        raise CannotDecide(_("This round is still open. Decide once it has closed."))
    if Award.objects.filter(bid=bid).exists():
        raise CannotDecide(_("Money was offered for this bid already, so this decision stays."))
    former = FundingDecision.objects.filter(bid=bid).first()
    if former is not None and former.feedback_sent_at is not None:
        raise CannotDecide(_("The applicants were told already, so this decision stays."))


def _judge(bid: Bid, one_round: Round, outcome: str, pence: int | None, words: str, how: str) -> int | None:
    """What the bid gets, in pence. Raises ValidationError."""
    problems: dict[str, str] = {}
    if outcome not in Outcome.values:
        problems["outcome"] = _("Choose what was decided.")
    if how not in HowDecided.values:
        problems["how"] = _("Choose how it was decided.")
    if not words or len(words) > MOST_LETTERS:
        problems["reason"] = _("Write why, in at most 2,000 letters.")
    asked = bid.asked_pence or 0
    amount = asked if outcome == Outcome.FUND and pence is None else pence
    if outcome in FUNDS:
        problems |= _wrong_sum(bid, one_round, outcome, amount, asked)
    elif pence is not None:
        problems["pence"] = _("A bid that is not funded gets no money. Leave the sum empty.")
    if problems:
        raise ValidationError(dict(problems))
    return amount if outcome in FUNDS else None


def _wrong_sum(bid: Bid, one_round: Round, outcome: str, amount: int | None, asked: int) -> dict[str, str]:
    if amount is None or amount <= 0:
        return {"pence": _("Write how much it gets.")}
    if outcome == Outcome.PART and amount >= asked:
        return {"pence": _("A part is less than what the bid asks for.")}
    if outcome == Outcome.FUND and amount != asked:
        return {"pence": _("This is not what the bid asks for. Choose a part of it, or leave the sum empty.")}
    if amount > pot.unpromised(one_round, but_bid=bid.pk):
        return {"pence": _("The pot does not hold that much any more. Change another decision first.")}
    return {}
