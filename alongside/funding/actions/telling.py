"""After the panel: the decision about the whole round, feedback to every applicant, and announcing the round."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.conversations import actions as conversations
from alongside.conversations.models import Decider, Method
from alongside.foundation import clock, money, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails_panel as emails
from ..models import Announcement, Bid, Conclusion, FundingDecision, HowDecided, PanelMember, Round
from ..queries import outcomes, panels
from .deciding import MOST_LETTERS, CannotDecide

METHODS = {
    HowDecided.AGREED: Method.AGREED, HowDecided.SCORED: Method.SCORED, HowDecided.EQUAL_SHARES: Method.SHARES,
}  # fmt: skip


class CannotTell(Exception):
    """Nothing was told; the message is a sentence for the page."""


def conclude(
    one_round: Round, *, how: str, rung: str, review_on: date, by: Actor, dissent: str = ""
) -> Conclusion:
    """Say that every bid is decided, and put the decision where everybody reads it: how, by whom, who disagreed.

    Raises CannotDecide while a bid is undecided, and ValidationError.
    """
    if how not in HowDecided.values:
        raise ValidationError({"how": _("Choose how it was decided.")})
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=one_round.pk)
        if Conclusion.objects.filter(round=locked).exists():
            raise CannotDecide(_("This round is decided already."))
        left = [bid.title for bid in panels.bids(locked) if not hasattr(bid, "decision")]
        if left:
            raise CannotDecide(_("These bids are not decided yet: %(bids)s.") % {"bids": ", ".join(left)})
        with translation.override(settings.LANGUAGE_CODE):
            made = conversations.note_decision(
                question=_("Which bids of “%(round)s” are funded?") % {"round": locked.title},
                method=METHODS[HowDecided(how)], options=[], decided_by=_who_decided(locked), rung=rung,
                outcome=_outcome(locked), decided_on=clock.today(), review_on=review_on, dissent=dissent,
                language=settings.LANGUAGE_CODE, by=by,
            )  # fmt: skip
        FundingDecision.objects.filter(bid__round=locked).update(decision=made)
        concluded = Conclusion.objects.create(round=locked, decision=made, by=by.key)
        record("funding.round_decided", locked, by=by, decision=made.pk)
        return concluded


def _outcome(one_round: Round) -> str:
    counted = outcomes.counts(one_round)
    funded = ngettext("%(count)d bid is funded", "%(count)d bids are funded", counted.funded) % {
        "count": counted.funded
    }
    return _("%(funded)s of %(bids)d, with %(sum)s in all.") % {
        "funded": funded, "bids": counted.bids, "sum": money.in_currency(counted.pence, one_round.programme.currency),
    }  # fmt: skip


def _who_decided(one_round: Round) -> dict[str, int]:
    """As what people were at the meeting, or on the panel where there was none; whoever did not say is "other"."""
    panel = panels.panel_of(one_round)
    if panel is None:
        return {Decider.STAFF.value: 1}
    people: list[PanelMember] = list(panels.people(panel))
    if panels.has_met(panel):
        people = [row.person for row in panel.meeting.present.select_related("person")]
    found: dict[str, int] = {}
    for person in people:
        role = person.as_what or Decider.OTHER.value
        found[role] = found.get(role, 0) + 1
    return found or {Decider.STAFF.value: 1}


def write_feedback(bid: Bid, *, feedback: str, by: Actor) -> FundingDecision:
    """Write what the applicants of a bid will be told, until it is sent. Raises CannotTell and ValidationError."""
    words = plain_text.clean(feedback)
    if not words or len(words) > MOST_LETTERS:
        raise ValidationError({"feedback": _("Write what they are told, in at most 2,000 letters.")})
    with transaction.atomic():
        row = _decision_of(bid)
        row.feedback = words
        row.save(update_fields=["feedback"])
        record("funding.feedback_written", bid, by=by)
        return row


def send_feedback(bid: Bid, *, by: Actor) -> FundingDecision:
    """Tell everybody who works on a bid what was decided and why, each by their own channel, once.

    Raises CannotTell before the round is decided, and without words.
    """
    with transaction.atomic():
        row = _decision_of(bid)
        if not Conclusion.objects.filter(round_id=bid.round_id).exists():
            raise CannotTell(_("First finish the decision about the whole round."))
        if not row.feedback:
            raise CannotTell(_("Write the feedback first."))
        row.feedback_sent_at = clock.now()
        row.save(update_fields=["feedback_sent_at"])
        people = bid.applicants.filter(left_at=None).select_related("member")
        for applicant in people:
            emails.feedback(row, applicant.member, by=by)
        record("funding.feedback_sent", bid, by=by, people=len(people))
        return row


def _decision_of(bid: Bid) -> FundingDecision:
    row = FundingDecision.objects.select_for_update().select_related("bid__round").filter(bid=bid).first()
    if row is None:
        raise CannotTell(_("This bid is not decided yet."))
    if row.feedback_sent_at is not None:
        raise CannotTell(_("The applicants were told already."))
    return row


def announce(one_round: Round, *, by: Actor, words: str = "") -> Announcement:
    """Let everybody read what is funded, how many are not, and how it was decided. Twice changes nothing.

    Whoever asked for money hears first: raises CannotTell while an applicant has not heard.
    """
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=one_round.pk)
        former = Announcement.objects.filter(round=locked).first()
        if former is not None:
            return former
        if not Conclusion.objects.filter(round=locked).exists():
            raise CannotTell(_("First finish the decision about the whole round."))
        if outcomes.untold(locked):
            raise CannotTell(
                _("First send feedback to everybody who applied. They hear before everybody else.")
            )
        made = Announcement.objects.create(round=locked, words=plain_text.clean(words), by=by.key)
        record("funding.round_announced", locked, by=by)
        return made
