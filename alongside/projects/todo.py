"""What waits on the desk because of projects: to say yes or no, to do, to agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.foundation.record import key_of
from alongside.foundation.waiting import Waiting, mine, ours
from alongside.people.models import Member

from . import rules
from .models import Agreement, Pin, Plan, Reading, ReadingStatus, Status, TeamMember, Theory

MOST = 5
VOID = "projects.agreements_void"
"""On record once a draft changed that somebody had agreed to."""


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about projects that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from mine(_asked(member), minutes=2)
        yield from _tasks(member)
        yield from mine(_to_agree(member), minutes=15)
    yield from ours(_to_look_at(request, member), minutes=10)


def _asked(member: Member) -> Iterator[Waiting]:
    for row in TeamMember.objects.asked().filter(member=member).select_related("project")[:MOST]:
        yield Waiting(
            _("Would you like to be in the team?"), reverse("projects:my_projects"), row.project.title,
            status=_("To do"), kind="waiting",
        )  # fmt: skip


def _tasks(member: Member) -> Iterator[Waiting]:
    mine = Pin.objects.filter(member=member, done_at=None, project__closed_at=None, kind="task")
    for row in mine.select_related("project")[:MOST]:
        late = row.on is not None and row.on < clock.today()
        yield Waiting(
            row.text, reverse("projects:together", args=[row.project.slug]), row.project.title, due=row.on,
            status=_("Late") if late else _("To do"), kind="attention" if late else "waiting",
        )  # fmt: skip


def _to_agree(member: Member) -> Iterator[Waiting]:
    """Drafts that somebody else in the team agrees to, or that somebody agreed to before they changed."""
    here = TeamMember.objects.here().filter(member=member).values("project")
    for what, model, there in cast(
        Any, (("theory", Theory, "projects:draft"), ("plan", Plan, "projects:plan_draft"))
    ):
        rows = model.objects.filter(project__in=here, status=Status.DRAFT)
        rows = rows.exclude(
            pk__in=Agreement.objects.filter(member=member, **{f"{what}__isnull": False}).values(what)
        )
        for row in _agreed_once(rows.select_related("project"))[:MOST]:
            title = (
                _("Read the theory of change, and agree")
                if what == "theory"
                else _("Read the plan, and agree")
            )
            yield Waiting(
                title,
                reverse(there, args=[row.project.slug]),
                row.project.title,
                status=_("To do"),
                kind="waiting",
            )


def _agreed_once(drafts: Any) -> list[Any]:
    """Those that somebody agrees to, or agreed to until they were changed."""
    rows = list(drafts.annotate(agreed=Count("agreements")))
    asked = Event.objects.filter(verb=VOID, subject__in=[key_of(row) for row in rows if not row.agreed])
    before = set(asked.values_list("subject", flat=True)) if rows else set()
    return [row for row in rows if row.agreed or key_of(row) in before]


def _to_look_at(request: HttpRequest, member: Member | None) -> Iterator[Waiting]:
    """Readings that somebody else sent, for leads and the centre; a story approved once, for the whole team too."""
    me = actors.of_request(request).key
    rows = Reading.objects.filter(status=ReadingStatus.PENDING).exclude(by=me).exclude(looked_by=me)
    if member:
        rows = rows.exclude(member=member)
    if not rules.runs(request):
        here = TeamMember.objects.here().filter(member=member) if member else TeamMember.objects.none()
        led = Q(project__in=here.filter(leads=True).values("project"))
        rows = rows.filter(led | Q(looked_at__isnull=False, project__in=here.values("project")))
    for row in rows.select_related("project").order_by("pk")[:MOST]:
        yield Waiting(
            _("Look at a reading"), reverse("projects:reading", args=[row.project.slug, row.pk]),
            row.project.title, status=_("To do"), kind="waiting",
        )  # fmt: skip
