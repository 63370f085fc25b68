"""Making an award of a bid that people decided to fund; what the applicants answer; and taking an offer back."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, draws, money, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode, Recording, new_reference
from alongside.projects import actions as projects

from .. import emails_money as emails
from ..models import FUNDS, Award, Bid, EntryKind, FundingDecision, Round
from ..queries import applicants, pot
from . import books, planning
from .books import CannotMove

ANSWER_WITHIN = timedelta(days=21)
WHAT = "award"


class CannotAward(CannotMove):
    """No award was made or answered; the message says why and what to do."""


def make_award(
    bid: Bid,
    *,
    pence: int,
    starts_on: date,
    ends_on: date,
    by: Actor,
    over_cap_because: str = "",
    answer_by: date | None = None,
    builds_on: Award | None = None,
) -> Award:
    """Offer money to a bid that people decided to fund, and start its project, which is not public yet.

    `pence` is for the whole award. More than was decided, or than the cap of the round with access costs beside it,
    needs `over_cap_because`; the pot of the round is never exceeded. `builds_on` is an earlier award of the programme.
    Raises CannotAward, or ValidationError with the field. The leads of the bid hear it by their own ways.
    """
    with transaction.atomic():
        one_round = Round.objects.select_for_update().get(pk=bid.round_id)
        kept = Bid.objects.select_for_update().get(pk=bid.pk)
        why = plain_text.clean(over_cap_because)
        _check(kept, one_round, pence, why, builds_on, (starts_on, ends_on), by)
        project = projects.start_project(
            title=kept.title, summary=kept.summary, starts_on=starts_on, ends_on=ends_on, by=by
        )

        def make(reference: str) -> Award:
            return Award.objects.create(
                bid=kept, project=project, reference=reference, pence=pence, purpose=kept.summary,
                over_cap_because=why, builds_on=builds_on, starts_on=starts_on, ends_on=ends_on, planned_end_on=ends_on,
                answer_by=answer_by or clock.today() + ANSWER_WITHIN, by=by.key,
            )  # fmt: skip

        award = draws.until_free(make, new_reference)
        books.write(award, EntryKind.OFFERED, pence, on=clock.today(), by=by)
        planning.usual_plan(award, up_front=one_round.paid_up_front)
        record("funding.award_offered", award, by=by, bid=kept.pk, pence=pence, over_cap=bool(why))
        emails.offered(award, by=by)
        return award


def _check(
    bid: Bid,
    one_round: Round,
    pence: int,
    why: str,
    builds_on: Award | None,
    days: tuple[date, date],
    by: Actor,
) -> None:
    decision = FundingDecision.objects.filter(bid=bid).first()
    if bid.submitted_at is None or bid.withdrawn_at is not None:
        raise CannotAward(_("This bid is not in. Only bids that were sent can get an award."))
    if decision is None or decision.outcome not in FUNDS:
        raise CannotAward(_("Nobody decided to fund this bid. Decide about it first."))
    if Award.objects.filter(bid=bid).exists():
        raise CannotAward(_("This bid has its award already. What was turned down can be offered again."))
    problems: dict[str, str] = {}
    if days[1] <= days[0]:
        problems["ends_on"] = _("The last day comes after the first day.")
    most = min(one_round.cap_pence, decision.pence or 0) + bid.access_pence
    if pence <= 0:
        problems["pence"] = _("Write how much is offered.")
    elif pence > most and not why:
        problems["over_cap_because"] = _("This is more than %(most)s. Say why, or offer less.") % {
            "most": _in_words(most, one_round)
        }
    elif pence - bid.access_pence > (left := pot.left(one_round)):
        problems["pence"] = _("The pot of this round has %(left)s left.") % {
            "left": _in_words(left, one_round)
        }
    if problems:
        raise ValidationError(dict(problems))
    books.not_theirs(Award(bid=bid), by, CannotAward)
    if builds_on and (
        builds_on.agreed_at is None or builds_on.bid.round.programme_id != one_round.programme_id
    ):
        raise CannotAward(_("An award builds on one of the same programme that was agreed."))


def _in_words(pence: int, one_round: Round) -> str:
    return money.in_currency(pence, one_round.programme.currency)


def accept_award(
    award: Award, member: Member, *, role: str, by: Actor, told: people.Told | None = None
) -> None:
    """A lead accepts the offer: it is granted, public, and they are in the team as what they say (`role`).

    Raises CannotAward where it was answered, or where the member does not lead the bid; people.CannotRecord where
    `told` says too little.
    """
    with transaction.atomic():
        kept = _open_offer(award, member)
        now = clock.now()
        kept.recording = _recorded(member, "award_accepted", told, by)
        kept.how = told.mode if told else Mode.WEB
        kept.agreed_at, kept.agreed_on, kept.agreed_by = now, told.on if told else clock.today(), by.key
        kept.save(update_fields=["recording", "how", "agreed_at", "agreed_on", "agreed_by"])
        books.write(kept, EntryKind.GRANTED, kept.pence, on=kept.agreed_on, by=by)
        projects.add_to_team(kept.project, member, role=role, leads=True, by=by, told=told)
        record("funding.award_accepted", kept, by=by, how=str(kept.how), pence=kept.pence)
        emails.accepted(kept, by=by)


def decline_award(award: Award, member: Member, *, by: Actor, told: people.Told | None = None) -> None:
    """A lead turns the offer down. The money is free for others."""
    with transaction.atomic():
        kept = _open_offer(award, member)
        kept.recording = _recorded(member, "award_declined", told, by)
        kept.how = told.mode if told else Mode.WEB
        kept.declined_at, kept.declined_by = clock.now(), by.key
        kept.save(update_fields=["recording", "how", "declined_at", "declined_by"])
        _free(kept, "declined", by)
        record("funding.award_declined", kept, by=by, how=str(kept.how))


def withdraw_award(award: Award, *, because: str, by: Actor) -> None:
    """The centre takes back an offer that nobody accepted yet, and says why."""
    words = plain_text.clean(because)
    if not words:
        raise ValidationError({"because": _("Say why. The applicants read it.")})
    with transaction.atomic():
        kept = books.locked(award)
        _check_open(kept)
        books.not_theirs(kept, by, CannotAward)
        kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_because = clock.now(), by.key, words
        kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        _free(kept, "withdrawn", by)
        record("funding.award_withdrawn", kept, by=by)
        emails.withdrawn(kept, by=by)


def offer_again(award: Award, *, by: Actor, answer_by: date | None = None) -> Award:
    """Offer once more what was turned down or taken back: the same sum, while the pot holds it.

    That it was turned down stays on record and in the ledger. Raises CannotAward. The leads hear it by their own ways.
    """
    with transaction.atomic():
        one_round = Round.objects.select_for_update().select_related("programme").get(pk=award.bid.round_id)
        kept = books.locked(award)
        if kept.declined_at is None and kept.withdrawn_at is None:
            raise CannotAward(
                _("This offer stands. Only what was turned down or taken back is offered again.")
            )
        books.not_theirs(kept, by, CannotAward)
        free = pot.unpromised(one_round, but_bid=kept.bid_id)
        if kept.pence - kept.bid.access_pence > free:
            words = _("The pot of this round has %(left)s left, so this cannot be offered again.")
            raise CannotAward(words % {"left": _in_words(max(0, free), one_round)})
        before = {"declined": kept.declined_at is not None, "because": kept.withdrawn_because}
        kept.declined_at, kept.declined_by, kept.withdrawn_at, kept.withdrawn_by = None, "", None, ""
        kept.withdrawn_because, kept.recording = "", None
        kept.answer_by = answer_by or clock.today() + ANSWER_WITHIN
        kept.save()
        books.write(kept, EntryKind.OFFERED, kept.pence, on=clock.today(), by=by)
        planning.usual_plan(kept, up_front=one_round.paid_up_front)
        record("funding.award_offered_again", kept, by=by, pence=kept.pence, **before)
        emails.offered(kept, by=by)
        return kept


def join_team(award: Award, member: Member, *, role: str, by: Actor, told: people.Told | None = None) -> None:
    """Somebody who worked on the bid says as what they are in the team of its project."""
    with transaction.atomic():
        kept = books.locked(award)
        if kept.agreed_at is None:
            raise CannotAward(_("The award is not agreed yet."))
        if member.pk not in {row.member_id for row in applicants.of(kept)}:
            raise CannotAward(_("Only people who worked on the bid join here. The team adds others."))
        projects.add_to_team(
            kept.project, member, role=role, leads=applicants.leads_it(kept, member), by=by, told=told
        )
        record("funding.applicant_joined_team", kept, by=by, member=member.pk)


def _open_offer(award: Award, member: Member) -> Award:
    kept = books.locked(award)
    _check_open(kept)
    if not applicants.leads_it(kept, member):
        raise CannotAward(_("Only somebody who leads the bid answers its offer."))
    return kept


def _check_open(award: Award) -> None:
    if award.agreed_at or award.declined_at or award.withdrawn_at:
        raise CannotAward(_("This offer was answered or taken back already. Look at the page again."))


def _free(award: Award, why: str, by: Actor) -> None:
    """Nothing is offered any more: the entry is taken back, and nothing is to be paid."""
    entry = award.ledger.get(kind=EntryKind.OFFERED, reverses=None, reversed_by=None)
    books.take_back(entry, on=clock.today(), why=why, by=by)
    planning.drop_unpaid(award)


def _recorded(member: Member, what: str, told: people.Told | None, by: Actor) -> Recording | None:
    if told is None:
        return None
    return people.record_for(
        member, what=what, mode=told.mode, on=told.on, note=told.note, by=by,
        read_back_and_agreed=told.read_back_and_agreed,
    )  # fmt: skip
