"""What somebody typed is kept when their session ran out: they sign in, and their words stand in the form again."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render

from . import clock, doors, once
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
            keep(request)
        return view(request, *args, **kwargs)

    guarded.shows_words = True  # type: ignore[attr-defined]  # `shows_words` asks
    return guarded


def shows_words(view: View) -> bool:
    """Whether a view puts what was kept back into its own form."""
    return bool(getattr(view, "shows_words", False))


def words(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page, once; None where nothing was."""
    kept = request.session.get(PLACE)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[PLACE]
    if clock.now().timestamp() - kept["at"] > KEPT_SECONDS:
        return None
    if kept.get("owner") not in (None, getattr(request.user, "pk", None)):
        return None  # somebody else signed in at this browser
    found = QueryDict(mutable=True)
    for name, values in kept["words"].items():
        found.setlist(name, values)
    return found


def to_send_again(request: HttpRequest) -> HttpResponse | None:
    """For a page that does not put it into its form by itself: what was kept, and a button that sends it; or None."""
    kept = words(request) if PLACE in request.session else None
    if kept is None:
        return None
    typed = [(name, value) for name, values in kept.lists() for value in values]
    return render(request, "foundation/kept_words.html", {"typed": typed, "once_key": once.new_key()})


def keep(request: HttpRequest, *, owner: int | None = None) -> None:
    """Keep what was sent with this request; for the account `owner` alone, where it is known whose it is."""
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if typed and len(json.dumps(typed)) <= MOST_BYTES:
        request.words_wait_here = True  # type: ignore[attr-defined]  # `doors.to_sign_in` leads back to the form itself
        request.session[PLACE] = {
            "path": request.path, "at": clock.now().timestamp(), "words": typed, "owner": owner,
        }  # fmt: skip
