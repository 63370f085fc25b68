"""Coordinators write an opportunity, publish it and run it from one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.record import key_of
from alongside.payments.models import Offer

from .. import actions as opportunities
from .. import rules
from ..forms import writing as asks
from ..models import Category, Method, Opportunity, Pool
from ..queries import listing, people, wording
from .pages import LOOKED_AFTER, PERSONAL, opportunity_or_404, paged, say, show


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
def run_opportunities(request: HttpRequest) -> HttpResponse:
    """Every opportunity, drafts too, newest first."""
    return show(request, "run_opportunities", page=paged(request, listing.for_staff()))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def add_opportunity(request: HttpRequest) -> HttpResponse:
    """Write an opportunity. Nobody else reads it before it is published."""
    form = asks.OpportunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = opportunities.draft_opportunity(by=actors.of_request(request), **form.details())
        except opportunities.CannotPublish as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The draft is saved. Read it once more, then publish it."))
            return redirect("opportunities:run", made.pk)
    return show(request, "add_opportunity", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an opportunity says."""
    found = opportunity_or_404(request, pk)
    form = asks.OpportunityForm(request.POST or None, opportunity=found, initial=_as_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.change_opportunity(found, by=actors.of_request(request), **form.details())
        except opportunities.CannotPublish as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The change is saved."))
            return redirect("opportunities:run", found.pk)
    return show(request, "change_opportunity", form=form, opportunity=found)


def _as_initial(found: Opportunity) -> dict[str, Any]:
    names = (
        "title", "activity", "involved", "difference", "support", "skills", "minutes", "where", "place_words",
        "language", "strand", "closes_on", "method", "places",
    )  # fmt: skip
    offer = Offer.objects.filter(about=key_of(found), ended_at=None).first()
    pay = f"rate-{offer.rate_id}" if offer and offer.rate_id else asks.NO_PAY
    expenses = offer.expenses if offer else []
    return {name: getattr(found, name) for name in names} | {"pay": pay, "expenses": expenses}


@doors.open_to(doors.COORDINATORS, why_not_members=PERSONAL)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The one place from which an opportunity is run: its state, its people, and what can be done next."""
    found = opportunity_or_404(request, pk)
    rows = found.interests.select_related("member", "place", "opportunity").filter(member__leaving=None)
    page = paged(request, rows.order_by("told_on", "created_at", "pk"))
    interests = [
        (one, people.standing(_with(one, found)), getattr(one, "place", None), people.moves(one))
        for one in page.object_list
    ]
    return show(
        request, "run", opportunity=found, page=page, interests=interests, left=listing.places_left(found),
        line=wording.first_line(found, listing.offer_of(found)), categories=_categories(found),
        pool=Pool.objects.filter(opportunity=found).select_related("draw").defer("file", "sealed_file").first(),
        accepted=found.places_given.held().exclude(accepted_at=None).count(),
        standing=found.interests.standing().count(), chosen_lines=wording.chosen_lines(found),
        unanswered=people.reserve(found).filter(answered_at=None).count(),
        invitations=list(found.invitations.select_related("member").filter(member__leaving=None)[:200]),
        joined=set(found.interests.values_list("member", flat=True)),
        is_lottery=found.method == Method.LOTTERY, is_agreed=found.method == Method.AGREED,
        may_have_more_time=rules.may_have_more_time(found), has_chosen=rules.has_chosen(found),
    )  # fmt: skip


def _with(interest: Any, found: Opportunity) -> Any:
    """The interest knows the opportunity whose states were read already."""
    interest.opportunity = found
    return interest


def _categories(found: Opportunity) -> list[Category]:
    return list(found.categories.prefetch_related("values"))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it where everybody can read it."""
    found = opportunity_or_404(request, pk)
    try:
        opportunities.publish(found, by=actors.of_request(request))
    except opportunities.CannotPublish as refusal:
        messages.error(request, str(refusal))
    else:
        say(request, _("It is published. Everybody can read it now."))
    return redirect("opportunities:run", found.pk)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more interests before the last day, and say why."""
    found = opportunity_or_404(request, pk)
    form = asks.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opportunities.close(found, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It is closed. Nobody else can join in."))
        return redirect("opportunities:run", found.pk)
    return show(request, "close", form=form, opportunity=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave people more time."""
    found = opportunity_or_404(request, pk)
    form = asks.ExtendForm(request.POST or None, opportunity=found)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.extend(found, by=actors.of_request(request), **form.cleaned_data)
        except opportunities.CannotPublish as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The last day is moved."))
            return redirect("opportunities:run", found.pk)
    return show(request, "extend", form=form, opportunity=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not take place: say why, and everybody who was interested is told."""
    found = opportunity_or_404(request, pk)
    form = asks.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opportunities.take_back(found, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("It is taken back, and everybody who was interested was told."))
        return redirect("opportunities:run", found.pk)
    return show(request, "take_back", form=form, opportunity=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def change_method(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose people in another way, with a reason that everybody can read."""
    found = opportunity_or_404(request, pk)
    form = asks.MethodForm(request.POST or None, now=found.method)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.change_method(found, by=actors.of_request(request), **form.cleaned_data)
        except opportunities.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The method is changed. Everybody who was interested was told why."))
            return redirect("opportunities:run", found.pk)
    return show(request, "change_method", form=form, opportunity=found)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@once.guard
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of a lottery, with the least and the most people of each answer."""
    found = opportunity_or_404(request, pk)
    form = asks.CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opportunities.set_category(found, by=actors.of_request(request), **form.cleaned_data)
        except opportunities.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The question is saved."))
            return redirect("opportunities:questions", found.pk)
    return show(request, "questions", form=form, opportunity=found, categories=_categories(found))


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AFTER)
@require_POST
@once.guard
def remove_question(request: HttpRequest, pk: int, category: int) -> HttpResponse:
    """Ask one question less."""
    found = opportunity_or_404(request, pk)
    row = get_object_or_404(Category.objects.select_related("opportunity"), pk=category, opportunity=found)
    try:
        opportunities.remove_category(row, by=actors.of_request(request))
    except opportunities.CannotChange as refusal:
        messages.error(request, str(refusal))
    return redirect("opportunities:questions", found.pk)
