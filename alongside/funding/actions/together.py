"""Writing a bid together: asking people, answering, leaving, and talking about it."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member

from .. import emails, rules
from ..models import Applicant, ApplicantRole, Bid, BidComment, BidInvitation, Question
from . import wording
from .bids import draft_of
from .refusals import CannotWorkTogether

MOST_PEOPLE = 30


def invite_to_bid(
    bid: Bid,
    member: Member,
    *,
    role: str,
    by: Actor,
    asked_by: Member | None = None,
    words: str = "",
    quiet: bool = False,
) -> BidInvitation:
    """Ask a member to work on a bid. They are on it once they say yes. Raises CannotWorkTogether, ValidationError.

    `quiet` where an email address was typed: nobody learns from it who is a member.
    """
    chosen = wording.chosen(role, ApplicantRole, "role", _("Choose what they may do."))
    said = wording.line(words, "words", most=300)
    with transaction.atomic():
        row = draft_of(bid)
        if rules.works_on(member, row):
            raise CannotWorkTogether(_("They work on this bid already."))
        if row.applicants.filter(left_at=None).count() >= MOST_PEOPLE:
            raise CannotWorkTogether(_("Thirty people work on this bid. That is as many as there can be."))
        if not rules.may_take_part(member):
            raise CannotWorkTogether(_("We cannot ask them just now. Talk to us."))
        waiting = BidInvitation.objects.filter(
            bid=row, member=member, accepted_at=None, declined_at=None, taken_back_at=None
        ).first()
        if waiting:
            return waiting
        made = BidInvitation.objects.create(
            bid=row, member=member, role=chosen, words=said, asked_by=asked_by, quiet=quiet, by=by.key
        )
        record("funding.bid_invited", made, by=by, bid=row.pk, role=chosen)
        emails.invited(made, by=by)
        return made


def _waiting(invitation: BidInvitation) -> BidInvitation:
    rows = BidInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("bid__round", "member", "asked_by").get(pk=invitation.pk)


def accept_bid_invitation(
    invitation: BidInvitation, *, by: Actor, told: people.Told | None = None, brings: str = ""
) -> Applicant:
    """They say yes, and are on the bid. Twice changes nothing. Raises CannotWorkTogether when it is too late."""
    with transaction.atomic():
        row = _waiting(invitation)
        there = Applicant.objects.filter(bid=row.bid_id, member=row.member_id, left_at=None).first()
        if row.accepted_at and there:
            return there
        if row.declined_at or row.taken_back_at or row.accepted_at:
            raise CannotWorkTogether(_("This invitation does not stand any more. Ask them to ask you again."))
        draft_of(row.bid)
        wording.written_down(row.member, "bid_joined", told, by)
        row.accepted_at = clock.now()
        row.save(update_fields=["accepted_at"])
        words = wording.line(brings, "brings", most=120)
        made = there or Applicant.objects.create(bid=row.bid, member=row.member, role=row.role, brings=words)
        record("funding.bid_joined", made, by=by, bid=row.bid_id, role=row.role)
        emails.answered(row, by=by)
        return made


def decline_bid_invitation(
    invitation: BidInvitation, *, by: Actor, told: people.Told | None = None
) -> None:  # fmt: skip
    """They say no. Twice changes nothing; after a yes they leave the bid instead."""
    with transaction.atomic():
        row = _waiting(invitation)
        if row.declined_at or row.accepted_at or row.taken_back_at:
            return
        wording.written_down(row.member, "bid_not_joined", told, by)
        row.declined_at = clock.now()
        row.save(update_fields=["declined_at"])
        record("funding.bid_not_joined", row, by=by, bid=row.bid_id)
        emails.answered(row, by=by)


def take_invitation_back(invitation: BidInvitation, *, by: Actor) -> None:
    """Do not ask them after all. Twice changes nothing."""
    with transaction.atomic():
        row = _waiting(invitation)
        if row.declined_at or row.accepted_at or row.taken_back_at:
            return
        row.taken_back_at = clock.now()
        row.save(update_fields=["taken_back_at"])
        record("funding.invitation_taken_back", row, by=by, bid=row.bid_id)


def change_applicant(applicant: Applicant, *, role: str, by: Actor) -> Applicant:
    """Let somebody do more or less with a bid. Raises CannotWorkTogether where nobody would lead it."""
    chosen = wording.chosen(role, ApplicantRole, "role", _("Choose what they may do."))
    with transaction.atomic():
        Bid.objects.select_for_update().get(pk=applicant.bid_id)
        row = Applicant.objects.select_related("bid").get(pk=applicant.pk)
        if row.role == chosen or row.left_at:
            return row
        if row.role == ApplicantRole.LEAD:
            _check_another_leads(row)
        row.role = chosen
        row.save(update_fields=["role"])
        record("funding.applicant_changed", row, by=by, bid=row.bid_id, role=chosen)
        return row


def leave_bid(applicant: Applicant, *, by: Actor) -> None:
    """Somebody no longer works on a bid. Twice changes nothing. Raises CannotWorkTogether for the only lead."""
    with transaction.atomic():
        Bid.objects.select_for_update().get(pk=applicant.bid_id)
        row = Applicant.objects.get(pk=applicant.pk)
        if row.left_at:
            return
        if row.role == ApplicantRole.LEAD:
            _check_another_leads(row)
        row.left_at = clock.now()
        row.save(update_fields=["left_at"])
        record("funding.applicant_left", row, by=by, bid=row.bid_id)


def _check_another_leads(row: Applicant) -> None:
    others = Applicant.objects.filter(bid=row.bid_id, role=ApplicantRole.LEAD, left_at=None).exclude(
        pk=row.pk
    )
    if not others.exists():
        raise CannotWorkTogether(_("Somebody has to lead the bid. Let another person lead it first."))


def invite_by_email(
    bid: Bid, address: str, *, role: str, by: Actor, asked_by: Member | None = None, words: str = ""
) -> None:
    """Ask whoever has this address, if a member has. Nobody learns from it whether one has. Raises ValidationError."""
    wording.chosen(role, ApplicantRole, "role", _("Choose what they may do."))
    with transaction.atomic():
        draft_of(bid)
        found = Member.objects.here().filter(email__iexact=address.strip()).exclude(email="")[:2]
        for member in found:
            with suppress(CannotWorkTogether):
                invite_to_bid(bid, member, role=role, by=by, asked_by=asked_by, words=words, quiet=True)


def comment_on_bid(
    bid: Bid, member: Member, *, text: str, by: Actor, question: Question | None = None
) -> BidComment:  # fmt: skip
    """Say something to the others who work on a bid. Raises CannotWorkTogether and ValidationError."""
    if not rules.works_on(member, bid, ApplicantRole.COMMENT):
        raise CannotWorkTogether(_("You may read this bid. Ask its lead if you would like to comment."))
    if question is not None and question.round_id != bid.round_id:
        raise ValidationError({"question": _("Choose a question of this round.")})
    words = wording.plain(text, "text", missing=_("Write what you want to say."), most=2000)
    with transaction.atomic():
        made = BidComment.objects.create(bid=bid, member=member, question=question, text=words)
        record("funding.bid_commented", made, by=by, bid=bid.pk)
        return made


def remove_bid_comment(comment: BidComment, *, by: Actor) -> None:
    """Somebody takes back what they said."""
    with transaction.atomic():
        record("funding.bid_comment_removed", comment, by=by, bid=comment.bid_id)
        comment.delete()
