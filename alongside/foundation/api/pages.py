"""Lists in pages: at most a hundred at once, and where the next page begins.

A page begins after a key and not at a number: what is added while somebody reads neither repeats a row nor hides one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Schema
from pydantic import StringConstraints

MOST, USUAL = 100, 50
LARGEST = 2**53 - 1  # what every reader of JSON can hold

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at once, 100 at most.")]
After = Annotated[
    int, Query(ge=0, le=LARGEST, description="The id of the last row that you have; 0 for the first page.")
]
AfterText = Annotated[
    str, Query(max_length=200, description="The id of the last row that you have; empty for the first page.")
]
Id = Annotated[int, Path(ge=1, le=LARGEST, description="The id of the row.")]
Slug = Annotated[str, Path(max_length=120, pattern=r"^[-a-zA-Z0-9_]+$", description="The slug of the row.")]
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text that a database can hold: without the sign of nothing."""
LIMIT: int = USUAL
AFTER: int = 0

Row = TypeVar("Row", bound=Schema)
Table = TypeVar("Table", bound=Model)
One = TypeVar("One")


class Page(Schema, Generic[Row]):
    """One page of a list."""

    items: list[Row] = Field(description="The rows of this page.")
    next: str | None = Field(None, description="The address of the next page; null on the last one.")


def page(
    request: HttpRequest,
    rows: QuerySet[Table],
    make: Callable[[list[Table]], Iterable[Any]],
    *,
    after: int,
    limit: int,
) -> dict[str, Any]:
    """A page of a table, the newest row first. `make` gives the data of the rows of a page, in their order."""
    older = rows.filter(pk__lt=after) if after else rows
    found = list(older.order_by("-pk")[: limit + 1])
    shown = found[:limit]
    key = str(shown[-1].pk) if len(found) > limit else ""
    return {"items": list(make(shown)), "next": _next(request, key)}


def page_of_list(
    request: HttpRequest, rows: Sequence[One], key: Callable[[One], str], *, after: str, limit: int
) -> tuple[list[One], str | None]:
    """The rows of a page of a list, in the order of their keys, and the address of the next page."""
    rest = sorted((row for row in rows if not after or key(row) > after), key=key)
    shown = rest[:limit]
    return shown, _next(request, key(shown[-1]) if len(rest) > limit else "")


def _next(request: HttpRequest, key: str) -> str | None:
    if not key:
        return None
    asked = request.GET.copy()
    asked["after"] = key
    return f"{settings.SITE_URL}{request.path}?{asked.urlencode()}"


def found(one: dict[str, Any] | None) -> dict[str, Any]:
    """The row that was asked for. Raises Http404 where there is none that everybody may read."""
    if one is None:
        raise Http404
    return one
