"""When somebody is reminded, by their own channel, and whose reminders are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from alongside.foundation import clock
from alongside.people.models import AgeGuard, Member, ReachBy

from ..models import Registration, ReminderKind, Session

AT = time(9)
BEFORE = {ReminderKind.WEEK: 7, ReminderKind.DAY: 1}
POST_TAKES = 3
LOOK_AHEAD = timedelta(days=max(BEFORE.values()) + POST_TAKES + 1)
LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Window:
    """A reminder goes from `due` on, until it would be of no use."""

    due: datetime
    until: datetime


def window(session: Session, kind: ReminderKind, *, by_post: bool) -> Window:
    """When a reminder goes out: at nine in the morning, where the centre is, some days before.

    A letter goes three days earlier, so that it is there in time. The first reminder gives way to the second.
    """
    days = POST_TAKES if by_post else 0
    day_before = _morning(session, BEFORE[ReminderKind.DAY] + days)
    if kind == ReminderKind.WEEK:
        return Window(_morning(session, BEFORE[kind] + days), day_before)
    return Window(day_before, session.starts_at - timedelta(days=days - 1 if by_post else 0))


def goes_by_post(member: Member) -> bool:
    """Whether what we write to a member is a letter."""
    if member.age_guard == AgeGuard.UNDER_16:
        return False
    if member.reach_by == ReachBy.SUPPORTER and hasattr(member, "supporter"):
        return not (member.supporter.email or member.supporter.phone)
    return member.reach_by == ReachBy.POST


def due() -> Iterator[tuple[Registration, ReminderKind, Window]]:
    """Every reminder that is due and was never written, of whoever had a place when it fell due.

    Sessions that began while nobody ran the jobs are looked at too: what was missed is then seen. Two queries.
    """
    now = clock.now()
    rows = Registration.objects.placed().filter(
        session__announced_at__isnull=False, session__cancelled_at=None, attendance=None,
        session__starts_at__range=(now - LOOK_BACK, now + LOOK_AHEAD),
    )  # fmt: skip
    found = rows.select_related("session", "member__supporter", "member__leaving").prefetch_related(
        "reminders"
    )
    for registration in found.order_by("pk"):
        written = {reminder.kind for reminder in registration.reminders.all()}
        for kind in BEFORE:
            span = window(registration.session, kind, by_post=goes_by_post(registration.member))
            had_a_place = registration.placed_at is not None and registration.placed_at <= span.due
            if kind not in written and span.due <= now and had_a_place:
                yield registration, kind, span


def _morning(session: Session, days_before: int) -> datetime:
    """Nine o'clock some days before, also over a change of the clocks."""
    day = session.day - timedelta(days=days_before)
    return timezone.make_aware(datetime.combine(day, AT))
