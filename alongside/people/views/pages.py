"""How the views of this room show a page: its template bears its name, and its form counts once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from alongside.foundation import once

from ..models import Member

PER_PAGE = 25


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `people/<name>.html`, with a fresh key for its form."""
    return render(request, f"people/{name}.html", {"once_key": once.new_key(), **context})


def paged(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page of rows that was asked for; the nearest one when there is no such page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def say(request: HttpRequest, sentence: str | Promise) -> None:
    """Tell on the next page that it worked."""
    messages.success(request, str(sentence))


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        raise Http404
    return member


def member_or_404(reference: str) -> Member:
    """The member with this reference. Raises Http404 for one who left or never was."""
    member = Member.objects.here().filter(reference=reference).first()
    if member is None:
        raise Http404
    return member
