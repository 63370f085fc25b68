"""Machine endpoints: every table ever published, and its description."""

from django.http import HttpRequest, HttpResponse

from alongside.foundation import doors

from .. import open_data

JSON = "application/json; charset=utf-8"


def _shared(made: bytes) -> HttpResponse:
    """JSON that a page on any other site may read."""
    response = HttpResponse(made, content_type=JSON)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.EVERYONE)
def equality(request: HttpRequest) -> HttpResponse:
    """Every snapshot ever published, newest first."""
    return _shared(open_data.as_bytes(open_data.everything()))


@doors.open_to(doors.EVERYONE)
def schema(request: HttpRequest) -> HttpResponse:
    """The description of that: JSON Schema, 2020-12."""
    return _shared(open_data.SCHEMA.read_bytes())
