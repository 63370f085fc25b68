"""Health, and the pages that say what went wrong and what to do next."""

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from . import doors, jobs, nearby, pages


@doors.open_to(doors.EVERYONE)
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when web, databases and worker are up; 503 and what is down otherwise. With `?pages`, without the worker."""
    with nearby.at(copy=False):
        state = {"web": "up", "database": _database(), "worker": _worker()}
    asked = state if "pages" not in request.GET else ("web", "database")
    well = all(state[part] == "up" for part in asked)
    return JsonResponse(state, status=200 if well else 503)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the reason where somebody wrote one for the visitor (`pages.NotHere`)."""
    what = exception.args[0] if isinstance(exception, pages.NotHere) else ""
    return render(request, "404.html", {"what": what}, status=404)


def _database() -> str:
    try:
        for name in set(connections) - {nearby.COPY}:  # without the copy, pages go on
            with connections[name].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "up"


def _worker() -> str:
    try:
        return "up" if jobs.is_alive("worker") else "down"
    except DatabaseError:
        return "unknown"
