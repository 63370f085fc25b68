"""What one person told us by phone, by post or in person about their needs. For the access role alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alongside.foundation import actors, clock, doors, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import listing, members

from .. import actions as gatherings
from ..forms import access as asks
from ..forms import arranging
from ..models import AccessNeed, Registration
from ..queries import my_access as queries
from .access import WHY
from .pages import say, show

MOST = 20


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
def find_person(request: HttpRequest) -> HttpResponse:
    """Find the person who told us something. Shows names and references only, so it is no look."""
    form = arranging.FindPersonForm(request.GET or None)
    found: list[Member] = []
    if request.GET and form.is_valid():
        found = list(listing.find(words=form.cleaned_data["words"])[:MOST])
    return show(request, "find_person", form=form, found=found, searched=bool(request.GET))


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@never_cache
def person_access(request: HttpRequest, reference: str) -> HttpResponse:
    """What one person needs, and what is arranged for them."""
    member = member_or_404(request, reference)
    return show(
        request, "person_access", member=member, today=clock.today(), sessions=queries.my_sessions(member),
        needs=list(AccessNeed.objects.kept().filter(member=member)),
    )  # fmt: skip


def member_or_404(request: HttpRequest, reference: str) -> Member:
    """A member who has not left; that their needs are shown is put on record."""
    member = members.by_reference(reference).first()
    if member is None:
        raise Http404
    if request.method in doors.READING:
        gatherings.look_at_needs(member, by=actors.of_request(request))
    return member


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@once.guard
def say_need_for(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down a need that somebody told us."""
    member = member_or_404(request, reference)
    form = asks.SayNeedForForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = people.Told(**form.told())
            gatherings.say_need(member, told=told, by=actors.of_request(request), **form.said())
        except (gatherings.NotNow, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is on their list."))
            return redirect("gatherings:person_access", reference)
    return _step(request, member, form, _("What they told us that they need"), _("Save"))


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@once.guard
def change_need_for(request: HttpRequest, reference: str, need: int) -> HttpResponse:
    """Write down that somebody put a need right, or said that it is still right."""
    member = member_or_404(request, reference)
    kept = get_object_or_404(AccessNeed.objects.kept(), pk=need, member=member)
    form = asks.ChangeNeedForForm(request.POST or None, initial={"detail": kept.detail, "reuse": kept.reuse})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("detail", "reuse")}
        told = people.Told(**form.told())
        gatherings.change_need(kept, told=told, by=actors.of_request(request), **given)
        say(request, _("It is put right."))
        return redirect("gatherings:person_access", reference)
    return _step(request, member, form, str(kept.get_kind_display()), _("Save"))


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@once.guard
def forget_need_for(request: HttpRequest, reference: str, need: int) -> HttpResponse:
    """Write down that somebody wants a need off their list."""
    member = member_or_404(request, reference)
    kept = get_object_or_404(AccessNeed.objects.kept(), pk=need, member=member)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gatherings.forget_need(kept, told=people.Told(**form.told()), by=actors.of_request(request))
        say(request, _("It is off their list."))
        return redirect("gatherings:person_access", reference)
    return _step(request, member, form, _("Take this off their list"), _("Forget it"))


@doors.open_to(doors.ACCESS, why_not_members=WHY, auditors=False)
@once.guard
def share_needs_for(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Write down what somebody wants us to prepare for at one session."""
    member = member_or_404(request, reference)
    mine = Registration.objects.standing().select_related("session__series", "member")
    registration = get_object_or_404(mine, pk=number, member=member)
    shared = registration.adjustments.filter(ended_at=None).exclude(need=None)
    form = asks.ShareForForm(
        request.POST or None, member=member, shared=shared.values_list("need", flat=True)
    )
    if request.method == "POST" and form.is_valid():
        try:
            told = people.Told(**form.told())
            gatherings.share_needs(registration, told=told, by=actors.of_request(request), **form.shared())
        except (gatherings.NotNow, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("We will prepare for it."))
            return redirect("gatherings:session_access", registration.session_id)
    return _step(request, member, form, _("What shall we prepare for?"), _("Save"))


def _step(request: HttpRequest, member: Member, form: Any, heading: str, submit: str) -> HttpResponse:
    return show(request, "person_step", member=member, form=form, heading=heading, submit=submit)
