"""What waits: for members drafts and invitations; for coordinators rounds to open, and changes to answer first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors, waiting
from alongside.people.models import Member

from . import rules
from .models import Applicant, ApplicantRole, Round
from .queries import bids

SOON, OPENS_SOON = timedelta(days=14), timedelta(days=21)


def waits(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """Registered with the desk."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from _drafts(member)
        yield from _invitations(member)
    if rules.runs(doors.roles_of(request)):
        yield from waiting.ours(_to_open(), minutes=20)
        yield from waiting.ours(_written_down(), minutes=20)


def _drafts(member: Member) -> Iterator[waiting.Waiting]:
    now = clock.now()
    rows = Applicant.objects.filter(
        member=member, left_at=None, role__in=(ApplicantRole.LEAD, ApplicantRole.EDIT),
        bid__submitted_at=None, bid__withdrawn_at=None, bid__round__closes_at__gt=now,
    )  # fmt: skip
    for row in rows.select_related("bid__round"):
        closes = timezone.localtime(row.bid.round.closes_at)
        soon = row.bid.round.closes_at - now <= SOON
        yield waiting.Waiting(
            title=_("Your bid is not sent yet: %(title)s") % {"title": row.bid.called},
            url=reverse("funding:bid", args=[row.bid.reference]), due=closes.date(),
            hint=_("The round closes at %(time)s.") % {"time": closes.strftime("%H:%M")},
            status=_("To send") if soon else _("Draft"), kind="attention" if soon else "waiting",
        )  # fmt: skip


def _invitations(member: Member) -> Iterator[waiting.Waiting]:
    for row in bids.invitations(member):
        yield waiting.Waiting(
            title=_("You are asked to work on a bid: %(title)s") % {"title": row.bid.called},
            url=reverse("funding:my_bids"), due=timezone.localtime(row.bid.round.closes_at).date(),
            hint=_("Say yes or no."), status=_("Invited"), kind="info",
        )  # fmt: skip


def _to_open() -> Iterator[waiting.Waiting]:
    rows = Round.objects.filter(opened_at=None, opens_on__lte=clock.today() + OPENS_SOON)
    for row in rows:
        yield waiting.Waiting(
            title=_("Open the round: %(title)s") % {"title": row.title},
            url=reverse("funding:run_round", args=[row.slug]), due=row.opens_on,
            hint=_("Answer first what was carried to it."), status=_("To open"), kind="attention",
        )  # fmt: skip


def _written_down() -> Iterator[waiting.Waiting]:
    """Bids that staff write down for somebody and that are not in yet."""
    theirs = Q(bids__submitted_at=None, bids__withdrawn_at=None) & ~Q(bids__how="web")
    rows = Round.objects.open_now().annotate(written_down=Count("bids", filter=theirs, distinct=True))
    some: Iterable[Any] = rows.filter(written_down__gt=0)
    for row in some:
        count = row.written_down
        said = ngettext(
            "%(count)d bid that you write down is not in",
            "%(count)d bids that you write down are not in",
            count,
        )
        yield waiting.Waiting(
            title=said % {"count": count}, url=reverse("funding:bids_desk", args=[row.slug]),
            due=timezone.localtime(row.closes_at).date(), hint=row.title, status=_("To do"), kind="attention",
        )  # fmt: skip
