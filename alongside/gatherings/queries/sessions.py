"""Questions about sessions: what comes up, places left, the story's milestones."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from alongside.foundation import clock
from alongside.people.models import Member

from ..models import Coming, Helper, HelperRole, Meeting, Registration, Series, Session


def last_ground_rules(series: Series) -> str:
    """The ground rules of the last session of a series that has any."""
    written = Session.objects.filter(series=series).exclude(ground_rules="")
    return written.order_by("-starts_at", "-pk").values_list("ground_rules", flat=True).first() or ""


def coming_up() -> QuerySet[Session]:
    """What everybody may see and is not over, soonest first; cancelled ones too, until their day has passed."""
    soon = Session.objects.announced().filter(ends_at__gt=clock.now())
    return soon.select_related("series").order_by("starts_at", "pk")


def past() -> QuerySet[Session]:
    """What everybody may see and is over, newest first."""
    over = Session.objects.announced().filter(ends_at__lte=clock.now())
    return over.select_related("series").order_by("-starts_at", "-pk")


def drafts() -> QuerySet[Session]:
    """What is planned and not announced yet, soonest first."""
    return Session.objects.filter(announced_at=None, cancelled_at=None).order_by("starts_at", "pk")


def taken(session_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many places are taken in each session, by how people come. One query."""
    placed = Registration.objects.placed().filter(session__in=list(session_ids)).order_by()
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    for session, coming, count in placed.values_list("session", "coming").annotate(Count("pk")):
        counted[session][coming] = count
    return counted


def ways(session: Session) -> list[Coming]:
    """How people can come to a session."""
    by_meeting = {
        Meeting.IN_PERSON: [Coming.IN_PERSON],
        Meeting.ONLINE: [Coming.ONLINE],
        Meeting.HYBRID: [Coming.IN_PERSON, Coming.ONLINE],
    }
    return by_meeting[Meeting(session.meeting)]


def places(session: Session, coming: str) -> int | None:
    """How many may come this way; None for as many as like."""
    return session.places_in_person if coming == Coming.IN_PERSON else session.places_online


def helps(session: Session, member_id: int, *roles: str) -> bool:
    """Whether a member helps to run a session, in one of these roles or in any."""
    wanted = roles or HelperRole.values
    return Helper.objects.filter(session=session, member=member_id, role__in=wanted).exists()


def helping(session: Session) -> list[tuple[str, int]]:
    """Who helps with a session: each role with the id of its member."""
    return list(Helper.objects.filter(session=session).values_list("role", "member"))


def helped_by(member: Member) -> QuerySet[Session]:
    """Sessions that a member helps to run, drafts too, until they are closed; soonest first."""
    open_still = Session.objects.filter(cancelled_at=None, completed_at=None, helpers__member=member)
    return open_still.select_related("series").distinct().order_by("starts_at", "pk")


def next_number(series: Series | int) -> int:
    """After the highest ever given in a series: a cancelled session keeps its number."""
    highest: int | None = Session.objects.filter(series=series).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def held_so_far(session: Session) -> int:
    """How many sessions of the series took place, this one included."""
    return (
        Session.objects.delivered().filter(series=session.series_id, starts_at__lte=session.starts_at).count()
    )


@dataclass(frozen=True)
class Milestone:
    """A delivered session, as the story tells it: the how-manieth of its series was held on a day."""

    session: int
    count: int
    series: str
    title: str
    on: date


def milestones() -> list[Milestone]:
    """Every delivered session with its place in the count of its series, oldest first."""
    counts: dict[int, int] = defaultdict(int)
    found = []
    for session in Session.objects.delivered().select_related("series").order_by("starts_at", "pk"):
        counts[session.series_id] += 1
        found.append(
            Milestone(session.pk, counts[session.series_id], session.series.name, session.title, session.day)
        )
    return found


def overlapping(
    starts_at: datetime,
    ends_at: datetime,
    *,
    series: Series | None = None,
    member_ids: Iterable[int] = (),
    but: Session | None = None,
) -> list[Session]:
    """Sessions not cancelled at the same time, of the same series or with one of these helpers."""
    same = Q(series=series) if series else Q(pk__in=[])
    if ids := list(member_ids):
        same |= Q(pk__in=Helper.objects.filter(member__in=ids).values("session"))
    others = Session.objects.filter(same, cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if but is not None and but.pk:
        others = others.exclude(pk=but.pk)
    return list(others.select_related("series").order_by("starts_at", "pk"))
