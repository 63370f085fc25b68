"""Topics, addresses that are not written to, and what the centre says it is."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.people.queries import listing

from .. import actions as outreach
from .. import rules
from ..forms import staff as asks
from ..models import Charity, Suppression, Topic
from ..queries.recipients import fingerprint
from .pages import paged, posted, refuse, say, show
from .staff import PRIVATE

FOR_THE_CENTRE = gettext_noop("This is said for the whole centre. Tell a coordinator what you would change.")
LOOK = "look_%s"
"""Fields that look an address up have ids of their own: two forms of one page ask for an address."""


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@once.guard
def topics(request: HttpRequest) -> HttpResponse:
    """What readers may choose to hear about."""
    form = asks.TopicForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            outreach.add_topic(name=form.cleaned_data["name"], by=actors.of_request(request))
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The topic can be chosen now."))
            return redirect("outreach:topics")
    return show(request, "topics", form=form, topics=list(Topic.objects.all()))


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@once.guard
def change_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a topic better."""
    topic = get_object_or_404(Topic, pk=pk)
    form = asks.TopicForm(posted(request), initial={"name": topic.name})
    if request.method == "POST" and form.is_valid():
        try:
            outreach.change_topic(topic, name=form.cleaned_data["name"], by=actors.of_request(request))
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("The topic has its new name."))
            return redirect("outreach:topics")
    return show(request, "change_topic", form=form, topic=topic)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@require_POST
@once.guard
def retire_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Offer a topic no more."""
    outreach.retire_topic(get_object_or_404(Topic, pk=pk), by=actors.of_request(request))
    say(request, _("The topic is not offered any more."))
    return redirect("outreach:topics")


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@require_POST
@once.guard
def offer_topic_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Offer a topic again."""
    outreach.offer_topic_again(get_object_or_404(Topic, pk=pk), by=actors.of_request(request))
    say(request, _("The topic can be chosen now."))
    return redirect("outreach:topics")


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
@never_cache
@once.guard
def suppressions(request: HttpRequest) -> HttpResponse:
    """Addresses that are not written to; only their hashes are here. Look one up, or put one there."""
    form = asks.NeverForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outreach.never_write_to(given["address"], detail=given["detail"], by=actors.of_request(request))
        say(request, _("We never write to this address again."))
        return redirect("outreach:suppressions")
    rows = Suppression.objects.filter(lifted_at=None).order_by("-pk")
    return _suppressions(request, form, asks.LookForm(auto_id=LOOK), None, paged(request, rows))


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
@never_cache
def find_suppression(request: HttpRequest) -> HttpResponse:
    """Is an address among those that are not written to? The address stands in no link and in no log."""
    look = asks.LookForm(posted(request), auto_id=LOOK)
    found: list[Suppression] | None = None
    if look.is_valid():
        found = list(
            Suppression.objects.filter(fingerprint=fingerprint(look.cleaned_data["address"]), lifted_at=None)
        )
    rows = Suppression.objects.filter(lifted_at=None).order_by("-pk")
    return _suppressions(request, asks.NeverForm(), look, found, paged(request, rows))


def _suppressions(
    request: HttpRequest,
    form: asks.NeverForm,
    look: asks.LookForm,
    found: list[Suppression] | None,
    page: object,
) -> HttpResponse:
    names = listing.names_of_actors(row.by for row in page)  # type: ignore[attr-defined]  # a page of rows
    lines = [(row, names[row.by]) for row in page]  # type: ignore[attr-defined]  # the page holds rows of the ledger
    return show(request, "suppressions", form=form, look=look, found=found, page=page, lines=lines)


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
@once.guard
def write_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to an address again, and say why."""
    suppression = get_object_or_404(Suppression, pk=pk, lifted_at=None)
    form = asks.LiftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        outreach.lift(suppression, reason=form.cleaned_data["reason"], by=actors.of_request(request))
        say(
            request,
            _("This address may be written to again. Whether it gets anything is for its owner to say."),
        )
        return redirect("outreach:suppressions")
    return show(request, "lift_suppression", form=form, suppression=suppression)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@once.guard
def charity(request: HttpRequest) -> HttpResponse:
    """Say whether this centre is a charity, and read what follows from it."""
    held = Charity.objects.filter(ended_at=None).first()
    form = asks.CharityForm(posted(request), initial={"number": held.number if held else ""})
    if request.method == "POST" and form.is_valid():
        outreach.say_charity(number=form.cleaned_data["number"], by=actors.of_request(request))
        say(request, _("It is on record."))
        return redirect("outreach:charity")
    return show(request, "charity", form=form, held=held, since=rules.SOFT_OPT_IN_SINCE)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_THE_CENTRE)
@require_POST
@once.guard
def end_charity(request: HttpRequest) -> HttpResponseBase:
    """Say that this centre is no charity."""
    outreach.end_charity(by=actors.of_request(request))
    say(request, _("It is on record. Nobody is written to without consent any more."))
    return redirect("outreach:charity")
