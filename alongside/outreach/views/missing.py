"""Who is missing, and what we tried: in public, also where nothing was done or nobody knows."""

from django.http import HttpRequest, HttpResponse

from alongside.foundation import doors, kept, pages

from ..queries import missing


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def who_is_missing(request: HttpRequest) -> HttpResponse:
    """For each priority community: how many of the network, what was done, with whom, and what came of it."""
    return pages.show(request, "outreach/who_is_missing", communities=missing.tried())
