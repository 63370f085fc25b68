"""One of everything about subscribers in `outreach`, and what stands in the parameters of its routes.

`build` runs after the demonstration; `SAMPLES` maps the longest prefix of a route to its parameters; `OWN`
lists routes to somebody's own thing (Marek's in the samples), which are missing for everybody else;
`NOT_FOR_EVERYBODY` maps routes behind which more is asked than a role to "missing" or "refused".
"""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors, clock
from alongside.outreach import actions as outreach
from alongside.outreach import reading_lists
from alongside.outreach.models import SignUp, Subscriber, SubscriberList, Suppression, Topic
from alongside.outreach.queries import links
from alongside.people import actions as people

BY = actors.SYSTEM
WORDS = "I agree that the centre may send me its newsletter. I can take this back at any time."


def build() -> None:
    """Make one of everything that the demonstration leaves out."""
    told = people.Told("phone", clock.today(), True)
    outreach.record_subscriber(told=told, wording=WORDS, email="reader@member.example", called="Rita", by=BY)
    sheet = reading_lists.read(
        b"Name,Email,Basis,Wording,Source,Date,How\nMo,mo@list.example,consent,Yes please,Stall,2026-03-01,in person\n"
    )
    outreach.upload_list(sheet, file_name="old.csv", by=BY)
    outreach.add_topic(name="Talks and films", by=BY)
    outreach.never_write_to("never@member.example", detail="called us", by=BY)
    outreach.subscribe(email="asked@member.example", wording=WORDS, by=actors.VISITOR)


def _reader() -> Subscriber:
    return Subscriber.objects.get(email="reader@member.example")


def _stop() -> dict[str, Any]:
    return {"token": links.stop_token(_reader(), "issue-1")}


def _choose() -> dict[str, Any]:
    return {"token": links.choose_token(_reader())}


def _confirm() -> dict[str, Any]:
    url = links.confirm_url(SignUp.objects.get(email="asked@member.example"))
    return {"token": url.rstrip("/").rpartition("/")[2]}


def _reference() -> dict[str, Any]:
    return {"reference": _reader().reference}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "newsletter/stop/<str:token>/": _stop,
    "newsletter/choices/<str:token>/": _choose,
    "newsletter/confirm/<str:token>/": _confirm,
    "subscribers/<str:reference>/": _reference,
    "subscribers/import/": lambda: {"number": SubscriberList.objects.filter(applied_at=None)[0].pk},
    "subscribers/topics/": lambda: {"pk": Topic.objects.get(name="Talks and films").pk},
    "subscribers/not-written-to/": lambda: {"pk": Suppression.objects.filter(lifted_at=None)[0].pk},
}
OWN: tuple[str, ...] = ()
NOT_FOR_EVERYBODY: dict[str, str] = {}
