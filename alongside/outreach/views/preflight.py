"""Whether our mail will be believed: looked at when a coordinator asks, because asking others can take a moment."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from alongside.foundation import doors

from .. import preflight
from .pages import show

WHY = gettext_noop("This page is for whoever looks after the sender of our mail.")


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def check_sender(request: HttpRequest) -> HttpResponse:
    """Ask the DNS on POST; on GET say what will be looked at. Changes nothing."""
    checks = preflight.run() if request.method == "POST" else []
    return show(request, "check_sender", checks=checks, sender=preflight.sender())
