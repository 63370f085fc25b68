"""How the views of a room show a page: its template bears its name, and its form counts once."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import once, unsent

PER_PAGE = 25
WAY_BACK = "way_back"
UNCHANGED = _("Nothing was changed. Everything stays as it was.")
"""What is said when somebody saved what was there already."""


class NotHere(Http404):
    """There is no such page, for a reason that the visitor reads: `raise NotHere(_("This link is over."))`."""


def show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """The page `<template>.html`, such as "payments/my_payments", with a fresh key for its form."""
    return render(request, f"{template}.html", {"once_key": once.new_key(), **context})


def paged(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """The page of rows that was asked for; the nearest one when there is no such page."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def say(request: HttpRequest, sentence: str | Promise) -> None:
    """Tell on the next page that it worked."""
    messages.success(request, str(sentence))


def come_back_to(request: HttpRequest, path: str) -> None:
    """Remember a page of ours, to lead somebody back there once they joined or signed in."""
    request.session[WAY_BACK] = path


def way_back(request: HttpRequest) -> str:
    """The page that was remembered, once; "" where there is none."""
    return str(request.session.pop(WAY_BACK, ""))


def me(request: HttpRequest) -> Any:
    """The member who is here, as the middleware of `people` found them. Raises Http404 where there is none."""
    member = getattr(request, "member", None)
    if member is None:
        raise Http404
    return member


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, however little, and None when nothing was."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> dict[str, Any]:
    """What somebody had typed here before their session ran out, to begin a form with."""
    words = unsent.words(request) if request.method == "GET" else None
    if words is None:
        return {}
    request.words_were_kept = True  # type: ignore[attr-defined]  # `_kept.html` says so above the form
    return words.dict()


def found_or_404(rows: QuerySet[Any], **wanted: Any) -> Any:
    """The one row that is wanted. Raises Http404 where there is none."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def refuse(form: Any, refusal: Exception, **instead: str) -> None:
    """Show why an action refused: beside its field where the form has one, else above it. `instead` renames fields."""
    if not isinstance(refusal, ValidationError):
        form.add_error(None, str(refusal))
        return
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, problems in refusal.error_dict.items():
        field = instead.get(name, name)
        form.add_error(field if field in form.fields else None, problems)
