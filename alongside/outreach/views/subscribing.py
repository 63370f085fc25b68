"""Asking for the newsletter, confirming, stopping it by one click, and choosing what comes: no account, no script."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, limits, once
from alongside.foundation.pages import NotHere
from alongside.people import actions as people

from .. import actions as outreach
from ..forms import subscribing as asks
from ..models import SignUp, Subscriber
from ..queries import ledger, links, reaching, wording
from .pages import posted, refuse, say, show


@doors.open_to(doors.EVERYONE)
@once.guard
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter. The answer is the same for every address."""
    form = asks.SubscribeForm(
        posted(request), wording=wording.newsletter(), initial={"language": get_language()}
    )
    if request.method == "POST" and form.is_valid():
        if not limits.within(request, "subscribe", limits.BOTH, key=form.cleaned_data["email"]):
            form.add_error(
                None, _("Too many people asked from here just now. Wait 15 minutes and try again.")
            )
        else:
            given = form.cleaned_data
            outreach.subscribe(email=given["email"], called=given["called"], wording=wording.newsletter(),
                               by=actors.of_request(request), **form.chosen())  # fmt: skip
            return redirect("outreach:subscribe_asked")
    return show(request, "subscribe", form=form)


@doors.open_to(doors.EVERYONE)
def subscribe_asked(request: HttpRequest) -> HttpResponse:
    """What happens next, whoever asked."""
    return show(request, "subscribe_asked", days=links.CONFIRM_DAYS)


@doors.open_to(doors.EVERYONE)
@never_cache
@once.guard
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One large button; looking at it changes nothing."""
    sign_up = links.confirming(token)
    if sign_up is None:
        raise NotHere(_("This link is over, or was not copied whole. Ask for the newsletter again."))
    problem = ""
    if request.method == "POST":
        try:
            subscriber = outreach.confirm(sign_up, by=actors.of_request(request))
        except outreach.CannotSubscribe as refusal:
            problem = str(refusal)
        else:
            say(request, _("You are on the list. Thank you."))
            return redirect("outreach:preferences", links.choose_token(subscriber))
    return show(request, "confirm", sign_up=sign_up, problem=problem, done=_done(sign_up))


def _done(sign_up: SignUp) -> str:
    """Where somebody goes who confirmed before; "" for who has not."""
    if sign_up.confirmed_at is None or sign_up.subscriber is None:
        return ""
    return reverse("outreach:preferences", args=[links.choose_token(sign_up.subscriber)])


@doors.open_to(doors.EVERYONE, unlimited="The link is long, and one mail program sends for many people.")
@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the newsletter: one large button, or one click in a mail program (RFC 8058).

    The link is the whole proof: a POST needs no cookie, no form token and no sign-in, and answers 200 without a
    redirect once the ledger has it.
    """
    found = links.stopping(token)
    if found is None:
        raise NotHere(_("This link was not copied whole. Ask us, and we stop the newsletter for you."))
    subscriber, key = found
    stopped = False
    if request.method == "POST":
        note = wording.by_link(key)
        stopped = outreach.unsubscribe(subscriber, by=actors.of_request(request), note=note)
    on = ledger.gets(subscriber) or ledger.is_held(subscriber)
    return show(request, "unsubscribe", token=token, stopped=stopped, on=on,
                may_undo=outreach.may_undo(subscriber))  # fmt: skip


@doors.open_to(doors.EVERYONE)
@require_POST
@once.guard
def undo_unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """Go on after a stop by mistake."""
    found = links.stopping(token)
    if found is None:
        raise NotHere(_("This link was not copied whole. Ask us, and we help you."))
    try:
        outreach.undo_unsubscribe(found[0], by=actors.of_request(request))
    except (outreach.CannotUndo, people.CannotConsent) as refusal:
        return show(request, "unsubscribe", token=token, problem=str(refusal), on=ledger.gets(found[0]))
    say(request, _("The newsletter goes on. Nothing was lost."))
    return redirect("outreach:preferences", links.choose_token(found[0]))


@doors.open_to(doors.EVERYONE)
@never_cache
@once.guard
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What comes, and what is on record about it. Only an explicit choice changes anything."""
    subscriber = chooser(token)
    form = asks.Choices(posted(request), initial=initial(subscriber))
    if request.method == "POST" and form.is_valid():
        outreach.change_preferences(subscriber, by=actors.of_request(request), **form.chosen())
        say(request, _("Your choices are saved."))
        return redirect("outreach:preferences", token)
    return show(request, "preferences", form=form, token=token, **told(subscriber))


@doors.open_to(doors.EVERYONE)
@never_cache
@once.guard
def change_way(request: HttpRequest, token: str) -> HttpResponse:
    """By email, by post, or read out on the phone."""
    subscriber = chooser(token)
    if subscriber.member_id is not None:
        raise NotHere(_("Members change this under “My details”."))
    form = asks.WayForm(posted(request), initial={"way": subscriber.way})
    if request.method == "POST" and form.is_valid():
        try:
            outreach.change_way(subscriber, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Your choices are saved."))
            return redirect("outreach:preferences", token)
    return show(request, "change_way", form=form, token=token)


@doors.open_to(doors.EVERYONE)
@require_POST
@once.guard
def stop_here(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stop the newsletter from the page of choices."""
    subscriber = chooser(token)
    outreach.unsubscribe(subscriber, by=actors.of_request(request), note="On the page of choices.")
    return redirect("outreach:unsubscribe", links.stop_token(subscriber, "choices"))


@doors.open_to(doors.EVERYONE)
@never_cache
@once.guard
def forget_me(request: HttpRequest, token: str) -> HttpResponseBase:
    """Have everything about oneself forgotten, for somebody who is no member."""
    subscriber = chooser(token)
    if subscriber.member_id is not None:
        raise NotHere(_("Members leave under “My details”."))
    if request.method == "POST":
        by = actors.of_request(request)
        outreach.unsubscribe(subscriber, by=by, note="Asked to be forgotten.")
        outreach.forget(subscriber, by=by)
        return redirect("outreach:forgotten")
    return show(request, "forget_me", token=token)


@doors.open_to(doors.EVERYONE)
def forgotten(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return show(request, "forgotten")


def chooser(token: str) -> Subscriber:
    """Whose choices a link opens. Raises NotHere for a link that we did not make, and for who was forgotten."""
    subscriber = links.choosing(token)
    if subscriber is None or subscriber.erased_at is not None:
        raise NotHere(_("This link was not copied whole, or we hold nothing about you any more."))
    return subscriber


def initial(subscriber: Subscriber) -> dict[str, Any]:
    """A subscriber's choices as the form shows them."""
    chosen = list(subscriber.topics.values_list("slug", flat=True))
    return {"topics": chosen, "language": subscriber.language, "easy_read": subscriber.easy_read}


def told(subscriber: Subscriber) -> dict[str, Any]:
    """What a subscriber reads about themselves: whether and how it comes, and their ledger."""
    reach = reaching.of(subscriber)
    return {
        "subscriber": subscriber, "gets": ledger.gets(subscriber), "held": ledger.is_held(subscriber),
        "lines": ledger.lines(subscriber), "way": reach.way if reach else "",
    }  # fmt: skip
