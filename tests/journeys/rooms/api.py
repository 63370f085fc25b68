"""What stands in the parameters of the API's addresses. The description of the API is a page of its own."""

from collections.abc import Callable
from typing import Any

from alongside.conversations.models import Decision
from alongside.documents.models import Document
from alongside.story.models import Edition
from tests.journeys.rooms.gatherings_session import the_session


def build() -> None:
    """The rooms make what is asked for."""


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "api/sessions/": lambda: {"id": the_session().pk},
    "api/decisions/": lambda: {"id": Decision.objects.all()[0].pk},
    "api/documents/": lambda: {"slug": Document.objects.all()[0].slug},
    "api/staff/": lambda: {"id": the_session().pk},
    "desk/tokens/": lambda: {"number": 1},
    "api/figures/": lambda: {"id": "people.members"},
    "api/editions/": lambda: {"slug": Edition.objects.all()[0].slug},
}
OWN: list[str] = []
# No text of the sweep is signed.
NOT_FOR_EVERYBODY: dict[str, str] = {
    "api/documents/<slug:slug>": "missing",
    # Tokens are made by a test of their own.
    "desk/tokens/<int:number>/end/": "missing",
}
