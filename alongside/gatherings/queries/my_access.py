"""What one person asked for, where each of it stands, and who looked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.components import Kind
from alongside.foundation.models import Event
from alongside.foundation.record import key_of
from alongside.people.models import Member
from alongside.people.queries import listing

from ..models import Adjustment, Registration

Text = str | Promise
SEEN = "gatherings.access_needs_seen"


@dataclass(frozen=True)
class State:
    """Where one need stands, in words and as the kind of a tag."""

    words: Text
    kind: Kind


def state(row: Adjustment) -> State:
    """Where a need stands, for the person and for those who arrange it."""
    if row.ended_at:
        return State(_("Not needed any more"), "neutral")
    if row.arranged_at:
        return State(_("Arranged"), "good")
    if row.cannot_at:
        return State(_("Not possible as asked"), "stopped")
    if row.owner_id:
        return State(_("Being arranged"), "waiting")
    return State(_("Nobody has it yet"), "attention")


@dataclass(frozen=True)
class MySession:
    """What somebody shared for one session, and whether they can say now how it went."""

    registration: Registration
    rows: list[tuple[Adjustment, State]]
    is_over: bool
    unsaid: bool


def my_sessions(member: Member) -> list[MySession]:
    """A person's own sessions with what they asked for at each, soonest first. Two queries."""
    wanted = Registration.objects.standing().filter(member=member, session__cancelled_at=None)
    coming = wanted.filter(session__ends_at__gt=clock.now())
    with_rows = wanted.filter(pk__in=Adjustment.objects.values("registration"))
    mine = (coming | with_rows).select_related("session__series").order_by("session__starts_at", "pk")
    rows = Adjustment.objects.filter(registration__in=mine).with_all()
    return [_mine(one, [row for row in rows if row.registration_id == one.pk]) for one in mine]


def _mine(registration: Registration, rows: list[Adjustment]) -> MySession:
    over = registration.session.ends_at <= clock.now()
    unsaid = any(not hasattr(row, "verdict") and row.ended_at is None for row in rows)
    return MySession(registration, [(row, state(row)) for row in rows], over, over and unsaid)


def asked_for(registration: Registration) -> list[tuple[Adjustment, State]]:
    """What somebody asked for at one session and still wants, with where each stands. One query."""
    return [(row, state(row)) for row in registration.adjustments.filter(ended_at=None)]


def to_tell(member: Member) -> list[Registration]:
    """Sessions after which we wait for this person to say whether their needs were met."""
    over = Registration.objects.standing().placed().filter(
        member=member, session__ends_at__lte=clock.now(), session__cancelled_at=None
    )  # fmt: skip
    open_ones = Adjustment.objects.filter(ended_at=None, verdict=None)
    return list(over.filter(pk__in=open_ones.values("registration")).select_related("session__series"))


@dataclass(frozen=True)
class Look:
    """Somebody of the access circle looked at what a person needs."""

    at: datetime
    who: Text


def looks(member: Member, most: int = 20) -> list[Look]:
    """Who looked at this person's needs and when, newest first: they may know. Three queries."""
    first_shared: dict[str, datetime] = {}
    for row in Adjustment.objects.filter(registration__member=member).select_related("registration"):
        for key in (f"gatherings.session:{row.registration.session_id}", key_of(row.registration)):
            first_shared[key] = min(first_shared.get(key, row.created_at), row.created_at)
    seen = Event.objects.filter(verb=SEEN).filter(
        Q(subject__in=list(first_shared)) | Q(subject="", detail__member=member.pk)
    )  # fmt: skip
    events = [event for event in seen.order_by("-pk")[:200] if _was_theirs(event, first_shared)][:most]
    names = listing.names_of_actors(event.actor for event in events)
    return [Look(event.at, names[event.actor]) for event in events]


def _was_theirs(event: Event, first_shared: dict[str, datetime]) -> bool:
    """A look at a session before somebody shared anything was no look at them."""
    return not event.subject or event.at >= first_shared[event.subject]
