"""A form sent twice counts once: the second sending goes where the first one led."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from .models import OnceKey

FIELD = "once"
View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=HttpResponseBase)


def new_key() -> str:
    """A fresh key for a form."""
    return str(uuid.uuid4())


def guard(view: View) -> View:
    """Let a POST with a known key do its work once.

    An answer that is no redirect did not use the key up, and takes back what was done, unless it says `keep`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key_of(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return _first_time(key, view, request, *args, **kwargs)
        except IntegrityError:
            used = OnceKey.objects.filter(pk=key).first()
            if used is None:
                raise
            return redirect(used.led_to or request.path)

    return guarded


def keep(response: Answer) -> Answer:
    """Let what was done stand, though the answer is a page: words that were set aside, for example."""
    response.once_keeps = True  # type: ignore[attr-defined]  # a note for the guard
    return response


def _first_time(
    key: uuid.UUID, view: View, request: HttpRequest, /, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """Claim the key before the work, so that a second sending waits for the first and then finds it used."""
    claim = transaction.savepoint()
    used = OnceKey.objects.create(key=key)
    response = view(request, *args, **kwargs)
    led_to = response.headers.get("Location", "") if response.status_code in (302, 303) else ""
    if led_to:
        OnceKey.objects.filter(pk=used.pk).update(led_to=led_to[:500])
        transaction.savepoint_commit(claim)
    elif getattr(response, "once_keeps", False):
        used.delete()
        transaction.savepoint_commit(claim)
    else:
        transaction.savepoint_rollback(claim)
    return response


def _key_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
