"""What machines may ask of this room: every public figure with its definition, base and date; and editions."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from alongside.foundation import api
from alongside.foundation import figures as registry
from alongside.foundation.letters import absolute

from . import models, open_data, presenting, queries, wording

router = api.Router(tags=[_("Figures and editions")])
FigureId = Annotated[
    str, api.Path(max_length=120, pattern=f"^(?:{wording.FIGURE_ID})$", description="The id of the figure.")
]


class Figure(api.Schema):
    """A public figure, with what it opens to. Where a number could give somebody away there is none."""

    id: str = api.Field(description="The name of the figure; it stays.")
    label: str = api.Field(description="What it counts, in words.")
    display: str = api.Field(description="How it reads, or why there is no number.")
    value: float | None = api.Field(description="The number; null unless status is “shown”.")
    unit: str = api.Field(description="The unit, such as %; may be empty.")
    qualifier: str = api.Field(description="“about” or “over” for a number that is not exact; may be empty.")
    base: int | None = api.Field(description="Of how many; null where there is no base, or nothing is shown.")
    base_note: str = api.Field(description="What the base counts; may be empty.")
    as_of: date | None = api.Field(description="The day of which it tells.")
    status: Literal["shown", "too_few", "held", "not_recorded"] = api.Field(
        description="Whether there is a number, and if not, why."
    )
    definition: str = api.Field(description="What it means.")
    wording: str = api.Field(description="The words of the question, where one was asked.")
    rule: str = api.Field(description="How it was counted, rounded and protected.")
    baseline: str = api.Field(description="What it is compared with; may be empty.")
    definition_url: str = api.Field(description="Its page.")


class Edition(api.Schema):
    """The story as it was published on one day. It stays as it is."""

    slug: str = api.Field(description="Its name in addresses; it stays.")
    title: str = api.Field(description="What it is called.")
    as_of: date = api.Field(description="The day of which it tells.")
    published_at: datetime = api.Field(description="When it was published (ISO 8601).")
    fingerprint: str = api.Field(description="The SHA-256 of its content.")
    url: str = api.Field(description="Its page.")


@api.public(router, "figures", api.Page[Figure], name="figures", summary=_("Every public figure"))
def figures(request: HttpRequest, after: api.AfterText = "", limit: api.Limit = api.LIMIT) -> dict[str, Any]:
    """Every figure with its definition, base and date, in the order of their ids."""
    found, onward = api.page_of_list(request, registry.ids(), str, after=after, limit=limit)
    return {"items": [_as_data(one) for one in registry.read(found).values()], "next": onward}


@api.public(router, "figures/{str:id}", Figure, name="figure", summary=_("One figure"))
def figure(request: HttpRequest, id: FigureId) -> dict[str, Any]:
    """One figure, also one that the story names and no record stands behind yet."""
    one = queries.figure(id)
    return api.found(_as_data(one) if one else None)


def _as_data(one: Any) -> dict[str, Any]:
    data = queries.figure_data(one, [settings.LANGUAGE_CODE])
    view = presenting.figure_view(data, settings.LANGUAGE_CODE, open_data.definition_url)
    return open_data.figure(view, data)


@api.public(router, "editions", api.Page[Edition], name="editions", summary=_("Editions of the story"))
def editions(request: HttpRequest, after: api.AfterText = "", limit: api.Limit = api.LIMIT) -> dict[str, Any]:
    """Every edition that was published, in the order of their slugs."""
    rows = list(_published())
    found, onward = api.page_of_list(request, rows, lambda row: row.slug, after=after, limit=limit)
    return {"items": [_of_edition(row) for row in found], "next": onward}


@api.public(router, "editions/{slug:slug}", Edition, name="edition", summary=_("One edition"))
def edition(request: HttpRequest, slug: api.Slug) -> dict[str, Any]:
    """One edition of the story."""
    row = _published().filter(slug=slug).first()
    return api.found(_of_edition(row) if row else None)


def _published() -> QuerySet[models.Edition]:
    return models.Edition.objects.defer("content")


def _of_edition(row: models.Edition) -> dict[str, Any]:
    return {
        "slug": row.slug, "title": row.title, "as_of": row.as_of,
        "published_at": timezone.localtime(row.published_at), "fingerprint": row.fingerprint,
        "url": absolute(reverse("story:edition", args=[row.slug])),
    }  # fmt: skip
