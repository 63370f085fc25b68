"""The vote by equal shares: everything that decides is fixed first; people vote by any way; the result suggests."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import actors, clock, letters, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.foundation.record import record
from alongside.methods import equalshares, lottery
from alongside.people import actions as people
from alongside.people.models import Mode

from .. import emails_panel as emails
from ..models import (
    BallotBid,
    BallotPaper,
    BallotResult,
    BallotShortfall,
    Bid,
    Completion,
    FundingBallot,
    Panel,
    PanelMember,
)
from ..queries import conflicts, panels, voting
from .conflicts import written_down

STEP = 100
"""Pence by which shares grow."""
TIES = ["lower_cost", "more_votes", "lot"]
"""What breaks a tie, in this order; on record before the vote opens."""


class CannotVote(Exception):
    """Nothing changed in the vote; the message is a sentence for the page."""


def open_vote(
    panel: Panel, *, completion: str, by: Actor, stop_when_exhaustive: bool = False
) -> FundingBallot:
    """Open the vote: rules, pot and asks are fixed, and the SHA-256 of the secret seed is published.

    Doing it twice changes nothing. Raises CannotVote and ValidationError.
    """
    if completion not in Completion.values:
        raise ValidationError({"completion": _("Choose what happens to money that is left over.")})
    with transaction.atomic():
        locked = Panel.objects.select_for_update(of=("self",)).select_related("round").get(pk=panel.pk)
        former = voting.ballot_of(locked.round)
        if former is not None:
            return former
        bids = _to_vote_on(locked)
        seed = secrets.token_hex(32)
        made = FundingBallot(
            round=locked.round, pot_pence=locked.round.pot_pence, completion=completion, step_pence=STEP,
            stop_when_exhaustive=stop_when_exhaustive, seed=seed, commitment=lottery.commit(seed), opened_by=by.key,
        )  # fmt: skip
        made.warnings = voting.warnings(bids, voting.rules_of(made), panels.people(locked).count())
        made.save()
        _keep_bids(made, bids)
        record("funding.vote_opened", made, by=by, commitment=made.commitment, completion=completion,
               ties=TIES)  # fmt: skip
        for person in panels.people(locked):
            emails.vote_opened(person, made, by=by)
        return made


def _keep_bids(ballot: FundingBallot, bids: list[Bid]) -> None:
    """What each asks now, under codes by chance: their order tells nothing."""
    secrets.SystemRandom().shuffle(bids)
    BallotBid.objects.bulk_create(
        BallotBid(ballot=ballot, bid=bid, code=f"b{number:02d}", pence=bid.asked_pence or 0)
        for number, bid in enumerate(bids, start=1)
    )


def _to_vote_on(panel: Panel) -> list[Bid]:
    """What can be voted on now. Raises CannotVote."""
    bids = [bid for bid in panels.bids(panel.round) if bid.asked_pence]
    if not panel.round.is_closed or hasattr(panel.round, "conclusion"):
        raise CannotVote(_("A vote opens once the round has closed, and before it is decided."))
    if not bids:
        raise CannotVote(_("There are no bids to vote on."))
    return bids


def vote(
    ballot: FundingBallot,
    person: PanelMember,
    *,
    approves: Collection[int],
    by: Actor,
    told: people.Told | None = None,
    unseen: Collection[int] = (),
) -> BallotPaper:
    """Keep which bids somebody approves of, by the numbers of the bids; again, while the vote is open.

    Approving of none is a vote. What was kept before about bids in `unseen` stays: whoever writes the vote down does
    not see those. Raises CannotVote, and `people.CannotRecord`.
    """
    with transaction.atomic():
        locked = FundingBallot.objects.select_for_update().get(pk=ballot.pk)
        known = _known(locked, person, approves)
        approved = {known[pk] for pk in approves} | _kept_before(person, known, unseen)
        recording = written_down(person.member, "panel_vote", told, by)
        paper, _new = BallotPaper.objects.update_or_create(
            ballot=locked, person=person,
            defaults={
                "codes": sorted(approved), "recording": recording,
                "how": told.mode if told else Mode.WEB,
            },
        )  # fmt: skip
        record("funding.voted", paper, by=by, how=str(paper.how))
        _ask_no_more(locked, [person], by)
        return paper


def _ask_no_more(ballot: FundingBallot, voters: Iterable[PanelMember], by: Actor) -> None:
    """Nobody is called or written to for a vote that is there, or that is over."""
    outbox.take_back_about(voters, by=by, only=lambda message: message.subject == emails.vote_subject(ballot))


def _known(ballot: FundingBallot, person: PanelMember, approves: Collection[int]) -> dict[int, str]:
    """The codes by bids, once somebody may vote so. Raises CannotVote."""
    if ballot.closed_at is not None:
        raise CannotVote(_("The vote has closed."))
    if person.left_at is not None or person.panel.round_id != ballot.round_id:
        raise CannotVote(_("Only people on this panel vote."))
    if not conflicts.is_ready(person):
        raise CannotVote(_("First answer about conflicts of interest for every bid."))
    known = {row.bid_id: row.code for row in ballot.bids.all()}
    if not set(approves) <= known.keys():
        raise CannotVote(_("One of these bids is not on the ballot. Look at the page again."))
    if set(approves) & conflicts.barred(person):
        raise CannotVote(
            _("There is a conflict of interest with one of these bids, so it cannot be voted for.")
        )
    return known


def _kept_before(person: PanelMember, known: dict[int, str], unseen: Collection[int]) -> set[str]:
    """The codes of the unseen bids that somebody approved of before."""
    former = voting.paper_of(person)
    return {known[pk] for pk in unseen if pk in known} & set(former.codes if former else ())


def close_vote(ballot: FundingBallot, *, by: Actor) -> BallotResult:
    """Close the vote and work the result out, exactly: it suggests, and nothing is decided by it.

    The seed is revealed. Doing it twice changes nothing. Raises CannotVote where nobody voted.
    """
    with transaction.atomic():
        locked = FundingBallot.objects.select_for_update().get(pk=ballot.pk)
        former = BallotResult.objects.filter(ballot=locked).first()
        if former is not None:
            return former
        cast = voting.papers(locked)
        if not cast:
            raise CannotVote(_("Nobody has voted yet."))
        bids, barred = voting.method_bids(locked), _barred(locked, cast)
        if not bids:
            raise CannotVote(_("There are no bids to vote on."))
        lot = equalshares.lot_order([bid.id for bid in bids], locked.seed)
        result = equalshares.allocate(bids, cast, voting.rules_of(locked), lot=lot, barred=barred)
        locked.closed_at, locked.closed_by = clock.now(), by.key
        locked.save(update_fields=["closed_at", "closed_by"])
        pb = equalshares.write(_heading(locked), bids, cast, result, seed=locked.seed)
        file = voting.as_file(result) | {"exposed": len(equalshares.exposed(cast, barred))}
        made = BallotResult.objects.create(
            ballot=locked, file=file, pb=pb, fingerprint=sha256(pb.encode()).hexdigest()
        )
        _ask_no_more(locked, PanelMember.objects.filter(panel__round=locked.round_id), by)
        record("funding.vote_closed", locked, by=by, voters=len(cast), fingerprint=made.fingerprint)
        return made


def _barred(ballot: FundingBallot, cast: Collection[str]) -> dict[str, list[str]]:
    """The codes from which each voter is barred, among those who voted."""
    panel = Panel.objects.get(round_id=ballot.round_id)
    code = {row.bid_id: row.code for row in ballot.bids.all()}
    return {
        str(person): sorted(code[bid] for bid in bids if bid in code)
        for person, bids in conflicts.barred_of(panel).items()
        if str(person) in cast
    }


def _heading(ballot: FundingBallot) -> equalshares.Heading:
    centre = Centre.current()
    begin, end = timezone.localtime(ballot.created_at).date(), clock.today()
    return equalshares.Heading(
        description=f"{ballot.round.title}: a vote of the panel by the Method of Equal Shares",
        country="United Kingdom", unit=centre.name if centre else letters.centre_name(),
        instance=ballot.round.slug, begin=begin, end=end, currency=ballot.round.programme.currency,
    )  # fmt: skip


def work_out_shortfalls() -> int:
    """For each closed vote, work out what the bids without money were short of. Returns for how many votes."""
    waiting = FundingBallot.objects.filter(result__isnull=False, shortfalls=None)
    due = [row for row in waiting if len(row.result.file["winners"]) < row.bids.count()]
    for ballot in due:
        _work_out(ballot)
    return len(due)


def _work_out(ballot: FundingBallot) -> None:
    bids, cast = voting.method_bids(ballot), voting.papers(ballot)
    lot = equalshares.lot_order([bid.id for bid in bids], ballot.seed)
    found = equalshares.unfunded(voting.result_of(ballot), bids, cast, lot=lot)
    by_code = {row.code: row.bid_id for row in ballot.bids.all()}
    with transaction.atomic():
        FundingBallot.objects.select_for_update().get(pk=ballot.pk)
        if ballot.shortfalls.exists():
            return
        BallotShortfall.objects.bulk_create(
            BallotShortfall(
                ballot=ballot, bid_id=by_code[one.bid], supporters=one.supporters, left_pence=int(one.left),
                more=one.more,
            )
            for one in found
        )  # fmt: skip
        record("funding.shortfalls_worked_out", ballot, by=actors.SYSTEM, bids=len(found))
