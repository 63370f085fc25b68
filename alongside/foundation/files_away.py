"""Where the bucket with the files does not answer, whoever needs one is told so, and what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response

from .buckets import BucketTrouble

SECONDS = 300


def explained(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a page with status 503 in the place of the general 500. The log has the error as before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _said  # type: ignore[attr-defined]  # Django asks a middleware for it by name
    return middleware


def _said(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if not isinstance(exception, BucketTrouble):
        return None
    page = render(request, "503.html", {"was_sent": request.method == "POST"}, status=503)
    page.headers["Retry-After"] = str(SECONDS)
    log_response(
        "%s: %s", page.reason_phrase, request.path, response=page, request=request, exception=exception
    )
    return page
