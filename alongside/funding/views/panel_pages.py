"""How pages of panels are shown and find what they are about; a bid with a conflict is closed on each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_noop

from alongside.foundation import pages
from alongside.foundation.pages import say
from alongside.payments import actions as payments
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as funding
from ..models import Bid, Panel, PanelMember, Round
from ..queries import conflicts, panels

__all__ = ["say", "show"]

RUNS_PANELS = gettext_noop("Coordinators run the panel. Its people see what is theirs on their own page.")
WRITTEN_DOWN = gettext_noop(
    "People on a panel do this for themselves. Here it is written down for somebody else."
)
REFUSALS = (
    funding.CannotBeOnPanel, funding.CannotDeclare, funding.CannotScore, funding.CannotMeet, funding.CannotDecide,
    funding.CannotVote, funding.CannotTell, payments.CannotOffer, people.CannotRecord, ValidationError,
)  # fmt: skip
Text = str | Promise


class Barred(Exception):
    """The bid is closed to whoever asks for it."""


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `funding/panel/<name>.html`, with a fresh key for its form."""
    return pages.show(request, f"funding/panel/{name}", **context)


def ask(
    request: HttpRequest, form: Any, *, heading: Text, submit: Text, back: str, caption: Text = "", intro: Text = "",
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form."""
    return show(
        request, "ask", form=form, heading=heading, submit=submit, back_url=back, caption=caption, intro=intro,
        **context,
    )  # fmt: skip


def barred(request: HttpRequest, one_round: Round) -> HttpResponse:
    """A clear page, with 403, that says why nothing of the bid is shown."""
    response = show(request, "barred", round=one_round)
    response.status_code = 403
    return response


def posted(request: HttpRequest) -> Any:
    """What was sent, or None where nothing was."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, form: Any, write: Callable[[], object]) -> bool:
    """Whether something was sent and written down; why not stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        write()
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    return True


def pressed(request: HttpRequest, write: Callable[[], object], worked: str) -> None:
    """Do what one button asks, and tell on the next page that it worked, or why not."""
    try:
        write()
    except ValidationError as refusal:
        say(request, " ".join(refusal.messages))
    except REFUSALS as refusal:
        say(request, str(refusal))
    else:
        say(request, worked)


def refuse(form: Any, refusal: Exception) -> None:
    """Show why nothing was written down: beside its field where the form has one, else above the form."""
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for name, problems in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, problems)
    elif isinstance(refusal, ValidationError):
        form.add_error(None, refusal)
    else:
        form.add_error(None, str(refusal))


def round_or_404(slug: str) -> Round:
    """A round that was opened."""
    return get_object_or_404(Round.objects.public(), slug=slug)


def panel_or_404(slug: str) -> Panel:
    """The panel of a round."""
    rows = Panel.objects.select_related("round__programme", "opportunity", "meeting")
    return get_object_or_404(rows, round__slug=slug)


def mine_or_404(request: HttpRequest, slug: str) -> PanelMember:
    """The member who is here, as somebody on the panel. Raises Http404 for anybody else."""
    member: Member = pages.me(request)
    found = panels.person(get_object_or_404(Round, slug=slug), member)
    if found is None:
        raise Http404
    return found


def person_or_404(panel: Panel, pk: int) -> PanelMember:
    """Somebody on the panel."""
    return get_object_or_404(panels.people(panel), pk=pk)


def my_bid(person: PanelMember, reference: str) -> Bid:
    """A bid that somebody on the panel may read. Raises Barred for a conflict, and before they answered."""
    bid = get_object_or_404(panels.bids(person.panel.round), reference=reference)
    if not conflicts.is_ready(person) or bid.pk in conflicts.barred(person):
        raise Barred
    return bid


def desk_bid(request: HttpRequest, one_round: Round, reference: str) -> Bid:
    """A bid as those who run the panel find it. Raises Barred for somebody with a conflict, whatever their role."""
    bid = get_object_or_404(panels.bids(one_round), reference=reference)
    if conflicts.must_not_see(getattr(request, "member", None), bid):
        raise Barred
    return bid


def hidden(request: HttpRequest, one_round: Round) -> set[int]:
    """The bids that are not shown to whoever is here."""
    return conflicts.hidden_from(getattr(request, "member", None), one_round)
