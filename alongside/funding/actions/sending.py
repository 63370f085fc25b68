"""Sending a bid, taking it back, and beginning one from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member

from .. import emails, rules
from ..models import (
    ApplicantRole,
    BallotBid,
    Bid,
    BudgetLine,
    FundingBallot,
    FundingDecision,
    Meeting,
    Question,
    Round,
)
from ..queries import bids
from . import wording
from .bids import change_bid, save_answer, set_budget, start_bid
from .refusals import CannotApply


def submit_bid(bid: Bid, *, by: Actor, told: people.Told | None = None) -> Bid:
    """Send a bid. Sending it twice changes nothing. Everybody who works on it gets a receipt by their own channel.

    Whether it is in time is decided by the clock here, with the round held: a bid that arrives at the moment at which
    the round closes, or later, is late, whenever its page was opened. What was told to us by phone, by post or in
    person (`told`) counts by the day on which it was told, until the panel meets or votes, or anything is decided.
    Raises CannotApply.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=bid.round_id)
        row = _held(bid)
        if row.withdrawn_at:
            raise CannotApply(_("This bid was taken back. You can start another one as a copy of it."))
        if row.submitted_at:
            return row
        _check_in_time(held, told)
        missing = bids.missing(row)
        if missing:
            raise CannotApply(" ".join(one.words for one in missing))
        lead = row.applicants.filter(left_at=None, role=ApplicantRole.LEAD).order_by("pk").first()
        recording = wording.written_down(lead.member, "bid_sent", told, by) if lead else None
        row.submitted_at, row.recording = clock.now(), recording or row.recording
        row.save(update_fields=["submitted_at", "recording"])
        record("funding.bid_submitted", row, by=by, round=held.pk, asked=row.asked_pence, how=row.how)
        emails.receipt(row, by=by)
        return row


def _held(bid: Bid) -> Bid:
    rows = Bid.objects.select_for_update(of=("self",)).select_related("round__programme", "organisation")
    return rows.get(pk=bid.pk)


def _check_in_time(one_round: Round, told: people.Told | None) -> None:
    if one_round.opened_at is None:
        raise CannotApply(_("This round is not open yet."))
    if not rules.is_late(one_round):
        return
    closed = emails.moment(one_round.closes_at)
    decided = FundingDecision.objects.filter(bid__round=one_round).exists()
    in_time = told is not None and told.on <= timezone.localtime(one_round.closes_at).date()
    if told is None or not in_time:
        raise CannotApply(
            _("The round closed on %(moment)s, so this bid is too late. Your words are kept. Call us: "
              "we tell you when the next round opens, and you can begin it from this bid.") % {"moment": closed}
        )  # fmt: skip
    if (
        Meeting.objects.filter(panel__round=one_round).exists()
        or FundingBallot.objects.filter(round=one_round).exists()
    ):
        raise CannotApply(
            _(
                "The panel met about this round, or votes already, so this bid is too late. "
                "Begin it again in the next round."
            )
        )
    if decided:
        raise CannotApply(_("Bids of this round were decided already, so this one is too late."))


def take_up_bid(bid: Bid, *, told: people.Told, by: Actor) -> Bid:
    """Go on with a bid for its people, who asked us to by phone, by post or in person: staff write it down from now on.

    Everybody who works on it is told. Raises CannotApply for a bid that is no draft, and `people.CannotRecord`.
    """
    with transaction.atomic():
        row = _held(bid)
        if not row.is_draft:
            raise CannotApply(_("This bid is not being written any more."))
        lead = row.applicants.filter(left_at=None, role=ApplicantRole.LEAD).order_by("pk").first()
        if lead is not None:
            row.recording = wording.written_down(lead.member, "bid_taken_up", told, by)
        row.how = told.mode
        row.save(update_fields=["how", "recording"])
        record("funding.bid_taken_up", row, by=by, how=told.mode)
        emails.taken_up(row, by=by)
        return row


def withdraw_bid(
    bid: Bid, *, by: Actor, told: people.Told | None = None, member: Member | None = None
) -> Bid:
    """Take a bid back, or stop writing a draft. Twice changes nothing. Raises CannotApply once it is decided."""
    with transaction.atomic():
        row = _held(bid)
        if row.withdrawn_at:
            return row
        if FundingDecision.objects.filter(bid=row).exists():
            raise CannotApply(_("This bid was decided already. Call us if you do not want what was decided."))
        if told and member:
            wording.written_down(member, "bid_withdrawn", told, by)
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        record("funding.bid_withdrawn", row, by=by, round=row.round_id)
        _off_the_ballot(row, by)
        emails.withdrawn(row, by=by)
        return row


def _off_the_ballot(bid: Bid, by: Actor) -> None:
    """While people vote, a bid that is gone goes from the ballot too, so that nobody's share is spent on it."""
    ballot = FundingBallot.objects.select_for_update().filter(round=bid.round_id, closed_at=None).first()
    line = BallotBid.objects.filter(ballot=ballot, bid=bid).first() if ballot else None
    if ballot is None or line is None:
        return
    for paper in ballot.papers.all():
        if line.code in paper.codes:
            paper.codes = [code for code in paper.codes if code != line.code]
            paper.save(update_fields=["codes"])
    record("funding.bid_off_the_ballot", ballot, by=by, bid=bid.pk, code=line.code)
    line.delete()


def record_bid(
    one_round: Round,
    member: Member,
    *,
    told: people.Told,
    by: Actor,
    answers: Mapping[int, str] | None = None,
    budget: Iterable[tuple[str, int, str]] = (),
    **facts: Any,
) -> Bid:
    """A whole bid that somebody told us by phone, by post or in person: written down, and in.

    `answers` are by id of the question; `facts` are those of `change_bid`. Raises CannotApply and ValidationError.
    """
    with transaction.atomic():
        made = start_bid(one_round, member, by=by, told=told)
        change_bid(made, by=by, **facts)
        questions = Question.objects.filter(round=one_round).in_bulk(answers or {})
        for key, text in (answers or {}).items():
            save_answer(made, questions[key], text=text, by=by)
        set_budget(made, budget, by=by)
        return submit_bid(made, by=by, told=told)


def copy_bid(bid: Bid, one_round: Round, member: Member, *, by: Actor) -> Bid:
    """Begin a bid of another round, or of the same, from an earlier one that this member worked on.

    Facts, budget, and answers to questions that say the same are taken over. Raises CannotApply.
    """
    if not rules.works_on(member, bid):
        raise CannotApply(_("Only somebody who worked on a bid can begin another one from it."))
    with transaction.atomic():
        made = start_bid(one_round, member, by=by)
        names = ("title", "summary", "months", "recipient_kind", "organisation", "group_name", "film_url")
        for name in names:
            setattr(made, name, getattr(bid, name))
        if not _takes_films(one_round):
            made.film_url = ""
        made.copied_from = bid
        made.save(update_fields=[*names, "copied_from"])
        _copy_answers(bid, made, member, by)
        lines = BudgetLine.objects.filter(bid=bid).values_list("what", "pence", "kind")
        set_budget(made, list(lines), by=by)
        record("funding.bid_copied", made, by=by, copied=bid.pk)
        return made


def _takes_films(one_round: Round) -> bool:
    return "film" in one_round.ways


def _copy_answers(bid: Bid, made: Bid, member: Member, by: Actor) -> None:
    said = {
        (row.question.text.casefold(), row.question.kind): row.text
        for row in bid.answers.select_related("question")
    }
    for question in Question.objects.filter(round=made.round_id):
        text = said.get((question.text.casefold(), question.kind), "")
        if text:
            save_answer(made, question, text=text, member=member, by=by)
