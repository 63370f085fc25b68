"""Refusals in one form for every path: problem details (RFC 9457), in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class Wrong(Schema):
    """One thing that is wrong with what was asked."""

    where: str = Field(description="The name of the parameter or field, such as limit.")
    says: str = Field(description="What is wrong with it, in a sentence.")


class Problem(Schema):
    """Why something was refused (RFC 9457)."""

    type: str = Field(description="about:blank: the status says which kind of problem it is.")
    title: str = Field(description="The kind of problem, in a few words.")
    status: int = Field(description="The status of the answer, as a number.")
    detail: str = Field(description="What to do next, in a sentence.")
    errors: list[Wrong] = Field([], description="Every single thing that is wrong, where that is known.")


class Refused(Exception):
    """What was asked is not done; `sentence` says why and what to do."""

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.headers = status, sentence, dict(headers or {})


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A refusal as an answer."""
    title, usual = _words(status)
    body: dict[str, Any] = {
        "type": "about:blank", "title": title, "status": status, "detail": detail or usual,
        "errors": [dict(one) for one in errors],
    }  # fmt: skip
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def as_problem(response: HttpResponse) -> HttpResponse:
    """A refusal that came as a page, in the form of the API."""
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return problem(response.status_code, headers=kept)


def _words(status: int) -> tuple[str, str]:
    known = {
        400: (_("Not understood"), _("We could not read what was asked. Look at it and send it again.")),
        401: (_("A token is needed"), _("Send a token that is in force, as “Authorization: Bearer …”.")),
        403: (_("Not allowed"), _("This token may not do that. Make one that may, on your desk.")),
        404: (_("Not found"), _("There is nothing at this address that everybody may read.")),
        405: (_("Not this way"), _("This address does not know the method. See “Allow” for those that it knows.")),
        409: (_("Not now"), _("It cannot be done as things stand.")),
        413: (_("Too large"), _("What was sent is too large. Send less at once.")),
        415: (_("Not this form"), _("Send it as JSON, with “Content-Type: application/json”.")),
        422: (_("Something is wrong with it"), _("Put right what “errors” names, and send it again.")),
        429: (_("Too many requests"), _("Wait for as many seconds as “Retry-After” says.")),
        503: (_("Not ready"), _("This house is not ready yet. Ask again later.")),
    }  # fmt: skip
    ours = (_("Something went wrong here"), _("It is not your fault. Ask again later, or tell us."))
    return known.get(status, ours if status >= 500 else known[400])


def of_wrong_input(request: HttpRequest, errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Every bad input by name, each with a sentence."""
    found = [{"where": _where(one), "says": f"{str(one.get('msg', '')).rstrip('.')}."} for one in errors]
    return problem(422, errors=found)


def _where(error: Mapping[str, Any]) -> str:
    """The name of a field: the first part says only whether it stood in the address or in the body."""
    parts = [str(part) for part in error.get("loc", ())]
    return ".".join(parts[1:] or parts)
