"""What whoever runs the house must see of attempts on it: signing in, and everything that was refused.

One line each in the log of the server, from the logger "alongside.security", as text or as JSON (ALONGSIDE_LOG_FORMAT).
It says what, when, which account by its number, and at which door; never an address of a page with what stands in it,
never what was typed, and of the connection only a keyed hash, so that many tries from one place show.
docs/security/logs.md lists every event.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.csrf import csrf_failure

from . import actors, log_lines

log = logging.getLogger("alongside.security")
REFUSED = {
    400: "refused.not_understood", 401: "refused.token", 403: "refused.door", 405: "refused.method",
    429: "refused.too_often",
}  # fmt: skip
FORGED = "refused.form_of_another_site"


def note(
    event: str, request: HttpRequest | None, *, level: int = logging.WARNING, **facts: str | int
) -> None:
    """Write one line about something that a request did or tried. `facts` hold no names and nothing that was typed."""
    said: dict[str, Any] = {"event": event}
    if request is not None:
        account = getattr(request, "user", None)
        who = actors.of(account).key if account is not None else actors.VISITOR.key
        said |= {
            "who": who,
            "door": log_lines.door_of(request),
            "method": request.method or "",
            "place": place_of(request),
        }
    said |= facts
    words = " ".join(f"{name}={value}" for name, value in said.items())
    log.log(level, "%s", words, extra={"said": said})


def place_of(request: HttpRequest) -> str:
    """A keyed hash of where a request came from: the same for the same place, and no address."""
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        address = ""
    return salted_hmac("foundation.security_log", address, algorithm="sha256").hexdigest()[:12]


def of_refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: notes what was refused, wherever it was. Needs to know who is here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if event := REFUSED.get(response.status_code):
            note(getattr(request, "refused_as", event), request, status=response.status_code)
        return response

    return middleware


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that another site sent, or whose page was too old; set as CSRF_FAILURE_VIEW."""
    request.refused_as = FORGED  # type: ignore[attr-defined]  # read by `of_refusals`
    return csrf_failure(request, reason)
