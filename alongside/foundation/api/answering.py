"""Declaring a read, and how it is answered: kept until something happens, and asked for again by its ETag."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from ninja import Router

from .. import doors, kept
from .problems import Problem

View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=Callable[..., Any])
OPEN_HEADERS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
ASKED_FIRST = {
    "Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}  # fmt: skip


def public(router: Router, path: str, answer: Any, *, name: str, summary: str) -> Callable[[Answer], Answer]:
    """Declare a read for everybody, without a token. Its docstring is its description.

    `answer` is the schema of what it gives; `name` is that of its URL and its operation; `summary` is a phrase, marked
    for translation.
    """

    def declare(view: Answer) -> Answer:
        view.at_door = at_open_door  # type: ignore[attr-defined]  # read by `HouseAPI`
        declared = router.get(
            path, response={200: answer, 404: Problem, 422: Problem}, url_name=name, operation_id=name,
            summary=summary, description=inspect.getdoc(view),
        )  # fmt: skip
        return declared(view)

    return declare


def at_open_door(view: View) -> View:
    """A read that everybody may ask from any site, and that answers 304 to who has it already."""
    answered = kept.until_something_happens(_marked(view))

    @doors.open_to(doors.EVERYONE)
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN_HEADERS | ASKED_FIRST)
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the body away
        response = answered(request, *args, **kwargs)
        for name, value in OPEN_HEADERS.items():
            response.headers[name] = value
        mark = response.headers.get("ETag")
        if mark is None or not isinstance(response, HttpResponse):
            return response
        return get_conditional_response(request, etag=mark, response=response) or response

    entered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read, so there is nothing to forge
    return entered


def _marked(view: View) -> View:
    """An answer that says by its ETag which it is, and is asked for again each time: what is taken back is gone."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and response.status_code == 200:
            response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response["Cache-Control"] = "public, no-cache"
        return response

    return answer
