"""Pages to lead somebody to when they come to an address that only takes a button."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


def page_of_form(request: HttpRequest) -> str:
    """The page of ours on which the form stood that was sent here: where the browser came from, else a page above."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        parts = urlsplit(came_from)
        if _is_ours(parts.path):
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return page_above(request.path)


def page_above(path: str) -> str:
    """The nearest page above an address: "/payments/batches/5/" for "/payments/batches/5/confirm/". At last "/"."""
    parts = [part for part in path.split("/") if part]
    while parts := parts[:-1]:
        above = f"/{'/'.join(parts)}/"
        if _is_ours(above):
            return above
    return "/"


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def explained(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address that only takes a button answers with a page that says so, instead of with nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        steps = [{"url": page_above(request.path), "label": _("Go to the page above this one")}]
        page = render(request, "405.html", {"next_steps": steps}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
