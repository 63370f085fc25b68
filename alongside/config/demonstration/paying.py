"""What the pilots were paid: offers, acceptances, instalments that finance pays, and the close."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.funding import actions as funding
from alongside.funding.models import ApplicantRole, Award, Instalment
from alongside.people import actions as people
from alongside.people.models import Mode
from alongside.projects.models import TeamRole

if TYPE_CHECKING:
    from .held import Held


def write(held: Held) -> None:
    """Write down the awards of a round from the offer to the close."""
    told, diary = held.told, held.diary
    diary.on(told["announced_on"], _offer, held)
    diary.on(told["accepted_on"], _accept, held)
    if "halves" in told["paid"]:
        middle = told["starts_on"] + (told["ends_on"] - told["starts_on"]) / 2
        diary.on(told["starts_on"], _pay, held)
        diary.on(middle, _pay, held)
    diary.on(told["closed_on"] - timedelta(days=1), _pay, held)
    diary.on(told["closed_on"], _close, held)


def awards(held: Held) -> list[Award]:
    """The awards of a round, in the order in which they were offered."""
    return list(Award.objects.filter(bid__round=held.round).select_related("bid", "project").order_by("pk"))


def _offer(held: Held) -> None:
    for row in held.bidding():
        if "award" in row:
            funding.make_award(
                held.bids[row["title"]], pence=row["award"] * 100, starts_on=held.told["starts_on"],
                ends_on=held.told["ends_on"], by=held.diary.by,
            )  # fmt: skip


def _accept(held: Held) -> None:
    by = held.diary.by
    for award in awards(held):
        lead = award.bid.applicants.get(role=ApplicantRole.LEAD).member
        told = None if award.bid.how == Mode.WEB else people.Told(award.bid.how, clock.today(), True)
        funding.accept_award(award, lead, role=TeamRole.STAFF, told=told, by=by)
        if "at_the_end" in held.told["paid"]:
            part = funding.Part(award.pence, award.ends_on, held.told["paid"]["at_the_end"])
            funding.plan_instalments(award, [part], by=by)
        if "halves" in held.told["paid"]:
            half, middle = award.pence // 2, award.starts_on + (award.ends_on - award.starts_on) / 2
            parts = [funding.Part(award.pence - half, award.starts_on), funding.Part(half, middle)]
            funding.plan_instalments(award, parts, by=by)


def _finance(held: Held) -> Actor:
    account = held.cast[held.plan["finance"]].account
    assert account is not None
    return actors.of(account)


def _pay(held: Held) -> None:
    """The next instalment of each award: a coordinator says that it is ready, finance pays it."""
    finance = _finance(held)
    for award in awards(held):
        due = (
            Instalment.objects.unpaid()
            .filter(award=award, due_on__lte=clock.today())
            .order_by("position")
            .first()
        )
        if due is None:
            continue
        funding.say_ready(due, by=held.diary.by)
        due.refresh_from_db()
        reference = f"{held.told['slug']}-{award.reference}-{due.position}"
        funding.pay_instalment(due, reference=reference, on=clock.today(), by=finance)


def _close(held: Held) -> None:
    back = {row["title"]: row["returned"] * 100 for row in held.bidding() if "returned" in row}
    for award in awards(held):
        returned = back.get(award.bid.title, 0)
        if returned:
            reference = f"back-{award.reference}"
            funding.record_return(
                award, pence=returned, on=clock.today(), reference=reference, by=held.diary.by
            )
        funding.close_award(award, spent_pence=award.pence - returned, by=held.diary.by)
