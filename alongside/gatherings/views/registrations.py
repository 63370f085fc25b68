"""Registrations of a session, for those who run it: the list, and what people say by phone, post or in person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, doors, once
from alongside.foundation.forms import ToldForm
from alongside.people import actions as people
from alongside.people.models import Member
from alongside.people.queries import members

from .. import actions as gatherings
from ..forms import registering as asks
from ..models import Registration, Session
from ..queries import registrations
from .pages import paged, running_or_404, say, show

Text = str | Promise
PER_PAGE = 50
STATE_WORDS: dict[str, Text] = {
    "placed": _("With a place"),
    "waiting": _("Waiting list"),
    "cancelled": _("Cancelled"),
    "attended": _("Were there"),
}


@doors.open_to(doors.SIGNED_IN)
def registrations_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Who means to come, who waits, who cancelled, who came."""
    session = running_or_404(request, pk)
    state, wanted = request.GET.get("state", ""), request.GET.get("words", "")
    counted = registrations.counts(session)
    return show(
        request,
        "registrations",
        session=session,
        page=paged(request, registrations.listing(session, state=state, words=wanted), PER_PAGE),
        states=[(name, label, counted[name]) for name, label in STATE_WORDS.items()],
        places=registrations.shown_places(session),
        limits=registrations.limits_in_words(session),
        state=state if state in registrations.STATES else "",
        words=wanted,
    )


@doors.open_to(doors.SIGNED_IN)
def sign_in_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a place, on paper, with room to sign."""
    session = running_or_404(request, pk)
    rows = registrations.listing(session, state="placed").order_by("member__called", "pk")
    return show(request, "sign_in_sheet", session=session, rows=list(rows), spare=range(8))


@doors.open_to(doors.SIGNED_IN)
@once.guard
def register_for(request: HttpRequest, pk: int, reference: str = "") -> HttpResponse:
    """Write down that somebody registered by phone, by post or in person."""
    session = running_or_404(request, pk)
    if not reference:
        return find_person(request, session, "register_for")
    member = member_or_404(reference)
    standing, reason = registrations.of_member(session, member), registrations.why_not(session, member)
    form = asks.RegisterForForm(request.POST or None, session=session, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            registration = gatherings.register(
                session, member, told=people.Told(**form.told()), by=actors.of_request(request),
                choice=asks.as_choice(form.cleaned_data), needs=form.shared(), **form.registering(),
            )  # fmt: skip
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _where_they_stand(registration))
            return redirect("gatherings:registration", session.pk, registration.pk)
    return show(
        request, "register_for", session=session, member=member, form=form, standing=standing, reason=reason,
        places=registrations.shown_places(session),
    )  # fmt: skip


def _where_they_stand(registration: Registration) -> Text:
    if registration.is_placed:
        return _("They have a place. We tell them in the way they chose.")
    return _("They are on the waiting list. We tell them in the way they chose.")


def find_person(request: HttpRequest, session: Session, then: str) -> HttpResponse:
    """Who it is. Coordinators find by any word; who only runs the session, by exact name or reference."""
    coordinates = bool(doors.roles_of(request) & doors.COORDINATORS)
    form = asks.FindPersonForm(request.GET if "words" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        found = registrations.find_members(form.cleaned_data["words"], everybody=coordinates)
    return show(
        request, "find_who_registers", session=session, form=form, found=found, coordinates=coordinates,
        then=f"gatherings:{then}",
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def registration(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One registration, and what can be written down about it."""
    session = running_or_404(request, pk)
    row = registration_or_404(session, number)
    return show(
        request, "registration", session=session, registration=row, member=row.member,
        position=registrations.position(row), can_change=registrations.can_change(row),
        many_ways=len(registrations.modes(session)) > 1,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def change_coming_for(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write down that somebody comes in another way."""
    session = running_or_404(request, pk)
    row = registration_or_404(session, number)
    form = asks.ChangeComingForForm(request.POST or None, registration=row)
    if request.method == "POST" and form.is_valid():
        told, by = people.Told(**form.told()), actors.of_request(request)
        try:
            gatherings.change_coming(row, coming=form.cleaned_data["coming"], told=told, by=by)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is on record how they come."))
            return redirect("gatherings:registration", session.pk, row.pk)
    return show(request, "change_coming_for", session=session, registration=row, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def cancel_for(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Write down that somebody cannot come."""
    session = running_or_404(request, pk)
    row = registration_or_404(session, number)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, by = people.Told(**form.told()), actors.of_request(request)
        try:
            gatherings.cancel_registration(row, told=told, by=by)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The registration is cancelled. Their place goes to the next person who waits."))
            return redirect("gatherings:registrations", session.pk)
    return show(request, "cancel_for", session=session, registration=row, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def places_by_role(request: HttpRequest, pk: int) -> HttpResponse:
    """At most so many places for people who bring one thing."""
    session = running_or_404(request, pk)
    form = asks.PlacesByRoleForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.set_places_by_role(session, places=form.places(), by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The limits are saved. Nobody lost a place."))
            return redirect("gatherings:registrations", session.pk)
    return show(request, "places_by_role", session=session, form=form)


def member_or_404(reference: str) -> Member:
    """The member with this reference. Raises Http404 for one who left or never was."""
    return get_object_or_404(members.by_reference(reference))


def registration_or_404(session: Session, number: int) -> Registration:
    """A registration of this session. Raises Http404."""
    rows = Registration.objects.select_related("member", "attendance")
    row: Registration = get_object_or_404(rows, pk=number, session=session)
    row.session = session
    return row
