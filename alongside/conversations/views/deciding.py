"""Coordinators write down decisions, and look at them again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from alongside.foundation import actors, doors, once

from .. import actions as conversations
from ..forms import decisions as asks
from ..models import Decision
from .pages import DECIDED, posted, refuse, say, show


@doors.open_to(doors.COORDINATORS, why_not_members=DECIDED)
@once.guard
def add_decision(request: HttpRequest) -> HttpResponse:
    """What was asked, who decided and how, what came out, and who disagreed."""
    form = asks.DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = conversations.note_decision(by=actors.of_request(request), **form.noting())
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It is on record. Everybody can read it."))
            return redirect("conversations:decision", made.pk)
    return show(request, "add_decision", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=DECIDED)
@once.guard
def review_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found when the decision was looked at again."""
    found = get_object_or_404(Decision, pk=pk)
    form = asks.ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            conversations.review_decision(found, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It is on record. Everybody can read it."))
            return redirect("conversations:decision", found.pk)
    return show(request, "review_decision", form=form, decision=found)
