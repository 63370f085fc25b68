"""What happened since a project closed, as people read it: claimed and confirmed apart, and silence said in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.sources import Thing

from .. import links
from ..models import Confirmation, FollowUp, Project, Ripple, SinceThen, Stance

KIND, MOST = "since", 10


@dataclass(frozen=True)
class Told:
    """Something that happened since; `others` are versions that contradict it, kept but not published."""

    row: SinceThen
    confirmations: list[Confirmation]
    others: int = 0

    @property
    def disputed(self) -> bool:
        """Whether somebody who was asked does not agree."""
        return any(one.stance == Stance.DISAGREE for one in self.confirmations)

    @property
    def unread(self) -> bool:
        """Whether somebody who was asked wrote words that nobody of the centre looked at yet."""
        return any(one.words and not one.checked_at for one in self.confirmations)


def with_everything(rows: QuerySet[SinceThen]) -> QuerySet[SinceThen]:
    """Rows with what `told` needs: two queries more."""
    return rows.select_related("project", "about").prefetch_related(
        Prefetch("confirmations", queryset=Confirmation.objects.answered())
    )


def told(rows: Iterable[SinceThen]) -> list[Told]:
    """What happened, as people read it. One query more, for the versions that contradict each other."""
    listed = list(rows)
    firsts = {row.about_id or row.pk for row in listed}
    same = (
        SinceThen.objects.standing().filter(Q(pk__in=firsts) | Q(about__in=firsts)).values_list("pk", "about")
    )
    sizes: dict[int, int] = {}
    for pk, about in same:
        sizes[about or pk] = sizes.get(about or pk, 0) + 1
    return [
        Told(row, list(row.confirmations.all()), max(0, sizes.get(row.about_id or row.pk, 1) - 1))
        for row in listed
    ]


def of_project(project: Project) -> list[Told]:
    """What everybody may read about a project, oldest first."""
    return told(with_everything(project.since_then.published()))


def all_of_project(project: Project) -> list[Told]:
    """Everything that was told about a project, oldest first."""
    return told(with_everything(project.since_then.standing()))


@dataclass(frozen=True)
class Asked:
    """A follow-up in words: `state` is "not_yet", "waiting", "stopped", "nothing" or "something"."""

    row: FollowUp
    state: str


def follow_ups(project: Project) -> list[Asked]:
    """What was asked after the close, and what came back; silence too."""
    return [Asked(row, _state(row)) for row in project.follow_ups.all()]


def _state(row: FollowUp) -> str:
    if row.answered_at:
        return "something" if row.something else "nothing"
    if row.stopped_at:
        return "stopped"
    return "waiting" if row.asked_at or row.due_on < clock.today() else "not_yet"


def as_of(project: Project, rows: Iterable[Told]) -> date:
    """The day up to which something is known: the last answer, or the last thing that was published."""
    days = [row.row.published_at for row in rows if row.row.published_at]
    days += [row.answered_at for row in project.follow_ups.all() if row.answered_at]
    return max((timezone.localtime(day).date() for day in days), default=clock.today())


def ripples(project: Project) -> list[Ripple]:
    """How the project went on to others, as everybody may read it."""
    return list(project.ripples.public())


@dataclass(frozen=True)
class Money:
    """Published sums in pence, kept apart: what was confirmed, and what the teams claim."""

    confirmed: int
    claimed: int
    confirmed_rows: int
    claimed_rows: int


def money(rows: QuerySet[SinceThen] | None = None) -> Money:
    """What projects got since, confirmed and claimed apart. Two queries."""
    shown = (SinceThen.objects.published() if rows is None else rows).filter(pence__isnull=False)
    sure, said = shown.exclude(confirmed_at=None), shown.filter(confirmed_at=None)
    return Money(
        sure.aggregate(all=Sum("pence"))["all"] or 0, said.aggregate(all=Sum("pence"))["all"] or 0,
        sure.count(), said.count(),
    )  # fmt: skip


def of_token(token: str) -> FollowUp | None:
    """The follow-up that a link is about, over or not; None for a link that is none."""
    rows = FollowUp.objects.select_related("project", "member", "member__leaving")
    return rows.filter(token_hash=links.hash_of(token)).first()


def confirmation_of(token: str) -> Confirmation | None:
    """The question that a link is about, over or not; None for a link that is none."""
    rows = Confirmation.objects.select_related("outcome__project", "since__project")
    return rows.filter(token_hash=links.hash_of(token)).first()


def is_over(row: FollowUp | Confirmation) -> bool:
    """Whether a link answers no more: used, taken back, or past its time."""
    ended = row.stopped_at if isinstance(row, FollowUp) else row.withdrawn_at
    return bool(row.answered_at or ended or row.expires_at is None or row.expires_at < clock.now())


def find(words: str) -> list[Thing]:
    """What happened since, as things that texts can come from, newest first."""
    rows = SinceThen.objects.published().filter(Q(what__icontains=words) | Q(project__title__icontains=words))
    return [thing(row) for row in rows.select_related("project").order_by("-happened_on", "-pk")[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """What happened since, by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    rows = SinceThen.objects.published().filter(pk__in=wanted).select_related("project")
    return {str(row.pk): thing(row) for row in rows}


def thing(row: SinceThen) -> Thing:
    """Something that happened since, as other rooms can name it."""
    label = _("Since then: %(what)s") % {"what": Truncator(row.what).chars(80)}
    return Thing(
        KIND, str(row.pk), label, reverse("projects:since", args=[row.project.slug]) + f"#since-{row.pk}"
    )
