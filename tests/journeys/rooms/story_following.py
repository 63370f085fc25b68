"""A centre that is followed, heard once, with figures that are counted as ours are."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors
from alongside.story import actions as story
from alongside.story.models import Following
from alongside.story.queries import following as queries

BY = actors.SYSTEM
URL = "https://friend.example/story.json"


def build() -> None:
    """The friendly centre counts as we do, and says so in its own name."""
    if Following.objects.filter(url=URL).exists():
        return
    names = (
        "id",
        "label",
        "display",
        "unit",
        "base_note",
        "definition",
        "wording",
        "value",
        "qualifier",
        "base",
    )
    ours = queries.our_figures().figures.values()
    figures = [{name: one[name] for name in (*names, "as_of", "status")} | {"url": ""} for one in ours]
    made = story.follow(url=URL, agreed="Their coordinator agreed by phone. CC BY 4.0.", by=BY)
    content = {
        "centre": {"name": "The Friendly Centre", "short_name": "Friendly"}, "url": "https://friend.example/story/",
        "as_of": "2020-03-01", "language": "en", "figures": figures,
    }  # fmt: skip
    story.take_in(made, content=content, etag="", by=BY)
    story.note_silence(made, why="It did not answer within 10 seconds.", by=BY)


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "movement/following/<int:pk>/": lambda: {"pk": Following.objects.get(url=URL).pk},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
