"""Asking members, and not asking anybody too often."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as hall
from alongside.people.models import Member
from alongside.people.queries import asks

from .. import emails, rules
from ..models import Interest, Invitation, Opportunity
from .days import NOT_BEFORE_INVITATION
from .locking import written_down


class CannotInvite(Exception):
    """Nobody was invited; the message is a sentence for the page."""


class AskedEnough(CannotInvite):
    """Some of these people were asked as often as the centre allows in 30 days; `members` are their ids."""

    def __init__(self, members: Collection[int]) -> None:
        super().__init__(
            _(
                "Some of these people were asked often lately. Leave them out, or say why you ask them once more."
            )
        )
        self.members = frozenset(members)


def invite(
    opportunity: Opportunity, members: Sequence[Member], *, by: Actor, words: str = "", because: str = ""
) -> list[Invitation]:
    """Ask members whether they would like to, each by their own channel. Nobody is asked twice about one thing.

    Raises AskedEnough when somebody reached the centre's limit of 30 days and `because` does not say why one
    more is right, and CannotInvite when it is closed. Then nobody was asked. Whoever may not be reached is
    left out.
    """
    with transaction.atomic():
        if not opportunity.is_open:
            raise CannotInvite(_("This is closed, so nobody can be invited."))
        fresh = [member for member in members if _may_be_asked(opportunity, member)]
        often = asks.asked_enough(member.pk for member in fresh)
        if often and not because.strip():
            raise AskedEnough(often)
        return [
            _invite(opportunity, member, words, because.strip() if member.pk in often else "", by)
            for member in fresh
        ]


def _may_be_asked(opportunity: Opportunity, member: Member) -> bool:
    known = Invitation.objects.filter(opportunity=opportunity, member=member).exists()
    told = Interest.objects.filter(opportunity=opportunity, member=member).exists()
    return rules.may_take_part(member) and not known and not told


def _invite(
    opportunity: Opportunity, member: Member, words: str, over_limit: str, by: Actor
) -> Invitation:  # fmt: skip
    invitation = Invitation.objects.create(
        opportunity=opportunity, member=member, by=by.key, over_limit=over_limit
    )
    record(
        "opportunities.invited", invitation, by=by, opportunity=opportunity.pk, over_limit=bool(over_limit)
    )
    emails.invited(invitation, words=words.strip(), by=by)
    return invitation


def decline_invitation(invitation: Invitation, *, by: Actor, told: hall.Told | None = None) -> None:
    """Somebody says no to an invitation. Saying it twice changes nothing. Raises `people.CannotRecord`."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if row.declined_at:
            return
        if told:
            hall.check_not_before(told, timezone.localtime(row.created_at).date(), NOT_BEFORE_INVITATION)
        written_down(row.member, "invitation_declined", told, by)
        row.declined_at = clock.now()
        row.save(update_fields=["declined_at"])
        record("opportunities.invitation_declined", row, by=by, opportunity=row.opportunity_id)
