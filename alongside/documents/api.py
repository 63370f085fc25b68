"""What machines may ask of this room: texts that were signed off, as they were signed."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from alongside.foundation import api
from alongside.foundation.letters import absolute

from . import models
from .queries import reading

router = api.Router(tags=[_("Texts that we wrote together")])


class Clause(api.Schema):
    """One clause of a text."""

    number: int = api.Field(description="Its number in this version.")
    heading: str = api.Field(description="Its heading.")
    text: str = api.Field(description="Its words.")


class Document(api.Schema):
    """A signed version of a text."""

    id: int = api.Field(description="The number under which this house keeps the text; it stays.")
    slug: str = api.Field(description="Its name in addresses.")
    kind: Literal["principles", "guidance", "training", "other"] = api.Field(
        description="What kind of text it is."
    )
    title: str = api.Field(description="What it is called.")
    about: str = api.Field(description="What it is for; may be empty.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    version: int = api.Field(description="The number of the signed version.")
    signed_on: date = api.Field(description="The day on which the last signature came.")
    signed_by: list[str] = api.Field(description="The roles in which it was signed.")
    fingerprint: str = api.Field(description="The SHA-256 of its plain text file.")
    clauses: list[Clause] = api.Field(description="The text, clause by clause.")
    url: str = api.Field(description="The page of this version.")


@api.public(
    router, "documents", api.Page[Document], name="documents",
    summary=_("Texts that were signed off, as they were signed"),
)  # fmt: skip
def documents(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Every text that everybody may read and that is signed off now: its signed version, clause by clause."""
    return api.page(request, _signed(), _as_data, after=after, limit=limit)


@api.public(router, "documents/{slug:slug}", Document, name="document", summary=_("One signed text"))
def document(request: HttpRequest, slug: api.Slug) -> dict[str, Any]:
    """The signed version of one text. A text that was opened again has none until it is signed anew."""
    rows = list(_signed().filter(slug=slug))
    return api.found(next(iter(_as_data(rows)), None))


def _signed() -> QuerySet[models.Document]:
    return reading.signed_now().prefetch_related("signed__signatures")


def _as_data(rows: list[models.Document]) -> Iterable[dict[str, Any]]:
    for row in rows:
        version = row.signed
        assert version is not None
        assert version.signed_at is not None
        yield {
            "id": row.pk, "slug": row.slug, "kind": row.kind, "title": version.title or row.title,
            "about": row.about, "language": row.language, "version": version.number,
            "signed_on": timezone.localtime(version.signed_at).date(),
            "signed_by": [one.role_name for one in version.signatures.all()],
            "fingerprint": version.fingerprint,
            "clauses": [{name: one[name] for name in ("number", "heading", "text")} for one in version.content],
            "url": absolute(reverse("documents:version", args=[row.slug, version.number])),
        }  # fmt: skip
