"""What every request may ask and every answer must say, whatever page it is: three middlewares."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from . import doors, security_log
from .api.house import PREFIX
from .api.problems import problem

Answering = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
"""No page and no read of the house knows another one: TRACE would give back what a browser sent, cookies and all."""
NOT_KEPT = "no-store, private"
FORGET = '"cache", "storage"'
"""What a browser forgets of this house when somebody signs out. Never "cookies": that would reach other sites of the
same domain, and the language that somebody chose here."""


def asked_rightly(get_response: Answering) -> Answering:
    """Refuse methods that nothing here knows, and a program that asks without TLS: what it sent was read on the way.

    A browser that comes without TLS is led on by Django; a program would follow in silence, and send its token again.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            # Noted here: what notes every other refusal is further in.
            security_log.note("refused.method", request, status=405)
            return HttpResponseNotAllowed(METHODS)
        is_machine = request.path_info.startswith(PREFIX)
        if is_machine and settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(403, _("Ask again with https. Make a new token if you sent one just now."))
        return get_response(request)

    return middleware


def not_kept(get_response: Answering) -> Answering:
    """No browser, and nothing on the way, keeps a page of somebody who is signed in. Needs to know who is here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_somebody = doors.roles_of(request) != {doors.Role.VISITOR}
        response = get_response(request)
        if is_somebody:
            response.headers["Cache-Control"] = NOT_KEPT
        return response

    return middleware


def forgotten(get_response: Answering) -> Answering:
    """Whoever signs out, or was signed out, leaves nothing behind in the browser. Around whatever signs out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "signs_out", False):
            response.headers["Clear-Site-Data"] = FORGET
        return response

    return middleware


@receiver(user_logged_out)
def note_signing_out(request: HttpRequest | None, user: object = None, **kwargs: object) -> None:
    """Somebody's session ended with this request."""
    if request is not None and user is not None:
        request.signs_out = True  # type: ignore[attr-defined]  # read by `forgotten`
