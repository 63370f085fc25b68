"""Whose award it is: the applicants of its bid, and who of them leads."""

from __future__ import annotations

from alongside.foundation.actors import Actor
from alongside.people.models import Member

from ..models import Applicant, ApplicantRole, Award, ConflictAnswer, HasConflict


def of(award: Award) -> list[Applicant]:
    """Everybody who works on the bid of an award, leads first. One query."""
    rows = Applicant.objects.filter(bid=award.bid_id, left_at=None, member__leaving=None)
    listed = rows.select_related("member", "member__account").order_by("pk")
    return sorted(listed, key=lambda row: row.role != ApplicantRole.LEAD)


def leads(award: Award) -> list[Member]:
    """Those who answer for an award."""
    return [row.member for row in of(award) if row.role == ApplicantRole.LEAD]


def leads_it(award: Award, member: Member | None) -> bool:
    """Whether this member answers for an award."""
    rows = Applicant.objects.filter(bid=award.bid_id, left_at=None, role=ApplicantRole.LEAD)
    return member is not None and rows.filter(member=member).exists()


def is_theirs(award: Award, by: Actor) -> bool:
    """Whether whoever acts would get the money: then somebody else decides, pays and checks."""
    rows = Applicant.objects.filter(bid=award.bid_id, left_at=None, member__account__isnull=False)
    return by.key in {f"account:{key}" for key in rows.values_list("member__account", flat=True)}


def declared(award: Award, by: Actor) -> bool:
    """Whether whoever acts declared a conflict of interest with the bid, on its panel, and has it still."""
    rows = ConflictAnswer.objects.filter(bid=award.bid_id, ended_at=None).exclude(answer=HasConflict.NONE)
    rows = rows.filter(person__member__account__isnull=False)
    return by.key in {f"account:{key}" for key in rows.values_list("person__member__account", flat=True)}
