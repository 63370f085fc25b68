"""A coordinator tells claims and milestones in other languages and in Easy Read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as story
from .. import forms
from ..models import Claim, Milestone, Telling
from .arranging import WHY, done

KINDS: dict[str, type[Claim] | type[Milestone]] = {"claims": Claim, "milestones": Milestone}


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def tell(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What a claim or milestone says in other languages and in Easy Read; and a form for one more."""
    if kind not in KINDS:
        raise Http404
    item: Any = get_object_or_404(KINDS[kind]._default_manager, pk=pk)
    form = forms.TellingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if done(form, lambda: story.tell(item, by=actors.of_request(request), **values)):
            messages.success(request, _("Saved. People read it on the story page now."))
            return redirect("story:tell", kind=kind, pk=pk)
    told = [(one, one.is_of(item)) for one in item.tellings.all()]
    context = {"form": form, "item": item, "kind": kind, "told": told, "once_key": once.new_key()}
    return render(request, "story/tell.html", context)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def review_telling(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who knows the language has read it over."""
    row = get_object_or_404(Telling, pk=pk)
    story.review_telling(row, by=actors.of_request(request))
    messages.success(request, _("It is marked as read over."))
    return _back(row)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def drop_telling(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    row = get_object_or_404(Telling, pk=pk)
    back = _back(row)
    story.drop_telling(row, by=actors.of_request(request))
    messages.success(request, _("It is gone. The story tells it in its own words again."))
    return back


def _back(row: Telling) -> HttpResponse:
    kind = "milestones" if row.claim_id is None else "claims"
    return redirect("story:tell", kind=kind, pk=row.claim_id or row.milestone_id)
