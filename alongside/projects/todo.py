"""What waits on the desk because of projects: to say yes or no, to do, to agree."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.waiting import Waiting
from alongside.people.models import Member

from .models import Pin, TeamMember

MOST = 5


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about projects that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from _asked(member)
        yield from _tasks(member)


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
