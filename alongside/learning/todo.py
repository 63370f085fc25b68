"""What waits on the desk because of what was learnt: to look at, to decide; and news for those who told it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock
from alongside.foundation.waiting import Waiting, ours
from alongside.people.models import Member

from . import rules
from .models import DesignChange, FormatRequest, LearningItem
from .queries import changes

NEWS_FOR = timedelta(days=14)


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about learning that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from _news(member)
    if rules.runs(request):
        yield from ours(_to_look_at(), minutes=10)
        yield from ours(_to_decide(), minutes=20)
        yield from ours(_formats(), minutes=20)


def _news(member: Member) -> Iterator[Waiting]:
    decided = DesignChange.objects.filter(
        decided_at__gte=clock.now() - NEWS_FOR, informed_by__item__member=member
    )
    for one in changes.told(changes.with_items(decided.distinct()[:3])):
        yield Waiting(
            _("What came of what you told us"), reverse("learning:change", args=[one.row.pk]), one.target.label,
            status=_("New"), kind="good",
        )  # fmt: skip


def _to_look_at() -> Iterator[Waiting]:
    count = LearningItem.objects.to_check().count()
    if count:
        yield Waiting(
            _("Look at what people learnt"), reverse("learning:run_items"),
            ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, status=_("To do"), kind="waiting",
        )  # fmt: skip


def _formats() -> Iterator[Waiting]:
    first = FormatRequest.objects.unanswered().first()
    if first is not None:
        late = first.due_on < clock.today()
        count = FormatRequest.objects.unanswered().count()
        yield Waiting(
            _("Answer people who need another format"), reverse("learning:run_formats"),
            ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, due=first.due_on,
            status=_("Late") if late else _("To do"), kind="attention" if late else "waiting",
        )  # fmt: skip


def _to_decide() -> Iterator[Waiting]:
    waiting = DesignChange.objects.unanswered()
    first = waiting.first()
    if first is not None:
        late = first.due_on < clock.today()
        count = waiting.count()
        yield Waiting(
            _("Decide what changes because of what we learnt"), reverse("learning:changes") + "?show=open",
            ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, due=first.due_on,
            status=_("Late") if late else _("To do"), kind="attention" if late else "waiting",
        )  # fmt: skip
