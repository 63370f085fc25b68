"""Organisations of the network: anybody may look, coordinators keep the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once

from .. import actions as people
from ..forms.network import OrganisationForm
from ..models import Organisation
from ..queries import network
from .pages import paged, say, show

KEPT = gettext_noop("Coordinators keep this list in order. Tell them what is missing or wrong.")
COUNTED_FOR = doors.STAFF | {doors.Role.AUDITOR}


@doors.open_to(doors.EVERYONE)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that people of the network belong to or work with."""
    return show(request, "organisations", page=paged(request, Organisation.objects.all()))


@doors.open_to(doors.EVERYONE)
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    """One organisation. Members who are signed in see who chose to show that they belong here.

    How many belong here is for staff: a number that is counted anew each day gives away who came or left.
    """
    row = get_object_or_404(Organisation, pk=number)
    signed_in = bool(getattr(request, "member", None))
    staff = bool(doors.roles_of(request) & COUNTED_FOR)
    return show(
        request,
        "organisation",
        organisation=row,
        how_many=network.about_so_many(network.people_now(row)) if staff else "",
        entries=list(network.shown_at(row)) if signed_in else [],
        outreach=list(row.outreach.select_related("community")),
    )


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = people.add_organisation(by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The organisation is on the list."))
        return redirect("people:organisation", added.pk)
    return show(request, "add_organisation", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=KEPT)
@once.guard
def change_organisation(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what is known of an organisation."""
    row = get_object_or_404(Organisation, pk=number)
    known = {name: getattr(row, name) for name in ("name", "kind", "website", "about")}
    form = OrganisationForm(request.POST or None, organisation=row, initial=known)
    if request.method == "POST" and form.is_valid():
        people.change_organisation(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("The organisation is put right."))
        return redirect("people:organisation", row.pk)
    return show(request, "change_organisation", form=form, organisation=row)
