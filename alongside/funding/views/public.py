"""What everybody sees: rounds, one round with what changed because of what people told us, and the paper form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, pages

from .. import actions as funding
from .. import emails, rules
from ..forms.asking import CouldWeForm
from ..forms.bids import StartForm
from ..models import Applicant, Round
from ..queries import comparing, rounds
from .pages import paged, posted, round_or_404, say, show, somebody


@doors.open_to(doors.EVERYONE)
def list_rounds(request: HttpRequest) -> HttpResponse:
    """Every round that was opened, newest first."""
    page = paged(request, rounds.listed())
    return show(request, "list_rounds", page=page, runs=rules.runs(doors.roles_of(request)))


@doors.open_to(doors.EVERYONE)
def show_round(request: HttpRequest, slug: str) -> HttpResponse:
    """One round: how much, how long, until when, what is looked for, and how to apply in any way."""
    found = round_or_404(request, slug)
    checks = list(found.self_checks.all())
    form = CouldWeForm(checks=checks) if checks else None
    return show(request, "round", form=form, **_round(request, found))


@doors.open_to(doors.EVERYONE)
@require_POST
def could_we_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the self-check. Nothing of it is kept."""
    found = round_or_404(request, slug)
    form = CouldWeForm(request.POST, checks=list(found.self_checks.all()))
    told = form.told() if form.is_valid() else None
    return show(request, "round", form=form, told=told, checked=told is not None, **_round(request, found))


def _round(request: HttpRequest, found: Round) -> dict[str, Any]:
    member = somebody(request)
    mine = Applicant.objects.filter(member=member, bid__round=found, left_at=None, bid__withdrawn_at=None)
    compared, steps = comparing.of_programme(found.programme)
    return {
        "one_round": found, "currency": found.programme.currency, "criteria": rounds.criteria(found),
        "questions": list(found.questions.all()), "carried": rounds.carried(found), "ways": rounds.ways(found),
        "changes": [(row, emails.field_words(row.field)) for row in found.changes.all()],
        "before": rounds.before(found), "compared": compared, "steps": steps,
        "runs": rules.runs(doors.roles_of(request)),
        "mine": [row.bid for row in mine.select_related("bid")] if member else [],
    }  # fmt: skip


@doors.open_to(doors.EVERYONE)
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to print, fill in by hand, and send or bring."""
    found = round_or_404(request, slug)
    return show(request, "paper_form", **_round(request, found))


@doors.open_to(doors.EVERYONE)
@once.guard
def start_bid(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a bid. A visitor is led through joining or signing in, and back here."""
    found = round_or_404(request, slug)
    member = somebody(request)
    if member is None:
        sign_in = doors.to_sign_in(request).headers["Location"]
        return show(request, "join_first", sign_in=sign_in, **_round(request, found))
    form = StartForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = funding.start_bid(found, member, by=actors.of_request(request), **form.cleaned_data)
        except funding.CannotApply as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Your bid is started. You can stop at any time: everything you save is kept."))
            return redirect("funding:bid", made.reference)
    return show(
        request, "start_bid", form=form, waits=not rules.may_take_part(member), **_round(request, found)
    )


@doors.open_to(doors.EVERYONE)
@require_POST
def join_first(request: HttpRequest, slug: str) -> HttpResponse:
    """Join, and come back to this round afterwards."""
    found = round_or_404(request, slug)
    pages.come_back_to(request, reverse("funding:start_bid", args=[found.slug]))
    return redirect("people:join")
