"""Rounds and bids as rows: what stands before a panel meets."""

from collections.abc import Iterable
from datetime import timedelta

from alongside.foundation import actors, clock
from alongside.funding.models import Applicant, Bid, Criterion, Programme, Round
from alongside.people.models import Member

BY = actors.SYSTEM


def closed_round(*, pot_pence: int = 900_000, cap_pence: int = 500_000, number: int = 1) -> Round:
    """A round with two criteria that closed yesterday."""
    now, day = clock.now(), clock.today()
    programme, _new = Programme.objects.get_or_create(
        slug="community-fund", defaults={"title": "Community fund", "about": "Money.", "by": BY.key}
    )
    made = Round.objects.create(
        programme=programme, number=number, title=f"Round {number}", slug=f"phase-{number}", about="Money.",
        cap_pence=cap_pence, pot_pence=pot_pence, months=4, closes_at=now - timedelta(days=1),
        decide_by=day + timedelta(days=20), feedback_by=day + timedelta(days=30),
        starts_on=day + timedelta(days=40), opened_at=now - timedelta(days=30), opened_by=BY.key, by=BY.key,
    )  # fmt: skip
    Criterion.objects.create(round=made, name="Together", means="Made together.", weight=2, position=1)
    Criterion.objects.create(round=made, name="Change", means="It changes something.", position=2)
    return made


def bid(one_round: Round, title: str, pence: int, applicants: Iterable[Member], *, sent: bool = True) -> Bid:
    """A bid of a group, sent two days ago unless it is a draft; the first applicant leads."""
    number = Bid.objects.count() + 1
    made = Bid.objects.create(
        round=one_round, reference=f"BBBB-{number:04d}", title=title, summary=f"{title} for all.",
        asked_pence=pence, months=4, recipient_kind="group", group_name=f"{title} group",
        submitted_at=clock.now() - timedelta(days=2) if sent else None, by=BY.key,
    )  # fmt: skip
    for place, member in enumerate(applicants):
        Applicant.objects.create(bid=made, member=member, role="edit" if place else "lead")
    return made
