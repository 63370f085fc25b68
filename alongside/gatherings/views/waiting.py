"""What waits on the desk: sessions to announce, mark ready, deliver and complete, and proposals to answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, doors
from alongside.foundation.components import Text
from alongside.foundation.models import Centre
from alongside.foundation.waiting import Waiting, ours
from alongside.people.models import Member

from .. import rules
from ..models import Session, SessionProposal

ANNOUNCE_BEFORE = timedelta(weeks=6)
READY_BEFORE = timedelta(days=7)
COMPLETE_WITHIN = timedelta(days=14)


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything that this room asks of whoever is here; one query for sessions, one for proposals."""
    if rules.plans(request):
        yield from ours(_proposals(), minutes=15)
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return
    mine = Q(helpers__member=member)
    everything = bool(doors.roles_of(request) & rules.RUNNING)
    running = Session.objects.filter(cancelled_at=None, completed_at=None).order_by("starts_at", "pk")
    if rules.plans(request):
        yield from ours(map(_next_step, running), minutes=20)
        return
    seen = running.filter(mine | Q(announced_at__isnull=False)) if everything else running.filter(mine)
    steps = (_next_step(row) if row.announced_at else _helping(row) for row in seen.distinct())
    yield from ours(steps, minutes=20)


def _proposals() -> Iterator[Waiting]:
    centre = Centre.current()
    days = timedelta(days=centre.answer_within_days if centre else 30)
    for proposal in SessionProposal.objects.waiting():
        yield Waiting(
            title=_("Answer a proposal: %(title)s") % {"title": proposal.title},
            url=reverse("gatherings:proposals"),
            due=(proposal.created_at + days).date(),
            status=_("To do"),
            kind="attention",
        )


def _next_step(session: Session) -> Waiting:
    now, steps = clock.now(), _steps(session)
    title, due = steps
    late = due < now
    return Waiting(
        title=title,
        url=reverse("gatherings:run_session", args=[session.pk]),
        due=due.date(),
        status=_("Late") if late else _("To do"),
        kind="attention" if late else "waiting",
    )


def _helping(session: Session) -> Waiting:
    """For those who help with a draft: a coordinator announces it, and they can prepare it."""
    return Waiting(
        title=_("Help to prepare: %(title)s") % {"title": session.title},
        url=reverse("gatherings:run_session", args=[session.pk]),
        due=session.day,
        status=_("Draft"),
        kind="info",
    )


def _steps(session: Session) -> tuple[Text, Any]:
    """What comes next for a session, and by when."""
    named = {"title": session.title, "number": session.number}
    if session.announced_at is None:
        return _("Announce: %(title)s") % named, session.starts_at - ANNOUNCE_BEFORE
    if session.delivered_at:
        return _("Close session %(number)s: %(title)s") % named, session.ends_at + COMPLETE_WITHIN
    if session.starts_at <= clock.now():
        return _("Say that session %(number)s took place: %(title)s") % named, session.ends_at
    if session.ready_at is None:
        return _("Make session %(number)s ready: %(title)s") % named, session.starts_at - READY_BEFORE
    return _("Hold session %(number)s: %(title)s") % named, session.starts_at
