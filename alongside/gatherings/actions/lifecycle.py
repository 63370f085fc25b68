"""What happens to a session: announced with its number, ready, delivered, completed; or cancelled."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import signals
from ..models import Series, Session
from ..queries import readiness, sessions
from . import feedback, news
from .refusals import AskFirst, NotNow


def announce(session: Session, *, by: Actor, in_the_past: bool = False) -> Session:
    """Give a session the number after the highest ever given in its series, and let everybody see it.

    Announcing twice changes nothing. Raises AskFirst for one that starts in the past or before a session with
    a lower number, unless `in_the_past`; NotNow when something is missing.
    """
    with transaction.atomic():
        series = Series.objects.select_for_update().get(pk=session.series_id)
        kept = _locked(session)
        if kept.announced_at:
            return _as_kept(session)
        if missing := readiness.before_announcing(kept):
            raise NotNow(*missing)
        number = sessions.next_number(series)
        if not in_the_past and (questions := readiness.look_twice(kept, number)):
            raise AskFirst(*questions)
        kept.number, kept.announced_at = number, clock.now()
        kept.save(update_fields=["number", "announced_at"])
        record("gatherings.session_announced", kept, by=by, number=number, in_the_past=in_the_past)
        _tell(kept, "published", by)
        return _as_kept(session)


def cancel(session: Session, *, because: str, by: Actor) -> Session:
    """Call a session off. It keeps its number, stays visible, and those who registered are told why.

    Cancelling twice changes nothing. Raises NotNow without a reason, and for a session that took place.
    """
    if not because.strip():
        raise NotNow(_("Write why the session is cancelled. People will read it."))
    with transaction.atomic():
        kept = _locked(session)
        if kept.cancelled_at:
            return _as_kept(session)
        if kept.delivered_at:
            raise NotNow(_("This session took place, so it cannot be cancelled."))
        kept.cancelled_at, kept.cancelled_because = clock.now(), because.strip()
        kept.revision += kept.announced_at is not None
        kept.save(update_fields=["cancelled_at", "cancelled_because", "revision"])
        record("gatherings.session_cancelled", kept, by=by, number=kept.number, revision=kept.revision)
        _as_kept(session)
        _tell(session, "cancelled", by)
        news.cancelled(session, by=by)
        return session


def mark_ready(session: Session, *, by: Actor) -> Session:
    """Say that everything is arranged. Raises NotNow with every reason why it is not. Twice changes nothing."""
    with transaction.atomic():
        kept = _locked(session)
        if kept.ready_at:
            return _as_kept(session)
        _check_announced(kept)
        if reasons := readiness.blockers(kept):
            raise NotNow(*reasons)
        kept.ready_at = clock.now()
        kept.save(update_fields=["ready_at"])
        record("gatherings.session_ready", kept, by=by)
        return _as_kept(session)


def deliver(session: Session, *, by: Actor) -> Session:
    """Say that a session took place: it counts from now on. Raises NotNow before its start. Twice changes
    nothing.
    """
    with transaction.atomic():
        kept = _locked(session)
        if kept.delivered_at:
            return _as_kept(session)
        _check_announced(kept)
        if clock.now() < kept.starts_at:
            raise NotNow(_("This session has not started yet. Come back when it has."))
        kept.delivered_at = clock.now()
        kept.save(update_fields=["delivered_at"])
        record("gatherings.session_delivered", kept, by=by, number=kept.number)
        _tell(kept, "changed", by)
        return _as_kept(session)


def complete(session: Session, *, by: Actor, because: str = "") -> Session:
    """Close a delivered session. Raises NotNow with every loose end, unless `because` says why they stay.

    Completing twice changes nothing.
    """
    with transaction.atomic():
        kept = _locked(session)
        if kept.completed_at:
            return _as_kept(session)
        if kept.delivered_at is None:
            raise NotNow(_("This session has not taken place yet."))
        loose = readiness.loose_ends(kept)
        if loose and not because.strip():
            raise NotNow(*loose)
        kept.completed_at, kept.completed_because = clock.now(), because.strip() if loose else ""
        kept.save(update_fields=["completed_at", "completed_because"])
        feedback.seal_feedback(kept, by=by)
        record("gatherings.session_completed", kept, by=by, loose_ends=len(loose))
        _tell(kept, "completed", by)
        return _as_kept(session)


def _tell(session: Session, what: str, by: Actor) -> None:
    signals.session_news.send(Session, session=session, what=what, by=by)


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update().get(pk=session.pk)


def _as_kept(session: Session) -> Session:
    session.refresh_from_db()
    return session


def _check_announced(session: Session) -> None:
    if session.cancelled_at:
        raise NotNow(_("This session was cancelled."))
    if session.announced_at is None:
        raise NotNow(_("Announce this session first."))
