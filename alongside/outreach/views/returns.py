"""For coordinators: addresses that came back, what to do about each, and mail that a person has to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once

from .. import actions as outreach
from ..forms.returns import LiftForm
from ..models import MailReturn, Suppression
from ..queries import returns
from .pages import paged, posted, say, show

WHY = gettext_noop(
    "These are addresses of people who get the newsletter. Members find their own among their contact details."
)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def mail_returns(request: HttpRequest) -> HttpResponse:
    """Addresses that are not written to, newest first, and what is to be read."""
    page = paged(request, returns.not_written_to())
    to_read = MailReturn.objects.to_read().select_related("message")[:50]
    return show(request, "mail_returns", page=page, rows=returns.returned(list(page)), to_read=to_read)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def lift_suppression(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to an address again, with a reason."""
    held = get_object_or_404(Suppression, pk=pk, reason__in=returns.CAME_BACK)
    form = LiftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        outreach.lift(held, reason=form.cleaned_data["reason"], by=actors.of_request(request))
        say(request, _("This address is written to again."))
        return redirect("outreach:mail_returns")
    (row,) = returns.returned([held])
    return show(request, "lift_suppression", form=form, row=row)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@require_POST
def look_at_return(request: HttpRequest, pk: int) -> HttpResponse:
    """It was read; its words go."""
    outreach.look_at(get_object_or_404(MailReturn, pk=pk), by=actors.of_request(request))
    say(request, _("Done. Its words are deleted."))
    return redirect("outreach:mail_returns")
