"""Questions about contributions: what may be read, under which name, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock
from alongside.foundation.models import Centre
from alongside.people.models import Attribution, Consent, Member
from alongside.people.queries import consents

from ..models import AnswerState, Contribution, Session

USUAL_DAYS = 30


def answer_within() -> timedelta:
    """How long the centre gives itself for an answer."""
    centre = Centre.current()
    return timedelta(days=centre.answer_within_days if centre else USUAL_DAYS)


def name_of(contribution: Contribution) -> str:
    """Who is named, by the rules of living consents, worked out anew each time; "" for no name.

    A member who left is not named, and nobody under 18 is named by more than a fixed phrase.
    """
    member = contribution.member
    if member is None or contribution.named == Attribution.NONE or member.has_left:
        return ""
    wanted = Consent(member=member, attribution=contribution.named, attribution_text=contribution.role_text)
    return consents.attribution(wanted)


def when_said(contribution: Contribution) -> Promise | str:
    """Before the session, at it, or after it."""
    session, moment = contribution.session, contribution.created_at
    if moment < session.starts_at:
        return _("Before the session")
    on_the_day = timezone.localtime(moment).date() == timezone.localtime(session.ends_at).date()
    return _("At the session") if on_the_day else _("After the session")


@dataclass(frozen=True)
class Said:
    """One contribution as everybody reads it: words, name, and its answer or when one is due."""

    row: Contribution
    by: str
    when: str | Promise
    due: date
    overdue: bool

    @property
    def state(self) -> Literal["fresh", "open", "done", "held", "gone"]:
        """Where it stands: to look at, to answer, answered, held back, or taken back."""
        row = self.row
        if row.withdrawn_at is not None:
            return "gone"
        if row.held_back_at is not None:
            return "held"
        if row.answer is not None and row.answer.state != AnswerState.THINKING:
            return "done"
        return "open" if row.checked_at else "fresh"


@dataclass(frozen=True)
class Pair:
    """What people said, and the one answer to all of it."""

    said: list[Said]
    state: str
    label: str
    text: str
    by_role: str
    more_by: date | None


def public_rows(session: Session) -> QuerySet[Contribution]:
    """What everybody may read of a session: the newest answers first, then what waits, oldest first."""
    rows = Contribution.objects.public().filter(session=session)
    newest_answer = F("answer").desc(nulls_last=True)
    return _with_everything(rows).order_by(newest_answer, "created_at", "pk")


def as_said(rows: Iterable[Contribution], session: Session) -> list[Said]:
    """Contributions of one session as people read them."""
    return [_said(row, session) for row in rows]


def _with_everything(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return rows.select_related("member", "member__leaving", "answer")


def _said(row: Contribution, session: Session) -> Said:
    row.session = session
    due = row.due_on
    if row.answer is not None and row.answer.more_by is not None:
        due = row.answer.more_by
    thinking = row.answer is None or row.answer.state == AnswerState.THINKING
    return Said(row, name_of(row), when_said(row), due, thinking and due < clock.today())


def pairs(said: list[Said]) -> list[Pair]:
    """ "You said, we did": what was said, put together by its answer, newest answer first."""
    together: dict[int, list[Said]] = {}
    for one in said:
        if one.row.answer_id is not None:
            together.setdefault(one.row.answer_id, []).append(one)
    return [_pair(together[answer]) for answer in sorted(together, reverse=True)]


def _pair(said: list[Said]) -> Pair:
    answer = said[0].row.answer
    assert answer is not None
    more_by = answer.more_by if answer.state == AnswerState.THINKING else None
    return Pair(said, answer.state, answer.get_state_display(), answer.text, answer.by_role, more_by)


def to_run(session: Session) -> list[Said]:
    """Every contribution of a session for those who run it, held back ones too, oldest first."""
    return [_said(row, session) for row in _with_everything(session.contributions.all())]


def of_member(member: Member) -> QuerySet[Contribution]:
    """What a member said, newest first."""
    rows = Contribution.objects.filter(member=member).exclude(text="")
    return rows.select_related("session", "session__series", "answer", "member", "member__leaving").order_by(
        "-created_at", "-pk"
    )


def unanswered(session: Session) -> Iterator[str]:
    """What stands against completing a session: things that people said and nobody answered."""
    loose = Contribution.objects.filter(session=session).loose(clock.today()).count()
    if loose:
        yield ngettext(
            "%(count)d thing that people said has no answer yet. Answer it.",
            "%(count)d things that people said have no answer yet. Answer them.",
            loose,
        ) % {"count": loose}


@dataclass(frozen=True)
class InTime:
    """How many fell due, and how many of them had an answer by their day."""

    due: int
    in_time: int


def answered_in_time() -> InTime:
    """Of everything whose day has come or that is answered: what was answered by its day.

    "Still thinking" is no answer here. What was taken back or held back is not counted.
    """
    today = clock.today()
    done = Contribution.objects.standing().filter(Q(due_on__lt=today) | Q(answered_at__isnull=False))
    in_time = done.filter(answered_at__date__lte=F("due_on"))
    return InTime(done.count(), in_time.count())
