"""Questions about access needs. What names people is asked only by doors of the access circle."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from alongside.foundation import clock
from alongside.people.models import Appointment, Member

from ..models import (
    KEPT_DAYS,
    AccessNeed,
    Adjustment,
    HelperRole,
    Met,
    NeedKind,
    Registration,
    Session,
    Verdict,
)

Text = str | Promise


def without_answer(session: Session) -> int:
    """How many needs of people with a place have no owner or no answer yet."""
    placed = Adjustment.objects.standing().of_session(session).exclude(registration__placed_at=None)
    return placed.unanswered().count()


def answered_for_all(session: Session) -> Iterator[str]:
    """The check that every need has an owner and an answer: how many have none, never whose."""
    count = without_answer(session)
    if count:
        yield ngettext(
            "%(n)d access need has no answer yet. Access support has to arrange it, or say why not.",
            "%(n)d access needs have no answer yet. Access support has to arrange them, or say why not.",
            count,
        ) % {"n": count}


@dataclass(frozen=True)
class Counted:
    """One kind of need at a session, for those who run it: how many people, never who."""

    label: Text
    count: int
    answered: int

    @property
    def waiting(self) -> int:
        """How many have no answer yet."""
        return self.count - self.answered


def counts(session: Session) -> list[Counted]:
    """Kinds and counts for those who run a session. They may know them, because a room has to be made ready.

    Before the day they are as they stood this morning: somebody who watches them while people register would
    learn who asked. On the day itself they are as they are. See ADR 0009.
    """
    rows = Adjustment.objects.standing().of_session(session).exclude(registration__placed_at=None)
    if is_before(session):
        rows = rows.filter(created_at__lt=_morning(clock.today()))
    answered = Count("pk", filter=Q(arranged_at__isnull=False) | Q(cannot_at__isnull=False))
    found = rows.order_by().values("kind").annotate(many=Count("pk"), answered=answered)
    by_kind = {row["kind"]: row for row in found}
    return [
        Counted(kind.label, by_kind[kind]["many"], by_kind[kind]["answered"])
        for kind in NeedKind
        if kind in by_kind
    ]


def is_before(session: Session) -> bool:
    """Whether the day of a session is still to come."""
    return session.day > clock.today()


def of_session(session: Session) -> list[Adjustment]:
    """Everything that is wanted at a session, the most pressing first. For the access circle."""
    rows = Adjustment.objects.standing().of_session(session).with_all()
    return sorted(rows, key=lambda row: (row.is_answered, row.book_by, row.pk))


def open_needs() -> list[Adjustment]:
    """Needs without an answer at sessions to come, by their book-by date. For the access circle."""
    coming = Adjustment.objects.standing().unanswered().filter(registration__session__ends_at__gt=clock.now())
    return sorted(coming.with_all(), key=lambda row: (row.book_by, row.pk))


def to_call_off() -> list[Adjustment]:
    """Bookings that nobody wants any more, whose supplier has not been told; one that several shared stands once."""
    return list(Adjustment.objects.to_call_off().with_all())


def may_be_called_off(adjustment: Adjustment) -> bool:
    """Whether its booking is its own, and serves nobody else who still needs it."""
    return not Adjustment.objects.filter(pk=adjustment.pk).serves_somebody().exists()


def cost_of(session: Session) -> int:
    """What everything at a session costs in pence, with what has to be paid for what nobody needs any more."""
    found = Adjustment.objects.of_session(session).aggregate(pence=Sum("cost_pence"))
    return int(found["pence"] or 0)


def not_met() -> QuerySet[Verdict]:
    """Needs that were not met or partly met, which nobody has looked into yet."""
    rows = Verdict.objects.exclude(met=Met.MET).filter(looked_into_at=None)
    return rows.select_related("adjustment__registration__session__series").order_by("created_at", "pk")


def to_ask() -> list[Registration]:
    """Registrations of sessions that are over, whose people have not been asked yet whether it worked."""
    unasked = Adjustment.objects.filter(ended_at=None, asked_at=None, verdict=None)
    over = Registration.objects.placed().filter(
        session__ends_at__lte=clock.now(), session__cancelled_at=None, pk__in=unasked.values("registration"),
        member__leaving=None,
    )  # fmt: skip
    return list(over.select_related("session__series", "member"))


def to_forget() -> list[Session]:
    """Sessions that were more than 30 days ago and still have details or needs of their own."""
    old = past_keeping(clock.now())
    held = Q(pk__in=Adjustment.objects.values("registration__session"))
    return list(old.filter(held | Q(pk__in=AccessNeed.objects.values("only_for__session"))).order_by("pk"))


def past_keeping(now: datetime) -> QuerySet[Session]:
    """Sessions that ended longer ago than details of needs are kept."""
    today = timezone.localtime(now).date()
    return Session.objects.filter(ends_at__lt=_morning(today - timedelta(days=KEPT_DAYS - 1)))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def owners(session: Session) -> list[Member]:
    """Who may take a need on: the access role, and the access support of this session."""
    held = Appointment.objects.filter(role="access", context="").held_on(clock.today())
    helps = Q(session_roles__session=session, session_roles__role=HelperRole.ACCESS_SUPPORT)
    people = Member.objects.here().filter(Q(pk__in=held.values("member")) | helps)
    return list(people.distinct().order_by("called", "pk"))


def siblings(adjustment: Adjustment) -> list[Adjustment]:
    """Bookings of the same session and kind that could serve this one too."""
    rows = Adjustment.objects.of_session(adjustment.session).filter(kind=adjustment.kind)
    return list(rows.bookings().exclude(pk=adjustment.pk).with_all())


def nobody_holds_the_role() -> bool:
    """Whether there are needs or letters that nobody may see, because nobody holds the access role."""
    held = Appointment.objects.filter(role="access", context="", member__leaving=None)
    return not held.held_on(clock.today()).exists()


@dataclass(frozen=True)
class Needed:
    """A session with how many needs it has, and how many have no answer yet."""

    session: Session
    count: int
    unanswered: int


def sessions_unsaid() -> list[Needed]:
    """Sessions that are over, each with how many needs nobody has said of whether it worked. One query."""
    rows = Session.objects.filter(cancelled_at=None, ends_at__lte=clock.now()).annotate(
        needs=Count(
            "registrations__adjustments",
            filter=Q(
                registrations__adjustments__ended_at=None, registrations__adjustments__verdict=None,
                registrations__cancelled_at=None, registrations__placed_at__isnull=False,
            ),
        )
    )  # fmt: skip
    found: Any = rows.filter(needs__gt=0).select_related("series").order_by("-starts_at", "-pk")
    return [Needed(row, row.needs, row.needs) for row in found]


def sessions_with_needs() -> list[Needed]:
    """Sessions that are not over and have needs, soonest first. One query."""
    wanted = Q(
        registrations__adjustments__isnull=False, registrations__adjustments__ended_at=None,
        registrations__cancelled_at=None,
    )  # fmt: skip
    open_ones = wanted & Q(
        registrations__adjustments__arranged_at=None, registrations__adjustments__cannot_at=None
    )
    rows = Session.objects.filter(cancelled_at=None, ends_at__gt=clock.now()).annotate(
        needs=Count("registrations__adjustments", filter=wanted),
        unanswered=Count("registrations__adjustments", filter=open_ones),
    )
    found: Any = rows.filter(needs__gt=0).select_related("series").order_by("starts_at", "pk")
    return [Needed(row, row.needs, row.unanswered) for row in found]
