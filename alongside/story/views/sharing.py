"""What people take away: pictures to share, a fragment for other sites, a feed, the quotes wall, and open data."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from alongside.foundation import doors, kept, spreadsheet
from alongside.people.models import ConsentChannel
from alongside.people.queries import consents

from .. import embedding, leaflet, open_data, packaging, presenting, queries
from ..models import Edition, Quote, Strand
from .open_data import shared
from .public import address_of, story_now

ATOM = "application/atom+xml; charset=utf-8"


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def quotes(request: HttpRequest) -> HttpResponse:
    """Everybody's words whose consent for the website lives now, of one strand or of all."""
    wanted = request.GET.get("strand", "")
    strand = wanted if wanted in Strand.values else ""
    shown = [quote for quote in story_now(request).quotes if not strand or strand in quote.strands]
    return render(request, "story/quotes.html", {"quotes": shown, "strands": list(Strand), "strand": strand})


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def figure_card(request: HttpRequest, figure_id: str) -> HttpResponseBase:
    """A picture of one figure to share, PNG, 1200 by 630. Raises 404 for a figure that nobody names."""
    found = queries.figure(figure_id)
    if found is None:
        raise Http404
    language = get_language() or "en"
    shown = presenting.figure_view(queries.figure_data(found, [language]), language, address_of)
    address = settings.SITE_URL + address_of(figure_id)
    return HttpResponse(leaflet.figure_card(story_now(request), shown, address), content_type="image/png")


@doors.open_to(doors.EVERYONE)
def quote_card(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture of somebody's words to share. Raises 404 unless they agreed to social media, today."""
    quote = get_object_or_404(Quote.objects.on_page(), pk=pk)
    named = consents.showable([quote.consent_id], ConsentChannel.SOCIAL)
    if quote.consent_id not in named or not quote.text:
        raise Http404
    address = settings.SITE_URL + reverse("story:quotes")
    made = leaflet.quote_card(story_now(request), quote.text, named[quote.consent_id], address)
    response = HttpResponse(made, content_type="image/png")
    response["Cache-Control"] = "public, no-cache"
    return response


@doors.open_to(doors.EVERYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """Editions as a feed, Atom."""
    return HttpResponse(embedding.feed(list(Edition.objects.defer("content")[:50])), content_type=ATOM)


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def open_data_page(request: HttpRequest) -> HttpResponse:
    """Everything that is open, with its licence and its dictionary."""
    context = {
        "resources": packaging.resources(), "fields": packaging.FIELDS, "licence": packaging.LICENCE,
        "embed": settings.SITE_URL + reverse("story_data:embed"),
    }  # fmt: skip
    return render(request, "story/open_data.html", context)


@doors.open_to(doors.EVERYONE)
def data_package(request: HttpRequest) -> HttpResponse:
    """The data package: what is open, under which licence, with the schema of the table."""
    with translation.override(settings.LANGUAGE_CODE):
        return shared(open_data.as_bytes(packaging.package()))


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every figure as a table, CSV. Columns are described in the data package."""
    with translation.override(settings.LANGUAGE_CODE):
        data = open_data.story(queries.content([settings.LANGUAGE_CODE]))
    names = [field["name"] for field in packaging.FIELDS]
    rows = [["" if one[name] is None else str(one[name]) for name in names] for one in data["figures"]]
    response = HttpResponse(spreadsheet.as_csv(names, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def embed(request: HttpRequest) -> HttpResponse:
    """A piece of plain HTML that any other site may put into a page of its own: no frame, no script, no cookie."""
    with translation.override(settings.LANGUAGE_CODE):
        story = presenting.present(queries.content([settings.LANGUAGE_CODE]), open_data.definition_url)
        context = {"story": story, "url": settings.SITE_URL + reverse("story:live")}
        response = HttpResponse(render_to_string("story/embed.html", context))
    response["Access-Control-Allow-Origin"] = "*"
    return response
