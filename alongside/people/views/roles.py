"""Who holds which role, and who may do what."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, doors_seen, once
from alongside.foundation.doors import Role

from .. import actions as people
from ..forms.coordinator import AppointForm
from ..models import Appointment
from ..queries import listing
from .pages import member_or_404, say, show

ROOMS: dict[str, Any] = {
    "people": _("People and the network"), "monitoring": _("Who takes part"), "story": _("The story so far"),
    "gatherings": _("Sessions"), "conversations": _("Conversations"), "documents": _("Texts"),
    "opportunities": _("Opportunities"), "funding": _("Funding"), "projects": _("Projects"),
    "learning": _("Learning"), "payments": _("Payments"), "outreach": _("Newsletter and reach"),
    "desk": _("Desk and set-up"), "": _("Everything else"),
}  # fmt: skip
WITHIN = {
    "panel": "funding", "funding_open_data": "funding", "story_data": "story", "monitoring_data": "monitoring"
}  # fmt: skip
"""Groups of addresses that belong to a room of another name."""
GIVING = gettext_noop("A role opens other people’s details, so coordinators and administrators give it.")


@doors.open_to(doors.COORDINATORS, why_not_members=GIVING)
def list_roles(request: HttpRequest) -> HttpResponse:
    """Who holds which role today."""
    holders = [(row, listing.ROLE_WORDS[row.role]) for row in listing.holders()]
    return show(request, "list_roles", holders=holders)


@doors.open_to(doors.COORDINATORS, why_not_members=GIVING)
@once.guard
def appoint(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a member a role."""
    member = member_or_404(reference)
    form = AppointForm(
        request.POST or None, roles=_givable(doors.roles_of(request)), hints=dict(listing.ROLE_HINTS)
    )
    if request.method == "POST" and form.is_valid():
        try:
            people.appoint(member, role=form.cleaned_data["role"], by=actors.of_request(request))
        except people.CannotAppoint as refusal:
            form.add_error("role", str(refusal))
        else:
            say(request, _("They hold this role from now on."))
            return redirect("people:show_member", member.reference)
    return show(request, "appoint", form=form, member=member)


def _givable(held: frozenset[Role]) -> list[tuple[str, Any]]:
    """The roles that somebody with these roles may give."""
    highest = Role.ADMINISTRATOR in held
    roles = [role for role in people.GIVEN if highest or role != Role.ADMINISTRATOR]
    return [(role.value, listing.ROLE_WORDS[role]) for role in roles]


@doors.open_to(doors.COORDINATORS, why_not_members=GIVING)
@require_POST
@once.guard
def end_appointment(request: HttpRequest, reference: str, appointment: int) -> HttpResponse:
    """End a role that a member holds."""
    member = member_or_404(reference)
    held = get_object_or_404(Appointment, pk=appointment, member=member)
    try:
        people.end_appointment(held, by=actors.of_request(request))
    except people.CannotAppoint as refusal:
        return show(request, "cannot_end_role", member=member, why=str(refusal))
    say(request, _("They no longer hold this role."))
    return redirect("people:show_member", member.reference)


@doors.open_to(doors.EVERYONE)
def who_may_do_what(request: HttpRequest) -> HttpResponse:
    """Who may enter which doors of the house, and why members may not: counts of all rooms, or the doors of one."""
    doors_of: dict[str, list[doors_seen.SeenDoor]] = {room: [] for room in ROOMS}
    for seen in doors_seen.walk():
        doors_of[_room_of(seen)] += [seen] if seen.door else []
    room = request.GET.get("room")
    if room in ROOMS:
        inside = [_door(seen, seen.door) for seen in doors_of[room] if seen.door]
        return show(request, "who_may_do_what_in", label=ROOMS[room], doors=inside)
    rooms = [(name, ROOMS[name], *_count(inside)) for name, inside in doors_of.items() if inside]
    return show(request, "who_may_do_what", rooms=rooms, counts=_count(list(chain(*doors_of.values()))))


def _room_of(seen: doors_seen.SeenDoor) -> str:
    room = WITHIN.get(seen.room, seen.room)
    return room if room in ROOMS else ""


def _count(inside: list[doors_seen.SeenDoor]) -> tuple[int, int]:
    """How many of these doors members may enter, and how many there are."""
    return sum(seen.members_may for seen in inside), len(inside)


def _door(seen: doors_seen.SeenDoor, door: doors.Door) -> dict[str, Any]:
    return {
        "what": seen.purpose or seen.name,
        "address": seen.address,
        "who": _who(door.roles),
        "readers": _who(door.readers) if door.readers else [],
        "members_may": seen.members_may,
        "why": gettext(str(door.why_not_members)) if door.why_not_members else "",
    }


def _who(roles: frozenset[Role]) -> list[Any]:
    if roles == doors.EVERYONE:
        return [_("Everybody")]
    if roles == doors.SIGNED_IN:
        return [_("Everybody who is signed in")]
    return [listing.ROLE_WORDS[role] for role in Role if role in roles]
