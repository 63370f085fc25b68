"""The desk: what is waiting for me, letters and calls, the record of actions, the centre's profile."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, centre, doors, outbox, record, waiting
from alongside.foundation.components import Task
from alongside.foundation.models import Centre, Channel, Message

from .forms.centre import CentreForm

CONTACT_DETAILS = _("It shows how to reach other people.")
ROWS = 50


@doors.open_to(doors.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, in order of due date."""
    tasks = [
        Task(item.title, item.url, item.hint, item.status, item.kind, item.due)
        for item in waiting.for_request(request)
    ]
    return render(request, "desk/home.html", {"tasks": tasks})


@doors.open_to(doors.STAFF, why_not_members=CONTACT_DETAILS)
def see_messages(request: HttpRequest) -> HttpResponse:
    """Letters to post and calls to make, and emails that were missed or could not be sent."""
    readable = Message.objects.open_to(doors.roles_of(request))
    stopped = readable.exclude(failed_at=None) | readable.exclude(missed_at=None)
    by_hand = Paginator(readable.by_hand(), ROWS).get_page(request.GET.get("page"))
    context = {"by_hand": by_hand, "stopped": stopped.order_by("-created_at")[:ROWS]}
    return render(request, "desk/see_messages.html", context)


@doors.open_to(doors.STAFF, why_not_members=CONTACT_DETAILS)
def see_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One letter, to print, or one call with what to say. Emails are nobody's to read but their reader's.

    A letter about what somebody needs to take part is there for the access role alone.
    """
    readable = Message.objects.open_to(doors.roles_of(request))
    message = get_object_or_404(readable.exclude(channel=Channel.EMAIL), pk=message_id)
    return render(request, "desk/see_message.html", {"message": message})


@doors.open_to(doors.STAFF, why_not_members=CONTACT_DETAILS)
@require_POST
def tick_off_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The letter was posted, or the call was made."""
    readable = Message.objects.open_to(doors.roles_of(request))
    outbox.tick_off(get_object_or_404(readable, pk=message_id), by=actors.of_request(request))
    return redirect("desk:see_messages")


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
