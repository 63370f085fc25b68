"""An address that came back, and an answer that a person has to read."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors, outbox
from alongside.outreach import actions as outreach
from alongside.outreach.incoming import Arrived, Kind
from alongside.outreach.models import MailReturn, Suppression
from alongside.outreach.queries.recipients import fingerprint

BY = actors.SYSTEM
GONE = "gone@sample.example"


def build() -> None:
    """A newsletter that came back, and somebody who wrote an answer to it."""
    if Suppression.objects.filter(fingerprint=fingerprint(GONE)).exists():
        return
    sent = outbox.email(to=GONE, to_name="Jo Sample", subject="Our newsletter", text="Hello", by=BY)
    outreach.note_return(sent, status="5.1.1", action="failed", diagnostic="550 5.1.1 User unknown", by=BY)
    answer = Arrived(Kind.OTHER, subject="Re: Our newsletter", text="Please phone me instead.")
    outreach.keep_unread(sent, answer, by=BY)


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "newsletter/returns/<int:pk>/lift/": lambda: {
        "pk": Suppression.objects.get(fingerprint=fingerprint(GONE)).pk
    },
    "newsletter/returns/<int:pk>/looked-at/": lambda: {"pk": MailReturn.objects.to_read()[0].pk},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
