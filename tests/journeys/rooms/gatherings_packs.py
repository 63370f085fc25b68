"""Samples of the pack: one item for everybody, in two formats, which is out."""

from collections.abc import Callable
from typing import Any

from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import PackItem
from tests.journeys.rooms.gatherings_session import BY, the_session

PACK = "sessions/<int:pk>/pack/"
ARRANGING = ["", "add/", "send/", "formats/<int:number>/remove/"]
ITEM = ["change/", "words/", "file/", "remove/"]


def build() -> None:
    session = the_session()
    item = gatherings.add_pack_item(session, title="The plan for the day", is_public=True, by=BY)
    gatherings.add_words(item, text="First we talk.\n\nThen there is a break.", by=BY)
    gatherings.add_words(item, text="We talk. We have a break.", variant="easy_read", by=BY)
    gatherings.send_pack(session, by=BY)


def sample() -> dict[str, Any]:
    item = PackItem.objects.filter(session=the_session())[0]
    return {"pk": item.session_id, "item": item.pk, "number": item.formats.all()[0].pk}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {PACK: sample}
OWN: list[str] = []
# Whoever does not run the session arranges nothing.
NOT_FOR_EVERYBODY: dict[str, str] = dict.fromkeys(
    [f"{PACK}arrange/{path}" for path in ARRANGING] + [f"{PACK}arrange/<int:item>/{path}" for path in ITEM],
    "missing",
)
