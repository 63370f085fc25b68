"""What the room holds about somebody's access needs, for "my data" and for leaving."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.record import key_of
from alongside.people.models import Member

from ..models import AccessNeed, Adjustment
from ..queries import my_access
from . import access_afterwards as afterwards
from .needs import not_ready


class AccessRights:
    """Registered with the foundation beside the other rights of the room."""

    name = "access"

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where somebody says what they need."""
        return [{"label": _("What I need to take part"), "url": reverse("gatherings:my_access")}]

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """Needs, what was done about each at a session, what was written about it, and who looked."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return {}
        rows = Adjustment.objects.filter(registration__member=member).with_all()
        told = Message.objects.filter(about__in=[key_of(row) for row in rows]).order_by("created_at")
        held = {
            "needs": [_need(need) for need in AccessNeed.objects.filter(member=member)],
            "adjustments": [_adjustment(row) for row in rows],
            "looks": [{"at": look.at.isoformat(), "by": str(look.who)} for look in my_access.looks(member)],
            "messages": [{"subject": message.subject, "text": message.text} for message in told],
        }
        return {name: listed for name, listed in held.items() if listed}

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Delete needs, adjustments and verdicts; sums stay. What they had taken on needs somebody else."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return
        with transaction.atomic():
            rows = list(
                Adjustment.objects.filter(registration__member=member).select_related(
                    "registration__session", "verdict"
                )
            )
            past = [row for row in rows if row.session.delivered_at]
            afterwards.count(past)
            afterwards.forget(rows)
            AccessNeed.objects.filter(member=member).delete()
            _hand_back(member, by)


def _hand_back(member: Member, by: Actor) -> None:
    """Unanswered tasks of somebody who leaves have no owner any more."""
    theirs = Adjustment.objects.filter(owner=member)
    for row in theirs.unanswered().select_related("registration__session"):
        not_ready(row.session, by=by)
    theirs.unanswered().update(owner=None, taken_on_at=None)
    theirs.update(owner=None)


def _need(need: AccessNeed) -> dict[str, Any]:
    return {
        "what": str(need.get_kind_display()), "detail": need.detail, "reuse": need.reuse,
        "only_for_one_session": need.only_for_id is not None, "how": need.how,
        "review_on": need.review_on.isoformat() if need.review_on else None,
        "said_at": need.created_at.isoformat(),
    }  # fmt: skip


def _adjustment(row: Adjustment) -> dict[str, Any]:
    verdict = getattr(row, "verdict", None)
    return {
        "session": row.session.title, "what": str(row.get_kind_display()), "detail": row.detail,
        "shared_at": row.created_at.isoformat(), "answer": row.answer, "supplier": row.supplier,
        "cost_pence": row.cost_pence, "met": verdict.met if verdict else None,
        "words": verdict.words if verdict else "",
    }  # fmt: skip
