"""The public list of sessions, a session's page, and the one page from which it is run."""

from django.http import HttpRequest, HttpResponse

from alongside.foundation import doors

from ..queries import sessions as queries
from .pages import paged, running_or_404, session_or_404, show


@doors.open_to(doors.EVERYONE)
def sessions(request: HttpRequest) -> HttpResponse:
    """What comes up, and what was."""
    return show(request, "sessions", coming=list(queries.coming_up()), past=paged(request, queries.past()))


@doors.open_to(doors.EVERYONE)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: purpose, when, where, access, what is paid, plan, how to take part."""
    return show(request, "session", session=session_or_404(pk))


@doors.open_to(doors.SIGNED_IN)
def run_session(request: HttpRequest, pk: int) -> HttpResponse:
    """The one place from which a session is run, in the order of time."""
    return show(request, "run_session", session=running_or_404(request, pk))
