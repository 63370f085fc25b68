"""Who may: predicates, true or false."""

from __future__ import annotations

from alongside.foundation import clock, doors
from alongside.people.models import Member, Mode
from alongside.people.queries import members

from .models import Applicant, ApplicantRole, Bid, Round

RANK = (ApplicantRole.VIEW, ApplicantRole.COMMENT, ApplicantRole.EDIT, ApplicantRole.LEAD)
"""What somebody may do with a bid, from the least to the most; each includes those before it."""


RUNNERS = doors.COORDINATORS
"""Those who look after programmes and rounds."""


def runs(roles: frozenset[doors.Role]) -> bool:
    """Whether somebody with these roles looks after programmes and rounds."""
    return bool(roles & RUNNERS)


def may_read(roles: frozenset[doors.Role], one_round: Round) -> bool:
    """Whether somebody with these roles may read a round: a draft only with those who look after it."""
    return one_round.opened_at is not None or runs(roles) or doors.Role.AUDITOR in roles


def role_in(member: Member | None, bid: Bid) -> ApplicantRole | None:
    """What a member may do with a bid; None where they do not work on it."""
    if member is None:
        return None
    found = Applicant.objects.filter(bid=bid, member=member, left_at=None).first()
    return ApplicantRole(found.role) if found else None


def works_on(member: Member | None, bid: Bid, role: str = ApplicantRole.VIEW) -> bool:
    """Whether a member works on a bid and may do at least what this role may: view, comment, edit or lead."""
    found = role_in(member, bid)
    return found is not None and RANK.index(found) >= RANK.index(ApplicantRole(role))


def writes_down(roles: frozenset[doors.Role], bid: Bid) -> bool:
    """Whether somebody with these roles writes this bid down for its applicants, who told us another way."""
    return runs(roles) and bid.how != Mode.WEB


def may_write(member: Member | None, roles: frozenset[doors.Role], bid: Bid) -> bool:
    """Whether somebody may change a bid: those who write it, and staff for one that was told to us."""
    return works_on(member, bid, ApplicantRole.EDIT) or writes_down(roles, bid)


def may_read_bid(member: Member | None, roles: frozenset[doors.Role], bid: Bid) -> bool:
    """Whether somebody may read a bid. A draft is private to its applicants, and to staff who write it down.

    Those who run the round and auditors read it once it is in; who sits on a panel is judged elsewhere.
    """
    if works_on(member, bid) or writes_down(roles, bid):
        return True
    return bid.submitted_at is not None and (runs(roles) or doors.Role.AUDITOR in roles)


def may_take_part(member: Member) -> bool:
    """Whether a member may apply: under 16 only once a parent or guardian agreed."""
    return members.may_be_reached(member)


def is_late(one_round: Round) -> bool:
    """Whether bids no longer come in. The moment at which the round closes is already too late."""
    return clock.now() >= one_round.closes_at
