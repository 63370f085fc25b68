"""What the hall puts on the desk of staff."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, doors
from alongside.foundation.waiting import Waiting, ours

from .models import RightsRequest


def requests(request: HttpRequest) -> Iterator[Waiting]:
    """Requests about data that wait for an answer, for coordinators; registered with `foundation.waiting`."""
    if doors.roles_of(request) & doors.COORDINATORS:
        yield from ours(map(_one, RightsRequest.objects.open()), minutes=30)


def _one(row: RightsRequest) -> Waiting:
    late = row.due_on < clock.today()
    return Waiting(
        title=_("Answer a request about data: %(what)s") % {"what": row.get_right_display()},
        url=reverse("people:answer_right", args=[row.pk]), due=row.due_on,
        status=_("Overdue") if late else _("To do"), kind="stopped" if late else "attention",
    )  # fmt: skip
