"""The story as plain data: the shape in which a page shows it and an edition freezes it."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from ..models import Item


class Content(TypedDict):
    """The story as plain data, JSON-able. Texts of figures and strands are kept in each language asked.

    Editions of format 1 know no moments, nothing that happened since, and no case studies.
    """

    format: int
    title: str
    slug: str
    as_of: str
    published_on: str
    site: str
    languages: list[str]
    centre: dict[str, str]
    strands: list[dict[str, Any]]
    figures: dict[str, dict[str, Any]]
    claims: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    moments: NotRequired[list[dict[str, Any]]]
    moved: NotRequired[dict[str, str]]
    since: NotRequired[list[dict[str, Any]]]
    since_taken_back: NotRequired[int]
    case_studies: NotRequired[list[dict[str, Any]]]


def item(row: Item) -> dict[str, Any]:
    """What every part of the story says of itself."""
    return {"id": row.pk, "language": row.language, "strands": [strand.value for strand in row.strands]}
