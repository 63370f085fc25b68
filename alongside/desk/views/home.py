"""Everybody's own desk: what waits for them, and the little that a member wants to see at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alongside.foundation import doors, kept, pages, waiting
from alongside.foundation.components import Task
from alongside.people.models import Member

from ..queries import home as homes

AT_ONCE = 25
"""So many of the things that wait stand on one page, those that are due first before the others."""


@doors.open_to(doors.SIGNED_IN)
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, in order of due date; my next session, what I said, payments, projects, what is new."""
    member: Member | None = getattr(request, "member", None)
    mine = homes.Home()
    if member is not None:
        mine = kept.for_person("desk.home", request, lambda: homes.of(member))
    found = waiting.for_request(request)
    tasks = [
        Task(item.title, item.url, item.hint, item.status, item.kind, item.due)
        for item in found
        if mine.next_session is None or item.url != mine.next_session.url
    ]
    staff = bool(doors.roles_of(request) & doors.STAFF)
    page = pages.paged(request, tasks, AT_ONCE)
    context = {
        "tasks": tasks,
        "page": page,
        "mine": mine,
        "staff": staff,
        "ours": sum(item.ours for item in found),
    }
    return render(request, "desk/home.html", context)
