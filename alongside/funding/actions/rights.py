"""What the room holds about a person who works on bids, for "my data" and for leaving."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alongside.foundation import clock, privacy
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import rules
from ..models import Applicant, ApplicantRole, Bid, BidComment, BidInvitation, Saved
from ..queries import bids


class BidRights:
    """Registered with the foundation."""

    name = "bids"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The bids that somebody works on in full, their comments, and what they were asked."""
        rows = Applicant.objects.filter(member__account_id=account.pk).select_related("bid__round__programme")
        said = BidComment.objects.filter(member__account_id=account.pk).select_related("bid")
        invited = BidInvitation.objects.filter(member__account_id=account.pk).select_related("bid")
        return {
            "bids": [_bid(row) for row in rows],
            "comments": [{"bid": row.bid.reference, "text": row.text} for row in said],
            "invitations": [
                {
                    "bid": row.bid.reference,
                    "role": row.role,
                    "words": row.words,
                    "on": row.created_at.isoformat(),
                }
                for row in invited
            ],
        }

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Take somebody off their bids; others go on with them, and a draft of nobody is taken back."""
        for member in Member.objects.filter(account_id=account.pk):
            forget(member, by=by)


def _bid(row: Applicant) -> dict[str, Any]:
    bid = row.bid
    return {
        "reference": bid.reference, "round": bid.round.title, "role": row.role, "brings": row.brings,
        "title": bid.title, "summary": bid.summary, "asked_pence": bid.asked_pence,
        "access_pence": bid.access_pence, "film": bid.film_url,
        "sent_at": bid.submitted_at.isoformat() if bid.submitted_at else None,
        "answers": {one.question.text: one.shown for one in bids.asked(bid)},
    }  # fmt: skip


def forget(member: Member, *, by: Actor) -> None:
    """Somebody leaves: their place goes to the others, and what they said to the team is deleted."""
    with transaction.atomic():
        for row in Applicant.objects.filter(member=member):
            if row.left_at is None:
                row.left_at = clock.now()
                row.save(update_fields=["left_at"])
                _hand_on(Bid.objects.get(pk=row.bid_id), by)
            privacy.erase(row)
        for comment in BidComment.objects.filter(member=member):
            privacy.erase(comment)
        for invitation in BidInvitation.objects.filter(member=member):
            privacy.erase(invitation)
        for saved in Saved.objects.filter(member=member):
            privacy.erase(saved)


def _hand_on(bid: Bid, by: Actor) -> None:
    """Whoever may do most leads it from now on; a draft that nobody is left on is taken back."""
    left = list(Applicant.objects.filter(bid=bid, left_at=None).order_by("pk"))
    if not left and bid.is_draft:
        bid.withdrawn_at = clock.now()
        bid.save(update_fields=["withdrawn_at"])
        record("funding.bid_withdrawn", bid, by=by, round=bid.round_id)
    if left and all(row.role != ApplicantRole.LEAD for row in left):
        heir = max(left, key=lambda row: (rules.RANK.index(ApplicantRole(row.role)), -row.pk))
        heir.role = ApplicantRole.LEAD
        heir.save(update_fields=["role"])
        record("funding.applicant_changed", heir, by=by, bid=bid.pk, role=heir.role)
