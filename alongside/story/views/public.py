"""The live story and the page behind each figure."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from alongside.foundation import doors, kept
from alongside.people.queries import translating

from .. import presenting, queries
from ..models import Edition, FileKind


def address_of(figure_id: str) -> str:
    """Where a figure opens."""
    return reverse("story:figure", args=[figure_id])


def story_now(request: HttpRequest) -> presenting.Story:
    """The live story in the language of the reader, the same for everybody until something happens."""

    def made() -> presenting.Story:
        return presenting.present(queries.content([get_language() or "en"], of_rows=False), address_of)

    return kept.for_readers("story.now", request, made)


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def live(request: HttpRequest) -> HttpResponse:
    """The story so far, as the records have it now."""
    latest = Edition.objects.defer("content").first()
    centre = getattr(request, "centre", None)
    purpose = (
        translating.reading(translating.centre_source(centre), original="original" in request.GET)
        if centre
        else None
    )
    return render(
        request, "story/live.html", {"story": story_now(request), "latest": latest, "reading": purpose}
    )


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def easy(request: HttpRequest) -> HttpResponse:
    """The story in Easy Read: a picture beside short sentences, as the records have it now."""
    latest = Edition.objects.filter(files__kind=FileKind.EASY_PDF).defer("content").first()
    return render(request, "story/easy.html", {"story": story_now(request), "latest": latest})


@doors.open_to(doors.EVERYONE)
def home(request: HttpRequest) -> HttpResponseBase:
    """The front door opens onto the story."""
    return live(request)


@doors.open_to(doors.EVERYONE)
def figure(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One figure with everything that stands behind it. Raises 404 for a figure that nobody names."""
    found = queries.figure(figure_id)
    if found is None:
        raise Http404
    language = get_language() or "en"
    shown = presenting.figure_view(queries.figure_data(found, [language]), language, address_of)
    return render(request, "story/figure.html", {"figure": shown})
