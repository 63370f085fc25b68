"""What is new about projects, for one member."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.news import News
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .models import Project, TeamMember

PAGES = ("projects:project",)
KIND = _("Projects and funding")


def tell(member: Member, since: datetime) -> Iterator[News]:
    """Projects that everybody can read about now; those in whose team the member is count as done. One query."""
    theirs = TeamMember.objects.filter(project=OuterRef("pk"), member=member, left_on=None)
    for row in Project.objects.public().filter(published_at__gt=since).annotate(mine=Exists(theirs)):
        assert row.published_at is not None
        yield News(
            KIND, key_of(row), row.title, reverse("projects:project", args=[row.slug]), row.published_at,
            done=bool(getattr(row, "mine", False)),
        )  # fmt: skip
