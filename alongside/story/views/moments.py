"""Which moments of the records stand on the timeline: a coordinator chooses, no date is typed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors

from .. import actions as story
from .. import queries
from .arranging import WHY


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def moments(request: HttpRequest) -> HttpResponse:
    """Every dated moment that a room knows, each with a button that puts it on the timeline or takes it off."""
    return render(request, "story/moments.html", {"moments": queries.to_choose()})


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def choose_moment(request: HttpRequest) -> HttpResponse:
    """Put a moment on the timeline, or take it off."""
    shown = request.POST.get("shown") == "yes"
    try:
        story.choose_moment(request.POST.get("moment", ""), shown=shown, by=actors.of_request(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        said = _("It is on the timeline now.") if shown else _("It is not on the timeline any more.")
        messages.success(request, said)
    return redirect("story:moments")
