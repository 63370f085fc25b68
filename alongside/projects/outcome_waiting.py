"""What waits on the desk about outcomes and what came after: to look at, to ask by phone, to close."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock
from alongside.foundation.waiting import Waiting, ours
from alongside.people.models import Member

from . import rules
from .models import Confirmation, FollowUp, Project, SinceThen, TeamMember
from .queries import case, outcomes


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about outcomes that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from _to_answer(member)
        yield from _to_close(member)
    yield from ours(_roles(request, member), minutes=5)
    if rules.runs(request):
        yield from ours(_to_look_at(), minutes=15)
        yield from ours(_to_publish(), minutes=10)
        yield from ours(_cases(), minutes=5)
        yield from ours(_unanswered(), minutes=15)


def _to_answer(member: Member) -> Iterator[Waiting]:
    rows = FollowUp.objects.open().filter(member=member, asked_at__isnull=False)
    for row in rows.select_related("project")[:5]:
        yield Waiting(
            _("Tell us what happened since"), reverse("projects:since", args=[row.project.slug]), row.project.title,
            due=row.due_on, status=_("To do"), kind="waiting",
        )  # fmt: skip


def _to_close(member: Member) -> Iterator[Waiting]:
    led = Project.objects.running().filter(
        team__member=member, team__leads=True, team__left_on=None, ends_on__lt=clock.today()
    )
    for project in led.distinct()[:5]:
        yield Waiting(
            _("Close the project"), reverse("projects:close_project", args=[project.slug]), project.title,
            due=project.ends_on, status=_("To do"), kind="waiting",
        )  # fmt: skip


def _to_look_at() -> Iterator[Waiting]:
    count = outcomes.to_look_at().count()
    if count:
        yield Waiting(
            _("Look at what teams wrote about outcomes"), reverse("projects:run_outcomes"),
            ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}, status=_("To do"), kind="waiting",
        )  # fmt: skip


def _roles(request: HttpRequest, member: Member | None) -> Iterator[Waiting]:
    """Roles of people outside a team who answered, for its leads and the centre: could somebody be known by one?"""
    rows = Confirmation.objects.roles_to_look_at()
    if not rules.runs(request):
        led = TeamMember.objects.here().filter(member=member, leads=True).values("project")
        theirs = Q(outcome__project__in=led) | Q(since__project__in=led)
        rows = rows.filter(theirs) if member else rows.none()
    for row in rows.select_related("outcome__project", "since__project").order_by("answered_at")[:5]:
        about = row.outcome or row.since
        assert about is not None
        there = (
            reverse("projects:outcome", args=[about.pk])
            if row.outcome
            else reverse("projects:since", args=[about.project.slug])
        )
        yield Waiting(
            _("Look at the role of somebody who answered"), there, about.project.title, status=_("To do"),
            kind="waiting",
        )  # fmt: skip


def _to_publish() -> Iterator[Waiting]:
    fresh = Q(published_at=None, about=None, versions=None)
    answered = Confirmation.objects.answered().filter(checked_at=None).exclude(words="").values("since")
    rows = SinceThen.objects.standing().filter(fresh | Q(published_at__isnull=False, pk__in=answered))
    for row in rows.select_related("project").order_by("created_at")[:5]:
        yield Waiting(
            _("Look at what happened since"), reverse("projects:since", args=[row.project.slug]), row.project.title,
            status=_("To do"), kind="waiting",
        )  # fmt: skip


def _cases() -> Iterator[Waiting]:
    for row in case.to_publish()[:5]:
        yield Waiting(
            _("Publish the case study"), reverse("projects:case_study", args=[row.project.slug]), row.project.title,
            status=_("To do"), kind="waiting",
        )  # fmt: skip


def _unanswered() -> Iterator[Waiting]:
    """Follow-ups that nobody could be asked about: somebody has to call the team in another way."""
    rows = FollowUp.objects.open().filter(asked_at=None, due_on__lt=clock.today())
    for row in rows.select_related("project")[:5]:
        yield Waiting(
            _("Nobody of the team can be reached: ask in another way what happened since"),
            reverse("projects:answer_follow_up_for", args=[row.pk]), row.project.title, due=row.due_on,
            status=_("To do"), kind="attention",
        )  # fmt: skip
