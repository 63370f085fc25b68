"""What the hall puts on the desk of staff, and of translators."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, doors, languages
from alongside.foundation.waiting import Waiting, mine, ours

from .models import RightsRequest
from .queries import translating


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


def translations(request: HttpRequest) -> Iterator[Waiting]:
    """What a translator can translate or read over, in each of their languages."""
    for code in translating.languages_of(getattr(request, "member", None)):
        count = sum(row.state != "agreed" for row in translating.work(code))
        if count:
            yield from mine([_texts(code, count)], minutes=10)


def _texts(code: str, count: int) -> Waiting:
    words = ngettext(
        "%(count)d text waits to be translated or read over: %(language)s",
        "%(count)d texts wait to be translated or read over: %(language)s",
        count,
    )
    return Waiting(
        title=words % {"count": count, "language": languages.name(code)},
        url=f"{reverse('people:translations')}?language={code}", status=_("When you have time"), kind="info",
    )  # fmt: skip
