"""What the centre does about needs: somebody takes each on, arranges it or says why not, and tells the person."""

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Event
from alongside.foundation.record import record
from alongside.people.models import Member

from .. import rules
from ..emails import access as emails
from ..models import Adjustment, Registration, Session
from ..queries.my_access import SEEN
from .refusals import NotNow


def look_at_needs(subject: Session | Registration | Member, *, by: Actor) -> Event:
    """Put on record that somebody looked at who needs what. Called in the request that shows it.

    A look at a profile is recorded without a subject: no page about the member may show that there was one.
    """
    if isinstance(subject, Member):
        return record(SEEN, None, by=by, member=subject.pk)
    return record(SEEN, subject, by=by)


def take_on(adjustment: Adjustment, *, owner: Member, by: Actor) -> Adjustment:
    """Somebody makes this their task. Raises NotNow for one who may not see needs, and when it has ended."""
    if not rules.may_own_needs(owner, adjustment.session):
        raise NotNow(_("Choose somebody with the access role, or the access support of this session."))
    with transaction.atomic():
        kept = _locked(adjustment)
        if kept.owner_id != owner.pk:
            kept.owner, kept.taken_on_at = owner, clock.now()
            kept.save(update_fields=["owner", "taken_on_at"])
            record("gatherings.adjustment_taken_on", kept, by=by, owner=owner.pk)
        return _as_kept(adjustment)


def arrange(
    adjustment: Adjustment,
    *,
    what: str,
    by: Actor,
    supplier: str = "",
    cost_pence: int = 0,
    same_as: Adjustment | None = None,
) -> Adjustment:
    """Say what was arranged, and tell the person by their own channel.

    `same_as` is a sibling at the same session whose booking serves this one too: supplier and cost are its.
    Arranging again tells them again. Raises NotNow without words, without an owner, or for a wrong sibling.
    """
    with transaction.atomic():
        kept = _owned(adjustment)
        if same_as is not None:
            _check_sibling(kept, same_as)
            supplier, cost_pence = same_as.supplier, 0
        if not what.strip():
            raise NotNow(_("Write what you arranged. The person will read it."))
        kept.arranged_at, kept.cannot_at, kept.answer = clock.now(), None, what.strip()
        kept.supplier, kept.cost_pence, kept.same_as = supplier.strip(), cost_pence, same_as
        _answered(kept, by, "gatherings.adjustment_arranged", cost_pence=cost_pence)
        return _as_kept(adjustment)


def cannot_arrange(adjustment: Adjustment, *, because: str, instead: str, by: Actor) -> Adjustment:
    """Say honestly that it is not possible, why, and what there is instead; the person is told.

    Raises NotNow without both, and without an owner.
    """
    if not because.strip() or not instead.strip():
        raise NotNow(_("Write why it is not possible, and what you offer instead."))
    with transaction.atomic():
        kept = _owned(adjustment)
        kept.arranged_at, kept.cannot_at = None, clock.now()
        kept.answer = f"{because.strip()}\n\n{instead.strip()}"
        kept.supplier, kept.cost_pence, kept.same_as = "", 0, None
        _answered(kept, by, "gatherings.adjustment_not_possible")
        return _as_kept(adjustment)


def set_book_by(adjustment: Adjustment, *, day: date | None, by: Actor) -> Adjustment:
    """Give it a book-by date of its own; None goes back to the usual one of its kind."""
    with transaction.atomic():
        kept = _locked(adjustment)
        if day is not None and day > kept.session.day:
            raise NotNow(_("Write a day before the session."))
        kept.own_book_by = day
        kept.save(update_fields=["own_book_by"])
        record("gatherings.adjustment_book_by_set", kept, by=by, day=day.isoformat() if day else "")
        return _as_kept(adjustment)


def call_off(adjustment: Adjustment, *, by: Actor, cost_pence: int = 0) -> Adjustment:
    """The supplier was told that it is not needed any more; `cost_pence` is what has to be paid all the same."""
    with transaction.atomic():
        kept = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
        if kept.called_off_at is None:
            kept.called_off_at = clock.now()
            kept.cost_pence = 0 if kept.same_as_id else cost_pence
            kept.save(update_fields=["called_off_at", "cost_pence"])
            record("gatherings.adjustment_called_off", kept, by=by, cost_pence=kept.cost_pence)
        return _as_kept(adjustment)


def _answered(adjustment: Adjustment, by: Actor, verb: str, **detail: int) -> None:
    message = emails.answered(adjustment, by=by)
    adjustment.told_at = clock.now() if message else None
    adjustment.save()
    record(verb, adjustment, by=by, told=message is not None, **detail)


def _locked(adjustment: Adjustment) -> Adjustment:
    rows: models.QuerySet[Adjustment] = Adjustment.objects.select_for_update(of=("self",))
    kept = rows.select_related("registration__session", "registration__member").get(pk=adjustment.pk)
    if kept.ended_at or kept.registration.cancelled_at or kept.session.cancelled_at:
        raise NotNow(_("This is not needed any more."))
    return kept


def _owned(adjustment: Adjustment) -> Adjustment:
    kept = _locked(adjustment)
    if kept.owner_id is None:
        raise NotNow(_("Nobody has taken this on yet. Take it on first."))
    return kept


def _check_sibling(adjustment: Adjustment, other: Adjustment) -> None:
    same_session = other.session.pk == adjustment.session.pk
    if not same_session or other.pk == adjustment.pk or not _is_a_booking(other):
        raise NotNow(_("Choose a booking of this session that was arranged for somebody."))


def _is_a_booking(adjustment: Adjustment) -> bool:
    return Adjustment.objects.filter(pk=adjustment.pk).bookings().exists()


def _as_kept(adjustment: Adjustment) -> Adjustment:
    adjustment.refresh_from_db()
    return adjustment
