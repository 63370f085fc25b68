"""What people need to take part: said once, kept or for one session only, and shared by themselves alone.

Verbs begin with `gatherings.need_`: the record shows them to the access role only (see `foundation.record`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import AccessNeed, Adjustment, NeedKind, Registration, Session
from .refusals import NotNow

REVIEWED_EVERY = timedelta(days=365)
TOO_MUCH = 50


@dataclass(frozen=True)
class NewNeed:
    """A need that is said while registering: for this session only, or kept for the next time."""

    kind: str
    detail: str = ""
    keep: bool = False


def say_need(
    member: Member, *, kind: str, by: Actor, detail: str = "", reuse: bool = False,
    told: people.Told | None = None,
) -> AccessNeed:  # fmt: skip
    """Keep a need on somebody's profile. With `reuse` it is ticked for them when they register again.

    With `told`, the access role writes it down for them. Raises NotNow for an unknown kind,
    `people.CannotRecord` when what was told cannot be recorded.
    """
    with transaction.atomic():
        need = _write(member, NewNeed(kind, detail, keep=True), told, reuse=reuse)
        _recorded(member, told, by)
        record("gatherings.need_said", need, by=by)
        return need


def change_need(
    need: AccessNeed, *, detail: str, reuse: bool, by: Actor, told: people.Told | None = None
) -> AccessNeed:
    """Put a need right. It counts as looked at, so the next review is a year away.

    What was shared for a session before stays as it was shared.
    """
    with transaction.atomic():
        need.detail, need.reuse, need.only_for = detail.strip(), reuse, None
        need.review_on, need.review_asked_at = _next_review(), None
        need.save(update_fields=["detail", "reuse", "only_for", "review_on", "review_asked_at"])
        _recorded(need.member, told, by)
        record("gatherings.need_changed", need, by=by)
        return need


def keep_need(need: AccessNeed, *, by: Actor, reuse: bool = True) -> AccessNeed:
    """Keep a need that was said for one session only."""
    return change_need(need, detail=need.detail, reuse=reuse, by=by)


def forget_need(need: AccessNeed, *, by: Actor, told: people.Told | None = None) -> None:
    """Take a need off the profile. What was shared for a session is taken back by `withdraw_need`."""
    with transaction.atomic():
        record("gatherings.need_forgotten", need, by=by)
        _recorded(need.member, told, by)
        need.delete()


def share_needs(
    registration: Registration,
    *,
    by: Actor,
    needs: Collection[int] = (),
    new_needs: Sequence[NewNeed] = (),
    all_kept: bool = False,
    told: people.Told | None = None,
) -> list[Adjustment]:
    """Ask the centre to prepare for these needs at one session. Nothing else is shared.

    `needs` are ids of the person's own kept needs; others are passed over. `all_kept` shares every one whose
    reuse was agreed, for staff who write down a registration and may not see them. What was shared already is
    not shared twice. A session that was ready is not ready any more. Gives the adjustments that were made;
    raises NotNow for a registration that was cancelled and for a session that is over.
    """
    with transaction.atomic():
        held = Session.objects.select_for_update(no_key=True, of=("self",))
        session = held.get(pk=registration.session_id)
        _check_open(registration, session)
        wanted = _kept(registration, needs, all_kept)
        wanted += [_write(registration.member, new, told, registration=registration) for new in new_needs]
        made = [_share(registration, need, by) for need in wanted]
        if made:
            _recorded(registration.member, told, by)
            not_ready(session, by=by)
        return made


def withdraw_need(adjustment: Adjustment, *, by: Actor, told: people.Told | None = None) -> None:
    """The person does not need this at this session after all. Doing it twice changes nothing."""
    with transaction.atomic():
        kept = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
        if kept.ended_at is None:
            kept.ended_at = clock.now()
            kept.save(update_fields=["ended_at"])
            _recorded(adjustment.registration.member, told, by)
            record("gatherings.need_withdrawn", kept, by=by)
        adjustment.refresh_from_db()


def placed_with_needs(registration: Registration, *, by: Actor) -> None:
    """Somebody got a place: with needs that have no answer yet, a session that was ready is not ready any more."""
    rows = Adjustment.objects.standing().unanswered().filter(registration=registration)
    if registration.placed_at and rows.exists():
        not_ready(registration.session, by=by)


def not_ready(session: Session, *, by: Actor) -> None:
    """Somebody's need has no answer, so a session that was ready is not ready any more."""
    if Session.objects.filter(pk=session.pk, delivered_at=None).exclude(ready_at=None).update(ready_at=None):
        record("gatherings.session_no_longer_ready", session, by=by)


def _kept(registration: Registration, needs: Collection[int], all_kept: bool) -> list[AccessNeed]:
    mine = AccessNeed.objects.kept().filter(member=registration.member_id)
    wanted = mine.filter(reuse=True) if all_kept else mine.filter(pk__in=list(needs))
    shared = Adjustment.objects.filter(registration=registration, ended_at=None).exclude(need=None)
    return list(wanted.exclude(pk__in=shared.values("need")))


def _write(
    member: Member, new: NewNeed, told: people.Told | None, *, registration: Registration | None = None,
    reuse: bool | None = None,
) -> AccessNeed:  # fmt: skip
    if new.kind not in NeedKind.values:
        raise NotNow(_("Choose what you need from the list, or “Something else”."))
    if new.kind == NeedKind.OTHER and not new.detail.strip():
        raise NotNow(_("Write what you need, in your own words."))
    if AccessNeed.objects.filter(member=member).count() >= TOO_MUCH:
        raise NotNow(_("There are many needs on your list. Forget those that are over, then add this one."))
    more: dict[str, Any] = {"only_for": registration}
    if new.keep:
        more = {"reuse": new.keep if reuse is None else reuse, "review_on": _next_review()}
    return AccessNeed.objects.create(
        member=member, kind=new.kind, detail=new.detail.strip(), how=told.mode if told else Mode.WEB, **more
    )


def _share(registration: Registration, need: AccessNeed, by: Actor) -> Adjustment:
    adjustment = Adjustment.objects.create(
        registration=registration, need=need, kind=need.kind, detail=need.detail
    )
    record("gatherings.need_shared", adjustment, by=by)
    return adjustment


def _check_open(registration: Registration, session: Session) -> None:
    if registration.cancelled_at or session.cancelled_at:
        raise NotNow(_("This place was cancelled, so there is nothing to prepare."))
    if session.ends_at <= clock.now():
        raise NotNow(_("This session is over."))


def _recorded(member: Member, told: people.Told | None, by: Actor) -> None:
    if told:
        people.record_for(
            member, what="details", mode=told.mode, on=told.on, note=told.note, by=by, confidential=True,
            read_back_and_agreed=told.read_back_and_agreed,
        )  # fmt: skip


def _next_review() -> date:
    return clock.today() + REVIEWED_EVERY
