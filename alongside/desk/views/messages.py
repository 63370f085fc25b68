"""Letters to post and calls to make, and what did not go out."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, mailings, outbox
from alongside.foundation.models import Channel, Message

CONTACT_DETAILS = _("It shows how to reach other people.")
ROWS = 25


@doors.open_to(doors.STAFF, why_not_members=CONTACT_DETAILS)
def see_messages(request: HttpRequest) -> HttpResponse:
    """Letters to post and calls to make, and what was missed or could not be sent.

    What waited when a sending was stopped for good is shown where that sending stands, and hides nothing here.
    """
    readable = Message.objects.open_to(doors.roles_of(request))
    stopped = readable.exclude(failed_at=None) | readable.exclude(missed_at=None)
    stopped = stopped.exclude(last_error=mailings.STOPPED)
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
