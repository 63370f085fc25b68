"""How the views of a room show a page: its template bears its name, and its form counts once."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from . import once

PER_PAGE = 25
WAY_BACK = "way_back"


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
