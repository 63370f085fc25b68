"""What people chose."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.foundation import money
from alongside.people.models import Member

from ..models import Choice, Choosing, Offer


def of(offer: Offer, member: Member) -> Choice | None:
    """What a member chose of an offer, unless they took it back."""
    return Choice.objects.filter(offer=offer, member=member, ended_at=None).first()


def standing(member: Member) -> QuerySet[Choice]:
    """Every choice of a member that holds, newest first."""
    return Choice.objects.filter(member=member, ended_at=None).select_related("offer")


def words(choice: Choice) -> str:
    """What was chosen: "All of it: £55", "No payment"."""
    if choice.kind == Choosing.NONE:
        return _("No payment")
    return f"{choice.get_kind_display()}: {money.in_pounds(choice.pence)}"


def as_initial(choice: Choice | None) -> dict[str, Any]:
    """A choice as a form shows it."""
    if choice is None:
        return {}
    return {"kind": choice.kind, "part": choice.pence if choice.kind == Choosing.PART else None}
