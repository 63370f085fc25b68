"""Rounds and bids as rows: what stands before a panel meets."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import cycle

from alongside.foundation import actors, clock
from alongside.funding import actions as funding
from alongside.funding.models import Applicant, Bid, Criterion, Panel, PanelMember, Programme, Round
from alongside.funding.queries.conflicts import unanswered
from alongside.people import actions as people
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


def panel(one_round: Round, people: Iterable[Member], as_what: Iterable[str] = ("patient",)) -> Panel:
    """A panel that meets today; roles are given in turn."""
    made = funding.start_panel(one_round, meets_on=clock.today(), by=BY)
    for member, role in zip(people, cycle(as_what), strict=False):
        funding.add_to_panel(made, member, as_what=role, by=BY)
    return made


def person(one: Panel, member: Member) -> PanelMember:
    """A member as somebody on the panel."""
    return PanelMember.objects.select_related("panel__round", "member").get(panel=one, member=member)


def ready(one: PanelMember, **conflicts: str) -> PanelMember:
    """They answered about every bid: no conflict, but for the titles that are named with the kind of it."""
    said = {
        bid.pk: funding.Said("conflict", conflicts[bid.title]) if bid.title in conflicts else funding.Said("none")
        for bid in unanswered(one)
    }  # fmt: skip
    funding.declare_conflicts(one, said, by=BY)
    return one


def scored(one: PanelMember, bid: Bid, *points: int, send: bool = True) -> None:
    """Points for the criteria in their order."""
    criteria = Criterion.objects.filter(round_id=bid.round_id)
    given = {row.pk: value for row, value in zip(criteria, points, strict=True)}
    funding.score(one, bid, points=given, send=send, by=BY)


def told(mode: str = "phone") -> people.Told:
    """Told by phone today, read back and agreed."""
    return people.Told(mode, clock.today(), True)


def later(days: int) -> AbstractContextManager[None]:
    """So many days from now."""
    return clock.at(clock.now() + timedelta(days=days))


def day(days: int) -> date:
    """The day so many days from now."""
    return clock.today() + timedelta(days=days)
