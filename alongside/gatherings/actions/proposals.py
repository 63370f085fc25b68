"""Members propose sessions, on the web or through staff; each proposal gets an answer, by their own channel."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.letters import paragraphs, where_to_ask
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import HelperRole, Series, Session, SessionProposal, WouldChair
from . import helping, sessions
from .refusals import NotNow

ANSWERED = gettext_lazy("This proposal has its answer already.")


def propose_session(
    series: Series,
    *,
    member: Member,
    title: str,
    purpose: str,
    would_chair: str,
    by: Actor,
    when_roughly: str = "",
    how: str = Mode.WEB,
    told: people.Told | None = None,
) -> SessionProposal:
    """A member proposes a session. With `told`, staff write it down for them; it has the same standing.

    Raises `people.CannotRecord` when what was told cannot be recorded.
    """
    with transaction.atomic():
        proposal = SessionProposal.objects.create(
            series=series, member=member, title=title, purpose=purpose, would_chair=would_chair,
            when_roughly=when_roughly, how=told.mode if told else how,
        )  # fmt: skip
        if told:
            people.record_for(
                member, what="session_proposal", mode=told.mode, on=told.on, note=told.note,
                read_back_and_agreed=told.read_back_and_agreed, by=by,
            )  # fmt: skip
        record("gatherings.session_proposed", proposal, by=by, series=series.pk, how=str(proposal.how))
        return proposal


def accept_proposal(
    proposal: SessionProposal,
    *,
    meeting: str,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    chairs: bool | None = None,
    **more: Any,
) -> Session:
    """Make a proposal a session in draft, and tell whoever proposed it.

    They chair it if they said so, unless `chairs` says otherwise. Raises NotNow when it was answered already,
    or for what `draft_session` refuses.
    """
    with transaction.atomic():
        kept = _waiting(proposal)
        more = {"title": kept.title, "purpose": kept.purpose} | more
        session = sessions.draft_session(
            kept.series, meeting=meeting, starts_at=starts_at, ends_at=ends_at, proposed_by=kept.member,
            by=by, **more,
        )  # fmt: skip
        if kept.would_chair != WouldChair.NO if chairs is None else chairs:
            helping.add_helper(session, member=kept.member, role=HelperRole.CHAIR, by=by)
        _answer(kept, by, session=session)
        record("gatherings.proposal_accepted", kept, by=by, session=session.pk)
        _tell_accepted(kept, by)
        proposal.refresh_from_db()
        return session


def decline_proposal(proposal: SessionProposal, *, because: str, by: Actor) -> SessionProposal:
    """Say no, with a reason that the person reads. Raises NotNow without one, and when it was answered."""
    if not because.strip():
        raise NotNow(gettext_lazy("Write why not. The person who proposed it will read it."))
    with transaction.atomic():
        kept = _waiting(proposal)
        _answer(kept, by, declined_because=because.strip())
        record("gatherings.proposal_declined", kept, by=by)
        _tell_declined(kept, by)
        proposal.refresh_from_db()
        return proposal


def _waiting(proposal: SessionProposal) -> SessionProposal:
    kept = SessionProposal.objects.select_for_update(of=("self",)).select_related("member", "series")
    found = kept.get(pk=proposal.pk)
    if found.answered_at:
        raise NotNow(ANSWERED)
    return found


def _answer(proposal: SessionProposal, by: Actor, **answer: Any) -> None:
    proposal.answered_at, proposal.answered_by = clock.now(), by.key
    for name, value in answer.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["answered_at", "answered_by", *answer])


def _tell_accepted(proposal: SessionProposal, by: Actor) -> None:
    with translation.override(proposal.member.language):
        _tell(
            proposal,
            _("Yes to the session you proposed"),
            _("Thank you for proposing a session: %(title)s") % {"title": proposal.title},
            _("We would like it to happen. We are planning it now, and will talk with you about it."),
            by,
        )


def _tell_declined(proposal: SessionProposal, by: Actor) -> None:
    with translation.override(proposal.member.language):
        _tell(
            proposal,
            _("About the session you proposed"),
            _("Thank you for proposing a session: %(title)s") % {"title": proposal.title},
            _("We will not hold it now. This is why: %(why)s") % {"why": proposal.declined_because},
            by,
        )


def _tell(proposal: SessionProposal, subject: str, thanks: str, answer: str, by: Actor) -> None:
    hello = _("Hello %(name)s,") % {"name": proposal.member.called}
    text = paragraphs(hello, thanks, answer, where_to_ask())
    people.tell(proposal.member, subject=subject, text=text, by=by, about=proposal)
