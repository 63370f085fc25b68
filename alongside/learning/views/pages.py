"""How the views of this room show a page, find a row, and say why something was not done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from alongside.foundation import pages, sources, unsent
from alongside.foundation.pages import paged, say
from alongside.foundation.sources import Thing
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as learning

__all__ = ["me", "paged", "say", "show"]
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


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, however little, and None when nothing was."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> dict[str, Any]:
    """What somebody had typed here before their session ran out, to begin a form with."""
    words = unsent.words(request) if request.method == "GET" else None
    if words is None:
        return {}
    request.words_were_kept = True  # type: ignore[attr-defined]  # `_kept.html` says so above the form
    return words.dict()


def found_or_404(rows: QuerySet[Any], **wanted: Any) -> Any:
    """The one row that is wanted. Raises Http404 where there is none."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def refuse(form: Any, refusal: Exception) -> None:
    """Put what an action refused beside the fields of a form."""
    if not isinstance(refusal, ValidationError):
        form.add_error(None, str(refusal))
        return
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, problems in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


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
