"""What waits on the desk because of projects: to say yes or no, to do, to agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import actors, clock
from alongside.foundation.waiting import Waiting, mine, ours
from alongside.people.models import Member

from . import rules
from .models import Agreement, Pin, Plan, Reading, ReadingStatus, Status, TeamMember, Theory

MOST = 5


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
    """Drafts that somebody else in the team has agreed to already."""
    here = TeamMember.objects.here().filter(member=member).values("project")
    for what, model, there in cast(
        Any, (("theory", Theory, "projects:draft"), ("plan", Plan, "projects:plan_draft"))
    ):
        rows = model.objects.filter(project__in=here, status=Status.DRAFT, agreements__isnull=False)
        rows = rows.exclude(
            pk__in=Agreement.objects.filter(member=member, **{f"{what}__isnull": False}).values(what)
        )
        for row in rows.select_related("project").distinct()[:MOST]:
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
