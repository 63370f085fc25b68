"""Files of platforms: upload, look at every number, take in or throw away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, pages
from alongside.foundation.pages import say

from .. import reading_exports
from ..actions import reach_imports as actions
from ..forms.reach_imports import ReadingsFileForm
from ..models import Measure, ReachChannel, ReachFile
from ..queries import reach_imports
from .reach_staff import KEPT

ROWS = 100
ORDER = {"changed": 0, "new": 1, "older": 2, "same": 3}


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def import_readings(request: HttpRequest, number: int) -> HttpResponse:
    """Upload a file. Nothing is written down yet."""
    channel = get_object_or_404(ReachChannel, pk=number)
    form = ReadingsFileForm(pages.posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            uploaded = actions.upload_readings(
                channel, file.read(), file_name=file.name or "", exported_on=form.cleaned_data["exported_on"],
                day_first=form.day_first, by=actors.of_request(request),
            )  # fmt: skip
        except reading_exports.UnclearDates as unclear:
            form.add_error("date_order", str(unclear))
        except reading_exports.Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("outreach:preview_readings", uploaded.pk)
    waiting = reach_imports.waiting(channel.pk)
    return pages.show(request, "outreach/import_readings", form=form, channel=channel, waiting=waiting)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
def preview_readings(request: HttpRequest, number: int) -> HttpResponse:
    """What a file would do; or, once it was taken in, what it did."""
    uploaded = get_object_or_404(ReachFile.objects.select_related("channel"), pk=number, discarded_at=None)
    return _preview(request, uploaded) if uploaded.waits else _taken_in(request, uploaded)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@require_POST
@once.guard
def take_in_readings(request: HttpRequest, number: int) -> HttpResponse:
    """Write the numbers of a file down."""
    uploaded = get_object_or_404(ReachFile.objects.select_related("channel"), pk=number, discarded_at=None)
    try:
        counts = actions.take_in_readings(uploaded, by=actors.of_request(request))
    except actions.CannotTakeIn as refusal:
        return _preview(request, uploaded, str(refusal))
    written = counts["new"] + counts["changed"]
    say(
        request,
        ngettext("%(count)d number was written down.", "%(count)d numbers were written down.", written)
        % {"count": written},
    )
    return redirect("outreach:preview_readings", uploaded.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@require_POST
@once.guard
def discard_readings(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a file away."""
    uploaded = get_object_or_404(ReachFile, pk=number)
    actions.discard_readings(uploaded, by=actors.of_request(request))
    say(request, _("The file is thrown away. Nothing was written down."))
    return redirect("outreach:reach_channel", uploaded.channel_id)


def _preview(request: HttpRequest, uploaded: ReachFile, refusal: str = "") -> HttpResponse:
    judged = reach_imports.preview(uploaded)
    changes_first = sorted(judged.outcomes, key=lambda one: (ORDER[one.state], one.line.number))
    page = pages.paged(request, changes_first, ROWS)
    return pages.show(
        request, "outreach/preview_readings", uploaded=uploaded, judged=judged, page=page, refusal=refusal,
        rows=[(one, Measure(one.measure).label) for one in page], problems=judged.problems[:ROWS],
        measures=", ".join(str(Measure(one).label) for one in judged.sheet.measures),
    )  # fmt: skip


def _taken_in(request: HttpRequest, uploaded: ReachFile) -> HttpResponse:
    return pages.show(
        request, "outreach/readings_taken_in", uploaded=uploaded, counts=uploaded.outcome["counts"],
        problems=uploaded.outcome["problems"],
    )  # fmt: skip
