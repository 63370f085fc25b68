"""What waits because of reach: results that nobody wrote down, and platforms that did not answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors
from alongside.foundation.waiting import Waiting
from alongside.people.queries import network

from .models import ReachChannel


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """For coordinators: the first action whose result is due, and each channel that could not be asked."""
    if doors.roles_of(request) & doors.COORDINATORS:
        yield from _results()
        yield from _not_reached()


def _results() -> Iterator[Waiting]:
    today = clock.today()
    rows = [row for row in network.without_result() if network.result_due(row) <= today]
    if rows:
        first = min(rows, key=network.result_due)
        yield Waiting(
            _("Write down what came of what we did to reach communities"),
            reverse("people:record_outreach_result", args=[first.community.slug, first.pk]),
            ngettext("%(count)d has no result", "%(count)d have no result", len(rows)) % {"count": len(rows)},
            due=network.result_due(first), status=_("Late"), kind="attention",
        )  # fmt: skip


def _not_reached() -> Iterator[Waiting]:
    for channel in ReachChannel.objects.filter(polled=True, closed_on=None).exclude(problem=""):
        yield Waiting(
            _("A channel could not be asked"), reverse("outreach:reach_channel", args=[channel.pk]), channel.name,
            status=_("Look"), kind="attention",
        )  # fmt: skip
