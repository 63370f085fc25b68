"""What the noticeboard holds about a person, for "my data" and for leaving."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from alongside.foundation import clock, privacy
from alongside.foundation.actors import Actor
from alongside.people.models import Member

from ..models import EndedHow, Interest, Invitation, Place, Volunteered
from . import filling, holding
from .locking import held


class OpportunityRights:
    """Registered with the foundation."""

    name = "opportunities"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """Interests with what was volunteered and what came of each, and invitations."""
        interests = Interest.objects.filter(member__account_id=account.pk)
        found = interests.select_related("opportunity", "place", "candidate").prefetch_related(
            "volunteered__category", "volunteered__value"
        )
        invited = Invitation.objects.filter(member__account_id=account.pk).select_related("opportunity")
        return {
            "interests": [_interest(interest) for interest in found],
            "invitations": [
                {
                    "title": row.opportunity.title, "on": row.created_at.isoformat(),
                    "asked_often_because": row.over_limit, "declined_at": _moment(row.declined_at),
                }
                for row in invited
            ],
        }  # fmt: skip

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Give back what they hold, take back what waits, and blank what they said."""
        for member in Member.objects.filter(account_id=account.pk):
            forget(member, by=by)


def _interest(interest: Interest) -> dict[str, Any]:
    place, candidate = getattr(interest, "place", None), getattr(interest, "candidate", None)
    return {
        "title": interest.opportunity.title, "told_on": interest.told_on.isoformat(), "how": interest.how,
        "words": interest.words, "withdrawn_at": _moment(interest.withdrawn_at), "answer": interest.answer,
        "said_for_the_lottery": {
            row.category.name: row.value.label if row.value else None for row in interest.volunteered.all()
        },
        "number_in_the_lottery": candidate.code if candidate else None,
        "place": _place(place) if place else None,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    return {
        "offered_at": _moment(place.created_at), "reason": place.reason,
        "accepted_at": _moment(place.accepted_at), "ended_at": _moment(place.ended_at),
        "ended_how": place.ended_how, "took_part_on": str(place.took_part_on or ""),
    }  # fmt: skip


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def forget(member: Member, *, by: Actor) -> None:
    """Somebody leaves: places go to whoever comes next, interests end, and what they said is blanked."""
    freed = Place.objects.held().filter(interest__member=member, took_part_on=None)
    for place in freed.select_related("opportunity", "interest__member"):
        holding.end(place, EndedHow.DROPPED_OUT if place.accepted_at else EndedHow.DECLINED, by=by)
        _next(place, by)
    Volunteered.objects.filter(interest__member=member).delete()
    Interest.objects.filter(member=member, withdrawn_at=None, place=None).update(withdrawn_at=clock.now())
    for row in Place.objects.filter(interest__member=member):
        privacy.erase(row)
    for interest in Interest.objects.filter(member=member):
        privacy.erase(interest)
    for invitation in Invitation.objects.filter(member=member):
        privacy.erase(invitation)


def _next(place: Place, by: Actor) -> None:
    filling.fill(held(place.opportunity), by=by)
