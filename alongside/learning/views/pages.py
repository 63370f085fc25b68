"""How the views of this room show a page, find a row, and say why something was not done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from alongside.foundation import pages, sources
from alongside.foundation.pages import found_or_404, paged, posted, refuse, say, typed
from alongside.foundation.sources import Thing
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as learning

__all__ = ["found_or_404", "me", "paged", "posted", "refuse", "say", "show", "typed"]
OWN = {"learning", "design_change"}
PER_KIND = 5


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `learning/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"learning/{name}", **context)


def me(request: HttpRequest) -> Member:
    """The member who is here. Raises Http404 for an account without a member."""
    member: Member = pages.me(request)
    return member


def somebody(request: HttpRequest) -> Member | None:
    """The member who is here, if any."""
    return getattr(request, "member", None)


REFUSALS = (ValidationError, learning.CannotSay, people.CannotRecord)


def words_of(request: HttpRequest) -> str:
    """What somebody looks for."""
    return request.GET.get("words", "").strip()[:100]


def things(request: HttpRequest, *, only: Collection[str] = ()) -> tuple[list[Thing], str]:
    """Things that other rooms know, to choose from, and which is chosen beforehand: "session/12".

    Those that match the words that are looked for; a few new ones of each kind without words. `only` names kinds.
    """
    found = [
        thing
        for kind in sources.kinds()
        if (kind.name in only if only else kind.name not in OWN)
        for thing in kind.find(words_of(request))[:PER_KIND]
    ]
    asked = request.GET.get("from", "")
    kind_name, _slash, key = asked.partition("/")
    named = sources.read([(kind_name, key)]).get((kind_name, key)) if key else None
    if named is not None and named not in found:
        found.insert(0, named)
    return found, asked if named else ""
