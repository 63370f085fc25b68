"""The record of actions, and the centre's profile."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, centre, doors, record
from alongside.foundation.models import Centre

from ..forms.centre import CentreForm

ROWS = 50


@doors.open_to(doors.COORDINATORS, why_not_members=_("It shows what other people did."))
def see_record(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    readable = record.open_to(doors.roles_of(request))
    events = Paginator(readable.order_by("-pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "desk/see_record.html", {"events": events})


@doors.open_to(
    doors.COORDINATORS, why_not_members=_("It is agreed with members, then written here by staff.")
)
def change_centre(request: HttpRequest) -> HttpResponse:
    """The centre's name, purpose, and how to get help."""
    row = get_object_or_404(Centre)
    form = CentreForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        centre.change(row, by=actors.of_request(request), **form.cleaned_data)
        messages.success(request, _("The centre’s details are saved."))
        return redirect("desk:home")
    return render(request, "desk/change_centre.html", {"form": form})
