"""Awards as they come about in tests: through the decision and the actions, never by rows."""

from datetime import date, timedelta
from typing import Any

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.funding import actions as funding
from alongside.funding.models import Announcement, Award, Bid, Instalment, Round
from alongside.people.models import Member
from tests.funding.panel import rows

BY = actors.SYSTEM


def doing(member: Member) -> Actor:
    """A member as whoever does something."""
    assert member.account is not None
    return actors.of(member.account)


def decided(bid: Bid, **more: Any) -> Bid:
    """A bid that people decided to fund."""
    funding.decide_bid(bid, outcome="fund", reason="It fits.", by=BY, **more)
    return bid


def offer(bid: Bid, pence: int | None = None, **more: Any) -> Award:
    """An award that waits for the answer of the applicants, from today for four months."""
    day = clock.today()
    more.setdefault("starts_on", day)
    more.setdefault("ends_on", day + timedelta(days=120))
    return funding.make_award(decided(bid), pence=pence or bid.asked_pence or 0, by=BY, **more)


def agreed(bid: Bid, pence: int | None = None, **more: Any) -> Award:
    """An award that was accepted by the lead of its bid, of a round that everybody reads about."""
    award = offer(bid, pence, **more)
    announced(bid.round)
    lead = bid.applicants.get(role="lead").member
    funding.accept_award(award, lead, role="community", by=doing(lead))
    award.refresh_from_db()
    return award


def announced(one_round: Round) -> None:
    """Everybody who applied heard, and then everybody else."""
    Announcement.objects.get_or_create(round=one_round, defaults={"by": BY.key})


def new_bid(one_round: Round, lead: Member, title: str = "Garden", pence: int = 400_000) -> Bid:
    """A bid that is in."""
    return rows.bid(one_round, title, pence, [lead])


def pay(instalment: Instalment, finance: Member, reference: str = "BACS 1", on: date | None = None) -> Any:
    """An instalment that somebody said is ready, paid by finance."""
    funding.say_ready(instalment, by=BY)
    return funding.pay_instalment(instalment, reference=reference, on=on or clock.today(), by=doing(finance))
