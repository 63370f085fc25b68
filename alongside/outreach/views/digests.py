"""My round-up: choose it, see what the next one would say, stop it with one press; and the same for staff to record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from alongside.foundation import actors, clock, doors, once, pages
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import listing, members

from .. import actions as outreach
from .. import emails_digest
from ..forms.digests import NEVER, FindForm, RecordRoundUpForm, RoundUpForm
from ..models import DigestChoice
from ..queries import digests

MOST = 40
WORDING = gettext_lazy("Send me a round-up of what is new for me. I can stop it at any time.")
WRITTEN_DOWN = gettext_lazy("Members choose it themselves. Staff write down what somebody told them.")


def _initial(choice: DigestChoice | None) -> dict[str, Any]:
    if choice is None:
        return {"rhythm": NEVER, "easy_read": "no"}
    return {
        "rhythm": choice.rhythm,
        "weekday": "" if choice.weekday is None else str(choice.weekday),
        "month_day": "" if choice.month_day is None else str(choice.month_day),
        "easy_read": "yes" if choice.easy_read else "no",
    }


def _save(member: Member, form: Any, by: actors.Actor, told: people.Told | None = None) -> None:
    given = form.chosen()
    if given["rhythm"] == NEVER:
        outreach.stop_round_up(member, wording=str(WORDING), by=by, told=told)
    else:
        outreach.choose_round_up(member, wording=str(WORDING), by=by, told=told, **given)


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def my_round_up(request: HttpRequest) -> HttpResponse:
    """How often, on which day, in which words. It changes only when its form is sent."""
    member: Member = pages.me(request)
    choice = digests.choice_of(member)
    form = RoundUpForm(pages.posted(request), initial=_initial(choice))
    if request.method == "POST" and form.is_valid():
        _save(member, form, actors.of_request(request))
        pages.say(request, _("Your choice is saved."))
        return redirect("outreach:my_round_up")
    following = digests.next_day(choice, clock.today()) if choice else None
    return pages.show(
        request, "outreach/my_round_up", form=form, choice=choice, following=following, wording=WORDING,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@never_cache
def my_next_round_up(request: HttpRequest) -> HttpResponse:
    """What my next round-up would say if it was written now. Looking at it changes nothing."""
    member: Member = pages.me(request)
    choice = digests.choice_of(member)
    told = digests.round_up(member, choice)
    return pages.show(
        request, "outreach/my_next_round_up", told=told, said=emails_digest.words(told, choice), choice=choice,
        language=member.language,
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
def find_for_round_up(request: HttpRequest) -> HttpResponse:
    """Find the member who told us which round-up they want."""
    form = FindForm(request.GET if "words" in request.GET else None)
    rows = list(listing.find(words=form.cleaned_data["words"])[:MOST]) if form.is_valid() else []
    return pages.show(request, "outreach/find_for_round_up", form=form, rows=rows, searched=form.is_bound)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN_DOWN)
@once.guard
def record_round_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down which round-up somebody wants, as they told us by phone, by post or in person."""
    member = get_object_or_404(members.by_reference(reference))
    choice = digests.choice_of(member)
    form = RecordRoundUpForm(pages.posted(request), initial=_initial(choice))
    if request.method == "POST" and form.is_valid():
        try:
            _save(member, form, actors.of_request(request), people.Told(**form.told()))
        except (ValidationError, people.CannotRecord) as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("It is on record."))
            return redirect("outreach:find_for_round_up")
    return pages.show(request, "outreach/record_round_up", form=form, member=member, wording=WORDING)


@csrf_exempt
@doors.open_to(doors.EVERYONE, unlimited="The link is long, and one mail program sends for many people.")
@never_cache
def stop_round_up(request: HttpRequest, token: str) -> HttpResponse:
    """One press stops it, from the mail itself, without signing in (RFC 8058). Looking changes nothing."""
    try:
        reference = emails_digest.whose(token)
    except BadSignature:
        raise Http404 from None
    member = get_object_or_404(members.by_reference(reference))
    if request.method == "POST":
        outreach.stop_round_up(member, wording=_("Stop my round-up."), by=actors.of_request(request))
    stopped = not digests.wants_one(member)
    return pages.show(request, "outreach/stop_round_up", stopped=stopped)
