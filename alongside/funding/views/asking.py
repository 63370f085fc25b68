"""Coordinators write what a round asks and is judged by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, unsent

from .. import actions as funding
from ..forms import asking as asks
from ..models import Criterion, Question, Round, SelfCheck
from .pages import LOOKED_AFTER, ask, posted, refuse, round_or_404, say, typed


def _asked(
    request: HttpRequest, found: Round, form: Any, act: Callable[..., Any], heading: str, intro: str = ""
) -> HttpResponse:
    """Judge, act once, and lead back to the round; or say why not, with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except funding.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Saved."))
            return redirect("funding:run_round", found.slug)
    back_url = reverse("funding:run_round", args=[found.slug])
    return ask(
        request, form, heading=heading, submit=_("Save"), back_url=back_url, caption=found.title, intro=intro
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def add_criterion(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what bids are judged by, and in which conversation that was made."""
    found = round_or_404(request, slug)
    form = asks.CriterionForm(posted(request), initial=typed(request))

    def act(**given: Any) -> Criterion:
        return funding.add_criterion(found, **given)

    intro = _("Make criteria together: ask the community first, and name the conversation here.")
    return _asked(request, found, form, act, _("Add a criterion"), intro)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_criterion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say a criterion in other words."""
    found = round_or_404(request, slug)
    row = get_object_or_404(Criterion, round=found, pk=pk)
    form = saved_first.watch(asks.CriterionForm(posted(request), criterion=row))

    def act(**given: Any) -> Criterion:
        return funding.change_criterion(row, **given)

    return _asked(request, found, form, act, _("Change the criterion"))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def add_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask something in the form."""
    found = round_or_404(request, slug)
    form = asks.QuestionForm(posted(request), initial=typed(request))

    def act(**given: Any) -> Question:
        return funding.add_question(found, **given)

    return _asked(
        request, found, form, act, _("Add a question"), _("Ask as little as you can, in plain words.")
    )


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask it in other words; once the round is open, only the help for it changes."""
    found = round_or_404(request, slug)
    row = get_object_or_404(Question, round=found, pk=pk)
    form = saved_first.watch(asks.QuestionForm(posted(request), question=row))

    def act(**given: Any) -> Question:
        return funding.change_question(row, **given)

    return _asked(request, found, form, act, _("Change the question"))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def add_self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Let people find out for themselves whether the round is for them."""
    found = round_or_404(request, slug)
    form = asks.SelfCheckForm(posted(request), initial=typed(request))

    def act(**given: Any) -> SelfCheck:
        return funding.add_self_check(found, **given)

    intro = _("People answer this before they start. We keep nothing of what they answer.")
    return _asked(request, found, form, act, _("Add a self-check"), intro)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_self_check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say a self-check in other words."""
    found = round_or_404(request, slug)
    row = get_object_or_404(SelfCheck, round=found, pk=pk)
    form = saved_first.watch(asks.SelfCheckForm(posted(request), check=row))

    def act(**given: Any) -> SelfCheck:
        return funding.change_self_check(row, **given)

    return _asked(request, found, form, act, _("Change the self-check"))


def _removed(request: HttpRequest, found: Round, act: Callable[..., None]) -> HttpResponse:
    try:
        act(by=actors.of_request(request))
    except funding.CannotChange as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("It is removed."))
    return redirect("funding:run_round", found.slug)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def remove_criterion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Judge by one thing less."""
    found = round_or_404(request, slug)
    row = get_object_or_404(Criterion, round=found, pk=pk)
    return _removed(request, found, lambda by: funding.remove_criterion(row, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def remove_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask one question less."""
    found = round_or_404(request, slug)
    row = get_object_or_404(Question, round=found, pk=pk)
    return _removed(request, found, lambda by: funding.remove_question(row, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def remove_self_check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One self-check less."""
    found = round_or_404(request, slug)
    row = get_object_or_404(SelfCheck, round=found, pk=pk)
    return _removed(request, found, lambda by: funding.remove_self_check(row, by=by))
