"""Machine endpoints: the story, its description, and each figure, for anybody to reuse."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from alongside.foundation import doors, kept

from .. import open_data, presenting, queries

JSON = "application/json; charset=utf-8"


def shared(made: bytes) -> HttpResponse:
    """JSON that a page on any other site may read."""
    response = HttpResponse(made, content_type=JSON)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def story(request: HttpRequest) -> HttpResponse:
    """The live story as data."""
    with translation.override(settings.LANGUAGE_CODE):
        content = queries.content([settings.LANGUAGE_CODE])
        return shared(open_data.as_bytes(open_data.story(content)))


@doors.open_to(doors.EVERYONE)
def schema(request: HttpRequest) -> HttpResponse:
    """The description of the story as data: JSON Schema, 2020-12."""
    return shared(open_data.SCHEMA.read_bytes())


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def figure(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One figure as data. Raises 404 for a figure that nobody names."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        found = queries.figure(figure_id)
        if found is None:
            raise Http404
        data = queries.figure_data(found, [language])
        view = presenting.figure_view(data, language, open_data.definition_url)
        source = {"source": view.source, "row_count": view.row_count}
        return shared(open_data.as_bytes(open_data.figure(view, data) | source))
