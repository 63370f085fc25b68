"""What waits because of conversations, each one step away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors, waiting
from alongside.foundation.components import Kind
from alongside.people.models import Member

from . import rules
from .models import Conversation, Decision, Theme
from .queries import ballots, listing

MOST, MOST_THEMES = 3, 20
SOON = timedelta(days=14)
STANDING = listing.STANDING


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """Registered with the desk."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from waiting.mine(_to_join(member), minutes=2)
    if rules.runs(doors.roles_of(request)):
        yield from waiting.ours(_to_look_at(), minutes=10)
        yield from waiting.ours(_to_gather(), minutes=30)
        yield from waiting.ours(_to_answer(), minutes=20)
        yield from waiting.ours(_ballots(), minutes=15)
        yield from waiting.ours(_reviews(), minutes=15)


def _to_join(member: Member) -> Iterator[waiting.Waiting]:
    for row in listing.not_joined(member)[:MOST]:
        yield waiting.Waiting(
            title=row.question, url=reverse("conversations:conversation", args=[row.pk]),
            hint=_("Five statements, about 2 minutes. You can stop at any time."), due=row.closes_on,
            status=_("Have your say"), kind="info",
        )  # fmt: skip


def _to_look_at() -> Iterator[waiting.Waiting]:
    fresh = STANDING & Q(statements__accepted_at=None, statements__pk__isnull=False)
    rows: QuerySet[Any] = Conversation.objects.annotate(fresh=Count("statements", filter=fresh))
    for row in rows.filter(fresh__gt=0):
        yield waiting.Waiting(
            title=_("Look at what people said: %(title)s") % {"title": row.title},
            url=reverse("conversations:look_at", args=[row.pk]),
            hint=ngettext("%(n)d statement waits.", "%(n)d statements wait.", row.fresh) % {"n": row.fresh},
            status=_("To do"), kind="attention",
        )  # fmt: skip


def _to_gather() -> Iterator[waiting.Waiting]:
    """Statements in no theme yet: nobody can answer them before they are gathered."""
    loose = STANDING & Q(statements__accepted_at__isnull=False, statements__theme=None)
    rows: QuerySet[Any] = Conversation.objects.annotate(
        loose=Count("statements", filter=loose), due=Min("statements__due_on", filter=loose)
    )
    for row in rows.filter(loose__gt=0, due__lte=clock.today() + SOON):
        yield waiting.Waiting(
            title=_("Gather what people said into themes: %(title)s") % {"title": row.title},
            url=reverse("conversations:gather", args=[row.pk]),
            hint=ngettext("%(n)d statement.", "%(n)d statements.", row.loose) % {"n": row.loose}, due=row.due,
            status=_state(row.due), kind=_kind(row.due),
        )  # fmt: skip


def _to_answer() -> Iterator[waiting.Waiting]:
    """Themes without an answer; those whose day has passed come first by themselves."""
    rows: QuerySet[Any] = Theme.objects.unanswered().soonest()
    for theme in rows[:MOST_THEMES]:
        yield waiting.Waiting(
            title=_("Answer: %(theme)s") % {"theme": theme.title},
            url=reverse("conversations:answer_theme", args=[theme.pk]), due=theme.due,
            hint=_("Did, will do, cannot because, or still thinking."), status=_state(theme.due),
            kind=_kind(theme.due),
        )  # fmt: skip


def _state(due: date) -> str:
    return _("Overdue") if due < clock.today() else _("To do")


def _kind(due: date) -> Kind:
    return "attention" if due < clock.today() else "waiting"


def _ballots() -> Iterator[waiting.Waiting]:
    rows: QuerySet[Any] = ballots.still_out()
    for batch in rows:
        yield waiting.Waiting(
            title=_("Paper ballots: %(title)s") % {"title": batch.conversation.title},
            url=reverse("conversations:print_ballots", args=[batch.conversation_id]),
            hint=ngettext("%(n)d is still out.", "%(n)d are still out.", batch.waiting) % {"n": batch.waiting},
            status=_("Still out"), kind="waiting", due=batch.conversation.last_day,
        )  # fmt: skip


def _reviews() -> Iterator[waiting.Waiting]:
    for decision in Decision.objects.filter(review_on__lte=clock.today() + SOON).order_by("review_on")[:MOST]:
        yield waiting.Waiting(
            title=_("Look at a decision again: %(question)s") % {"question": decision.question},
            url=reverse("conversations:decision", args=[decision.pk]), due=decision.review_on,
            status=_("Review"), kind="waiting",
        )  # fmt: skip
