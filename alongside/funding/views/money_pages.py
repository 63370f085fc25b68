"""How the pages about money are shown, and how one form leads to one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_noop

from alongside.foundation import doors, pages, unsent
from alongside.foundation.doors import Role
from alongside.people import actions as people
from alongside.projects import actions as projects

from .. import actions as funding
from ..models import Award
from ..queries import applicants, awards

Text = str | Promise
REFUSALS = (
    ValidationError, funding.CannotMove, people.CannotRecord, projects.CannotJoin, projects.CannotChange,
)  # fmt: skip
MONEY = doors.COORDINATORS | {Role.FINANCE}
FINANCE = frozenset({Role.FINANCE})
PRIVATE = gettext_noop(
    "This page shows the money of every award. Applicants see their own under “My awards”."
)
WRITTEN_DOWN = gettext_noop("Applicants do this under “My awards”. Here it is written down for them.")
FOR_FINANCE = gettext_noop("Paying takes the role finance, and somebody else than who said that it is ready.")
OFFERED = gettext_noop(
    "The centre offers an award after the panel decided. Applicants answer under “My awards”."
)


@dataclass(frozen=True)
class Step:
    """A page with one form: its heading, sentences before it, and the words on its button."""

    title: Text
    submit: Text
    lead: tuple[Text, ...] = ()
    kind: str = "primary"


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `funding/money/<name>.html`."""
    return pages.show(request, f"funding/money/{name}", **context)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> dict[str, Any]:
    """What somebody had typed here before their session ran out."""
    words = unsent.words(request) if request.method == "GET" else None
    return words.dict() if words is not None else {}


def act(
    request: HttpRequest,
    step: Step,
    form: Any,
    do: Callable[[], object],
    *,
    said: Text,
    to: tuple[Any, ...],
    award: Award | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a form; when it is good, do one thing, say so, and go to `to` (a URL name and its arguments)."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            pages.say(request, said)
            return redirect(*to)
    return show(request, "step", form=form, step=step, award=award, back_to=to, **context)


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


def award_or_404(reference: str) -> Award:
    """An award by its reference."""
    row = awards.with_everything(Award.objects.all()).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def own_award_or_404(request: HttpRequest, reference: str) -> Award:
    """An award of a bid that the member who is here works on."""
    row = awards.of_member(pages.me(request).pk).filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def led_award_or_404(request: HttpRequest, reference: str) -> Award:
    """An award of a bid that the member who is here leads."""
    row = own_award_or_404(request, reference)
    if not applicants.leads_it(row, pages.me(request)):
        raise Http404
    return row
