"""What somebody typed is kept when their session ran out: they sign in, and their words stand in the form again."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

from . import clock, doors
from .doors import Role

View = Callable[..., HttpResponseBase]
PLACE, MOST_BYTES, KEPT_SECONDS = "kept_words", 100_000, 3600
NOT_KEPT = {"csrfmiddlewaretoken", "once"}


def guard(view: View) -> View:
    """Around a door: a form sent by somebody who is signed out waits in their new session until they signed in.

    Only for the page that it was sent to, for an hour, and up to 100,000 bytes. See `words`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and doors.roles_of(request) == {Role.VISITOR}:
            _keep(request)
        return view(request, *args, **kwargs)

    return guarded


def words(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page, once; None where nothing was."""
    kept = request.session.get(PLACE)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[PLACE]
    if clock.now().timestamp() - kept["at"] > KEPT_SECONDS:
        return None
    found = QueryDict(mutable=True)
    for name, values in kept["words"].items():
        found.setlist(name, values)
    return found


def _keep(request: HttpRequest) -> None:
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if typed and len(json.dumps(typed)) <= MOST_BYTES:
        request.words_wait_here = True  # type: ignore[attr-defined]  # `doors.to_sign_in` leads back to the form itself
        request.session[PLACE] = {"path": request.path, "at": clock.now().timestamp(), "words": typed}
