"""What is due because of words, session by session, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from alongside.foundation import clock
from alongside.people.models import Member, stayed

from ..models import Attendance, Contribution, Feedback, FeedbackRequest, Helper, PaperForm, Session
from . import feedback

NEW_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """Something of one session: how many, and by when at the latest."""

    session: int
    title: str
    count: int
    due: date | None = None

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < clock.today()


@dataclass(frozen=True)
class Desk:
    """What is due, each list soonest first."""

    to_ask: list[Due]
    to_check: list[Due]
    to_answer: list[Due]
    paper: list[Due]


def of_everybody() -> Desk:
    """What is due of every session."""
    return _desk(Session.objects.all())


def of_helper(member: Member | None) -> Desk:
    """What is due of the sessions that a member helps with."""
    return _desk(Session.objects.filter(helpers__member=member).distinct())


def helps_anywhere(member: Member) -> bool:
    """Whether a member helps with any session."""
    return Helper.objects.filter(member=member).exists()


def _desk(sessions: QuerySet[Session]) -> Desk:
    mine: Any = sessions.order_by().values("pk")
    return Desk(_to_ask(mine), _to_check(mine), _to_answer(mine), _paper(mine))


def open_sessions() -> QuerySet[Session]:
    """Sessions that took place and can still hear feedback."""
    return Session.objects.delivered().filter(completed_at=None, cancelled_at=None)


def _to_ask(mine: Any) -> list[Due]:
    member = OuterRef("registration__member")
    session = OuterRef("registration__session")
    there = Attendance.objects.filter(
        ~Exists(FeedbackRequest.objects.filter(member=member, session=session)),
        ~Exists(Feedback.objects.filter(member=member, session=session)),
        stayed("registration__member"), registration__session__in=open_sessions().filter(pk__in=mine),
    )  # fmt: skip
    names = ("registration__session", "registration__session__title", "registration__session__delivered_at")
    rows = there.order_by().values_list(*names).annotate(Count("pk"))
    return [
        Due(pk, title, count, (delivered + feedback.ASKED_AFTER).date())
        for pk, title, delivered, count in rows.order_by("registration__session__delivered_at")
    ]


def _to_check(mine: Any) -> list[Due]:
    rows = Contribution.objects.to_check().filter(session__in=mine).order_by()
    counted = rows.values_list("session", "session__title").annotate(Count("pk"), first=Min("due_on"))
    return [Due(pk, title, count, due) for pk, title, count, due in counted.order_by("first")]


def _to_answer(mine: Any) -> list[Due]:
    rows = Contribution.objects.unanswered().filter(session__in=mine).exclude(checked_at=None).order_by()
    next_due = Min(Coalesce("answer__more_by", "due_on"))
    counted = rows.values_list("session", "session__title").annotate(Count("pk"), first=next_due)
    return [Due(pk, title, count, due) for pk, title, count, due in counted.order_by("first")]


def _paper(mine: Any) -> list[Due]:
    out = PaperForm.objects.filter(keyed_at=None, batch__closed_at=None, batch__session__in=mine)
    rows = out.filter(batch__session__starts_at__lte=clock.now()).order_by()
    counted = rows.values_list("batch__session", "batch__session__title").annotate(Count("pk"))
    return [Due(pk, title, count) for pk, title, count in counted.order_by("batch__session__starts_at")]


def unanswered_requests(member: Member) -> list[FeedbackRequest]:
    """Sessions about which a member was asked and has not answered, with a name or without."""
    rows = list(
        FeedbackRequest.objects.filter(member=member, session__in=open_sessions())
        .exclude(session__in=Feedback.objects.filter(member=member).values("session"))
        .select_related("session").order_by("pk")
    )  # fmt: skip
    keys = {feedback.link_key(row): row for row in rows}
    nameless = (
        set(Feedback.objects.filter(link_key__in=keys).values_list("link_key", flat=True)) if keys else set()
    )
    return [row for key, row in keys.items() if key not in nameless]


def new_answers(member: Member) -> int:
    """How much of what a member said was answered in the last two weeks."""
    since = clock.now() - NEW_FOR
    return Contribution.objects.filter(member=member, answer__created_at__gt=since).count()
