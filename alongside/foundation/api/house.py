"""The whole API: routers of all rooms under one address, every path with a door, described by itself (OpenAPI)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from .. import doors, kept
from . import described
from .answering import View, at_open_door
from .problems import MEDIA_TYPE, Refused, of_wrong_input, problem
from .tokens import SCHEME

PREFIX = "/api/"


class HouseAPI(NinjaAPI):
    """Routers put together. `paths` are its URLs, each behind the door that its read declared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(openapi_url=None, docs_url=None, urls_namespace="api", **kwargs)
        self._described: OpenAPISchema | None = None

    def paths(self) -> list[URLPattern]:
        """Every URL of the API, its description first."""
        found = [path("openapi.json", at_open_door(self._description()), name="openapi")]
        return [*found, *self._doors()]

    def _doors(self) -> Iterator[URLPattern]:
        for bound in self._get_bound_routers():
            operations = [one for view in bound.path_operations.values() for one in view.operations]
            for operation, pattern in zip(operations, bound.urls_paths(bound.prefix), strict=True):
                entered = operation.view_func.at_door(pattern.callback)  # type: ignore[attr-defined]  # `answering` set it
                entered.__doc__ = operation.summary
                pattern.callback = entered
                yield pattern

    def _description(self) -> View:
        def openapi(request: HttpRequest) -> HttpResponse:
            """What can be asked here, for machines (OpenAPI 3.1)."""
            if request.method != "GET":
                return problem(405, headers={"Allow": "GET, HEAD"})
            return JsonResponse(self.described(), json_dumps_params={"ensure_ascii": False})

        return openapi

    @property
    def page(self) -> View:
        """The view that shows the description to people."""

        @doors.open_to(doors.EVERYONE)
        @kept.until_something_happens
        def api_page(request: HttpRequest) -> HttpResponse:
            """What machines can ask here, for people to read."""
            return render(request, "foundation/api.html", {"parts": described.parts(self.described())})

        return api_page

    def described(self) -> OpenAPISchema:
        """The description of the API. Refusals are problem details, whatever else an answer is."""
        if self._described is None:
            self._described = self.get_openapi_schema(path_prefix=PREFIX)
            for operations in self._described["paths"].values():
                for operation in operations.values():
                    _as_problems(operation["responses"])
            self._described["components"]["securitySchemes"] = {SCHEME: {"type": "http", "scheme": "bearer"}}
        return self._described

    def set_default_exception_handlers(self) -> None:
        """Refusals as problem details. What nobody foresaw goes on to Django, which logs it."""
        self.add_exception_handler(Exception, _unforeseen)
        self.add_exception_handler(Http404, lambda request, exc: problem(404))
        self.add_exception_handler(HttpError, lambda request, exc: problem(_status(exc)))
        self.add_exception_handler(
            ValidationError, lambda request, exc: of_wrong_input(request, _errors(exc))
        )
        self.add_exception_handler(Invalid, lambda request, exc: _refused_by_action(exc))
        self.add_exception_handler(Refused, lambda request, exc: _refused(exc))


def _as_problems(responses: dict[Any, Any]) -> None:
    for status, answer in responses.items():
        if int(status) >= 400 and "content" in answer:
            answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}


def _unforeseen(request: HttpRequest, exc: Any) -> HttpResponse:
    raise exc


def _status(exc: Any) -> int:
    return int(exc.status_code)


def _errors(exc: Any) -> list[dict[str, Any]]:
    return list(exc.errors)


def _refused(exc: Any) -> HttpResponse:
    return problem(exc.status, exc.sentence, headers=exc.headers)


def _refused_by_action(exc: Any) -> HttpResponse:
    """What an action refused, field by field."""
    fields = exc.message_dict if hasattr(exc, "error_dict") else {"": exc.messages}
    return problem(422, errors=[{"where": name, "says": " ".join(said)} for name, said in fields.items()])
