"""Notes which pages with news the readers of round-ups had open, so that a round-up leaves them out.

Only for members who asked for a round-up, only pages on which news stands, and never by a browser that fetches ahead.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.foundation import news

from . import actions as outreach
from .queries import digests


def note_what_is_opened(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware; needs to know who is here. Costs a question on pages with news, for members who are signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        member = getattr(request, "member", None)
        if member is not None and _was_read(request, response) and digests.wants_one(member):
            outreach.note_opened(member, page=news.page_of(request.path))
        return response

    return middleware


def _was_read(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    shown = request.method == "GET" and response.status_code == 200 and not ahead
    return shown and match is not None and news.is_page(match.view_name)
