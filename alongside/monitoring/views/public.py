"""Who takes part, and who is missing: the tables as they were published, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from alongside.foundation import doors

from .. import presenting, queries


@doors.open_to(doors.EVERYONE)
def who_takes_part(request: HttpRequest) -> HttpResponse:
    """The latest figures; before the first, when they can come."""
    latest = queries.latest()
    context = {
        "page": presenting.page(latest) if latest else None,
        "earlier": queries.snapshots().only("slug", "on", "n")[1:],
        "next_publication": queries.next_publication(),
        "held": latest is None and queries.held_lately().exists(),
        "smallest": presenting.SMALLEST_BASE,
        "block_size": queries.BLOCK_SIZE,
    }
    return render(request, "monitoring/who_takes_part.html", context)


@doors.open_to(doors.EVERYONE)
def who_took_part(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one earlier day, as they were published. Raises 404 where none were."""
    snapshot = get_object_or_404(queries.snapshots(), slug=slug)
    context = {"page": presenting.page(snapshot), "block_size": queries.BLOCK_SIZE}
    return render(request, "monitoring/who_took_part.html", context)
