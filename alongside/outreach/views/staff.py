"""The list of subscribers for coordinators: find, read a ledger, write down what somebody told us."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, doors, kept, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as people

from .. import actions as outreach
from ..forms import staff as asks
from ..models import Subscriber
from ..queries import counting, finding, ledger, reaching, wording
from .pages import paged, posted, refuse, say, show
from .subscribing import initial

PRIVATE = gettext_noop(
    "The list holds other people’s addresses. Everybody sees their own under “My details”."
)
WRITTEN_DOWN = gettext_noop("People choose for themselves. Here it is done for somebody who told us.")
REFUSED = (ValidationError, outreach.CannotSubscribe, people.CannotConsent)


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
@never_cache
def list_subscribers(request: HttpRequest) -> HttpResponse:
    """Find subscribers."""
    form = asks.FindForm(request.GET or None)
    page = paged(request, finding.find(**form.criteria()))
    ways = kept.for_readers("outreach.by_way", request, counting.by_way)
    return show(request, "list_subscribers", form=form, page=page, searched=bool(request.GET), ways=ways)


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
@never_cache
def show_subscriber(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody's choices and their whole ledger."""
    subscriber = subscriber_or_404(reference)
    return show(
        request, "show_subscriber", subscriber=subscriber, lines=ledger.lines(subscriber),
        reach=reaching.of(subscriber), gets=ledger.gets(subscriber), held=ledger.is_held(subscriber),
        topics=list(subscriber.topics.all()),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def add_subscriber(request: HttpRequest) -> HttpResponse:
    """Write down somebody who asked by phone, by post or in person."""
    form = asks.RecordForm(posted(request), initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            subscriber = outreach.record_subscriber(
                told=people.Told(**form.told()), wording=wording.newsletter(), by=actors.of_request(request),
                **form.given(),
            )  # fmt: skip
        except REFUSED as refusal:
            refuse(form, refusal)
        else:
            say(request, _("They are on the list."))
            return redirect("outreach:show_subscriber", subscriber.reference)
    return show(request, "add_subscriber", form=form, wording=wording.newsletter())


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def change_subscriber(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what somebody told us to change."""
    subscriber = subscriber_or_404(reference)
    own = {name: getattr(subscriber, name) for name in ("way", "email", "phone", "address")}
    form = asks.ChangeForm(posted(request), subscriber=subscriber, initial=initial(subscriber) | own)
    if request.method == "POST" and form.is_valid():
        told = people.Told(**form.told())
        try:
            outreach.change_for(subscriber, told=told, by=actors.of_request(request), **form.given())
        except REFUSED as refusal:
            refuse(form, refusal)
        else:
            say(request, _("It is on record."))
            return redirect("outreach:show_subscriber", reference)
    return show(request, "change_subscriber", form=form, subscriber=subscriber)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def stop_subscriber(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down that somebody does not want the newsletter any more."""
    subscriber = subscriber_or_404(reference)
    form = ToldForm(posted(request))
    if request.method == "POST" and form.is_valid():
        outreach.stop_for(subscriber, told=people.Told(**form.told()), by=actors.of_request(request))
        say(request, _("The newsletter is stopped for them. It counts at once."))
        return redirect("outreach:show_subscriber", reference)
    return show(request, "stop_subscriber", form=form, subscriber=subscriber)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def forget_subscriber(request: HttpRequest, reference: str) -> HttpResponse:
    """Forget somebody who is no member, as they asked."""
    subscriber = subscriber_or_404(reference)
    form = ToldForm(posted(request))
    if request.method == "POST" and form.is_valid() and subscriber.member_id is None:
        outreach.forget_for(subscriber, told=people.Told(**form.told()), by=actors.of_request(request))
        say(request, _("They are forgotten. No list brings them back."))
        return redirect("outreach:list_subscribers")
    return show(request, "forget_subscriber", form=form, subscriber=subscriber)


@doors.open_to(doors.COORDINATORS, why_not_members=PRIVATE)
def sign_up_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to print: the words, and rows to sign under them."""
    large = "large" in request.GET
    return show(
        request, "sign_up_sheet", wording=wording.newsletter(), large=large, rows=range(6 if large else 10)
    )


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def key_in_sheet(request: HttpRequest) -> HttpResponse:
    """Key in the rows of a sheet that came back, ten at a time."""
    form = asks.SheetForm(posted(request), initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with translation.override(given["language"]):
            words = wording.newsletter()
        try:
            found = outreach.key_in_sheet(
                form.rows(),
                on=given["on"],
                language=given["language"],
                words=words,
                by=actors.of_request(request),
            )
        except REFUSED as refusal:
            refuse(form, refusal)
        else:
            said = ngettext(
                "%(count)d person is on the list.", "%(count)d people are on the list.", len(found)
            )
            say(request, said % {"count": len(found)})
            return redirect("outreach:key_in_sheet")
    return show(request, "key_in_sheet", form=form, wording=wording.newsletter())


def subscriber_or_404(reference: str) -> Subscriber:
    """The subscriber with this reference. Raises Http404 for one who was forgotten or never was."""
    known = Subscriber.objects.here().select_related("member__guardian", "member__supporter")
    subscriber = known.filter(reference=reference).first()
    if subscriber is None:
        raise Http404
    return subscriber
