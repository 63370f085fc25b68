"""The newsletter of a member: start it, choose what comes, stop it, read what was agreed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import actions as outreach
from ..forms import subscribing as asks
from ..models import Subscriber
from ..queries import ledger, wording
from .pages import me, posted, say, show
from .subscribing import initial, told


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def my_newsletter(request: HttpRequest) -> HttpResponse:
    """What comes, where to change it, and what is on record about it."""
    member = me(request)
    subscriber = Subscriber.objects.filter(member=member).select_related("member").first()
    gets = subscriber is not None and ledger.gets(subscriber)
    begin = initial(subscriber) if subscriber else {"language": member.language}
    form = (
        asks.Choices(posted(request), initial=begin)
        if gets
        else asks.MemberForm(posted(request), wording=wording.newsletter(), initial=begin)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _save(request, member, subscriber if gets else None, form)
    ):
        return redirect("outreach:my_newsletter")
    return show(request, "my_newsletter", form=form, **(told(subscriber) if subscriber else {"gets": False}))


def _save(request: HttpRequest, member: Member, subscriber: Subscriber | None, form: asks.Choices) -> bool:
    """Save the choices of somebody who gets it, or put them on the list. False when that is refused."""
    by = actors.of_request(request)
    if subscriber is not None:
        outreach.change_preferences(subscriber, by=by, **form.chosen())
        say(request, _("Your choices are saved."))
        return True
    try:
        outreach.subscribe_member(member, wording=wording.newsletter(), how=Mode.WEB, by=by, **form.chosen())
    except people.CannotConsent as refusal:
        form.add_error(None, str(refusal))
        return False
    say(request, _("You are on the list. Thank you."))
    return True


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def stop_my_newsletter(request: HttpRequest) -> HttpResponseBase:
    """Stop the newsletter."""
    subscriber = Subscriber.objects.filter(member=me(request)).first()
    if subscriber is not None:
        outreach.unsubscribe(subscriber, by=actors.of_request(request), note="In my details.")
        say(request, _("The newsletter is stopped. It counts at once."))
    return redirect("outreach:my_newsletter")
