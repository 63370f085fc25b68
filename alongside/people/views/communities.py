"""Priority communities: why each, what was done to reach it, and what came of that. All in public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once

from .. import actions as people
from ..forms.network import CommunityForm, OutreachForm, ResultForm
from ..models import Organisation, OutreachAction, PriorityCommunity
from ..queries import network
from .pages import say, show

KEPT = gettext_noop(
    "This page speaks for the centre, so coordinators write it. Tell them what should be here."
)


@doors.open_to(doors.EVERYONE)
def communities(request: HttpRequest) -> HttpResponse:
    """The communities that the centre means to work with first."""
    return show(request, "communities", communities=list(network.communities()))


@doors.open_to(doors.EVERYONE)
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """One community: why, what was done to reach it, and what came of it."""
    row = get_object_or_404(PriorityCommunity, slug=slug)
    return show(request, "community", community=row, outreach=list(row.actions.select_related("partner")))


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_community(request: HttpRequest) -> HttpResponse:
    """Name a community, and why."""
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = people.add_community(by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The community is on the list. Everybody can see it."))
        return redirect("people:community", added.slug)
    return show(request, "add_community", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def change_community(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct a community's name, reason or place in the list."""
    row = get_object_or_404(PriorityCommunity, slug=slug)
    known = {"name": row.name, "why": row.why, "order": row.order, "figure": row.figure}
    form = CommunityForm(request.POST or None, community=row, initial=known)
    if request.method == "POST" and form.is_valid():
        people.change_community(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The community is put right."))
        return redirect("people:community", row.slug)
    return show(request, "change_community", form=form, community=row)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_outreach(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what was done to reach a community."""
    row = get_object_or_404(PriorityCommunity, slug=slug)
    form = OutreachForm(request.POST or None, organisations=network.organisation_choices())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        partner = get_object_or_404(Organisation, pk=given["partner"]) if given["partner"] else None
        people.add_outreach(row, by=actors.of_request(request), **given | {"partner": partner})
        say(request, _("What you did is on the page."))
        return redirect("people:community", row.slug)
    return show(request, "add_outreach", form=form, community=row)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def record_outreach_result(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down what came of something done to reach a community."""
    row = get_object_or_404(
        OutreachAction.objects.select_related("community"), pk=number, community__slug=slug
    )
    form = ResultForm(request.POST or None, initial={"result": row.result, "learnt": row.learnt})
    if request.method == "POST" and form.is_valid():
        people.record_outreach_result(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("What came of it is on the page."))
        return redirect("people:community", slug)
    return show(request, "record_outreach_result", form=form, outreach=row)
