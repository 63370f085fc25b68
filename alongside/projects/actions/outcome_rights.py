"""What the room holds about somebody through outcomes, and what it does when they leave: their words go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import CaseAgreement, Evidence, FollowUp, Outcome, Viewpoint

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class OutcomeRights:
    """What the rights registry asks about outcomes."""

    name = "projects.outcomes"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """Everything about the member behind an account; empty for somebody without a member."""
        member = _member(account)
        return export_member(member) if member else {}

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Do what each field declares."""
        if member := _member(account):
            forget_member(member, by=by)


def _member(account: AbstractBaseUser) -> Member | None:
    return Member.objects.filter(account_id=account.pk).first()


def export_member(member: Member) -> dict[str, Any]:
    """What a member recorded, how they see it, what they were quoted with, asked and agreed to."""
    recorded = Outcome.objects.filter(member=member).prefetch_related("versions").select_related("project")
    seen = Viewpoint.objects.filter(member=member)
    return {
        "outcomes": [
            {
                "project": row.project.title, "how": row.how, "recorded_at": row.created_at.isoformat(),
                "held_back_because": row.held_back_because, "taken_back": row.withdrawn_at is not None,
                "versions": [{"number": one.number, "what": one.what, "why": one.why} for one in row.versions.all()],
            }
            for row in recorded
        ],
        "viewpoints": list(seen.values("stance", "significance", "words", "role", "how")),
        "quotes": list(Evidence.objects.filter(consent__member=member).values("words", "says_who")),
        "asked_what_happened_since": list(
            FollowUp.objects.filter(member=member).values("project__title", "months", "reminders")
        ),
        "case_studies_agreed_to": list(
            CaseAgreement.objects.filter(member=member).values("case__project__title", "role", "how")
        ),
    }  # fmt: skip


def forget_member(member: Member, *, by: Actor) -> None:
    """Blank how a member saw things and what they were quoted with. What the team recorded stays, as nobody's."""
    with transaction.atomic():
        now = clock.now()
        seen = Viewpoint.objects.filter(member=member)
        seen.filter(withdrawn_at=None).update(withdrawn_at=now)
        count = seen.update(words="", member=None)
        quoted = Evidence.objects.filter(consent__member=member)
        quoted.filter(withdrawn_at=None).update(withdrawn_at=now)
        count += quoted.update(words="")
        count += Outcome.objects.filter(member=member).update(member=None, held_back_because="")
        FollowUp.objects.filter(member=member).update(member=None, token_hash=None)
        CaseAgreement.objects.filter(member=member).update(member=None)
        if count:
            record("projects.outcome_words_forgotten", None, by=by, count=count)
