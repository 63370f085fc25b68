"""What machines may ask of this room: what was learnt, and what is in the library."""

from collections.abc import Iterable
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from alongside.foundation import api
from alongside.foundation.letters import absolute

from . import models
from .queries import items as questions
from .queries import library as shelves

router = api.Router(tags=[_("What we learnt")])


class LearningItem(api.Schema):
    """Something that was learnt."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    what: str = api.Field(description="What happened. Ask again before you show it: people may take it back.")
    so_what: str = api.Field(description="Why it matters; may be empty.")
    now_what: str = api.Field(description="What comes next; may be empty.")
    how_it_went: Literal["worked", "mixed", "did_not"] = api.Field(description="Whether it worked.")
    strand: str = api.Field(description="The strand of the story: learning, projects, movement.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    changes: int = api.Field(description="How many design changes came from it.")
    url: str = api.Field(description="Its page.")


class Entry(api.Schema):
    """One thing in the library."""

    id: str = api.Field(description="Its kind and number, such as resource:7; it stays.")
    kind: str = api.Field(description="Training, a text or a resource, in words.")
    title: str = api.Field(description="What it is called.")
    about: str = api.Field(description="What it is about; may be empty.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    forms: list[str] = api.Field(description="The formats that it has: web, pdf, easy_read, bsl and so on.")
    licence: str = api.Field(description="The licence under which it may be shared; may be empty.")
    url: str = api.Field(description="Its page.")


@api.public(
    router, "learning", api.Page[LearningItem], name="learning", summary=_("What we learnt, the newest first")
)
def learning(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Every learning item that everybody may read, also what did not work. It names nobody."""
    return api.page(request, questions.matching(), _as_data, after=after, limit=limit)


def _as_data(rows: list[models.LearningItem]) -> Iterable[dict[str, Any]]:
    for one in questions.shown(rows):
        row = one.row
        yield {
            "id": row.pk, "what": row.what, "so_what": row.so_what, "now_what": row.now_what,
            "how_it_went": row.how_it_went, "strand": row.strand, "language": row.language,
            "changes": one.changes, "url": absolute(reverse("learning:item", args=[row.pk])),
        }  # fmt: skip


@api.public(router, "library", api.Page[Entry], name="library", summary=_("What is in the library"))
def library(request: HttpRequest, after: api.AfterText = "", limit: api.Limit = api.LIMIT) -> dict[str, Any]:
    """Everything that can be read, heard, seen or taught with, in the order of the ids."""
    found, onward = api.page_of_list(request, shelves.entries(), _id, after=after, limit=limit)
    return {"items": [_of_entry(one) for one in found], "next": onward}


def _id(one: shelves.Entry) -> str:
    return f"{one.kind}:{one.key}"


def _of_entry(one: shelves.Entry) -> dict[str, Any]:
    return {
        "id": _id(one), "kind": one.what, "title": one.title, "about": one.about, "language": one.language,
        "forms": sorted(one.forms), "licence": one.licence, "url": absolute(one.url),
    }  # fmt: skip
