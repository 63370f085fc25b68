"""Who was there: from the list, by code, in the room, from paper afterwards."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.payments import actions as payments

from .. import actions as gatherings
from .. import rules
from ..forms import registering as asks
from ..models import CheckedIn, Registration, Session
from ..queries import registrations
from .pages import me, paged, running_or_404, say, show
from .qr import qr
from .registrations import find_person, member_or_404, registration_or_404

PER_PAGE = 100
TWICE = _("{called} is on your list twice, and counts once.")


@doors.open_to(doors.SIGNED_IN)
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who is expected, each with one button."""
    session = running_or_404(request, pk)
    wanted = request.GET.get("words", "")
    rows = registrations.listing(session, words=wanted).order_by("member__called", "pk")
    return show(
        request,
        "check_in",
        session=session,
        page=paged(request, rows, PER_PAGE),
        words=wanted,
        came=registrations.attendance_of(session).count(),
        counts=registrations.counts(session),
        modes=registrations.modes(session),
    )


@doors.open_to(doors.SIGNED_IN)
@require_POST
def check_somebody_in(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One button: they are here."""
    session = running_or_404(request, pk)
    row = registration_or_404(session, number)
    how = CheckedIn.CODE if "by_code" in request.POST else CheckedIn.LIST
    return _checked_in(request, row, request.POST.get("coming") or row.coming, how)


def _checked_in(request: HttpRequest, row: Registration, coming: str, how: str) -> HttpResponse:
    try:
        gatherings.check_in(row, coming=coming, how=how, by=actors.of_request(request))
    except gatherings.NotNow as refusal:
        return show(request, "not_checked_in", session=row.session, registration=row, reason=str(refusal))
    say(request, format_lazy(_("{called} is here."), called=row.member.called))
    if how == CheckedIn.CODE:
        return redirect("gatherings:check_in_by_code")
    return _back_to_the_list(request, row.session, row.pk)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def undo_check_in(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """It was a mistake."""
    session = running_or_404(request, pk)
    row = registration_or_404(session, number)
    attendance = getattr(row, "attendance", None)
    if attendance is not None:
        try:
            gatherings.undo_check_in(attendance, by=actors.of_request(request))
        except payments.CannotUndo as refusal:
            return show(request, "not_checked_in", session=session, registration=row, reason=str(refusal))
        say(request, format_lazy(_("{called} is not checked in any more."), called=row.member.called))
    return _back_to_the_list(request, session, row.pk)


def _back_to_the_list(request: HttpRequest, session: Session, number: int) -> HttpResponse:
    """To the same page of the list, at the same person."""
    kept = {name: request.POST[name] for name in ("words", "page") if request.POST.get(name)}
    query = f"?{urlencode(kept)}" if kept else ""
    return redirect(f"{reverse('gatherings:check_in', args=[session.pk])}{query}#r{number}")


@doors.open_to(doors.SIGNED_IN)
def check_in_by_code(request: HttpRequest) -> HttpResponseBase:
    """Type the code on somebody's letter or screen."""
    form = asks.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = _by_code(request, form.cleaned_data["code"])
        if row is not None:
            return redirect("gatherings:check_in_code", row.code)
        form.add_error("code", _("Nobody in your sessions has this code. Check it and type it again."))
    return show(request, "check_in_by_code", form=form)


@doors.open_to(doors.SIGNED_IN)
def check_in_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the square on a letter leads. Looking checks nobody in; the button does."""
    row = _by_code(request, code)
    if row is None:
        raise Http404
    return show(
        request,
        "check_in_code",
        registration=row,
        session=row.session,
        attendance=getattr(row, "attendance", None),
    )


def _by_code(request: HttpRequest, code: str) -> Registration | None:
    """The registration with this code, where whoever asks runs its session."""
    row = registrations.by_code(code)
    if row is None or not rules.runs(request, getattr(request, "member", None), row.session):
        return None
    return row


@doors.open_to(doors.SIGNED_IN)
def key_in_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper list, keyed in. What is wrong is named and stays on the page.

    The same list sent twice checks each person in once; a key of once would undo the right ones beside a wrong one.
    """
    session = running_or_404(request, pk)
    form = asks.KeyInForm(request.POST or None)
    keyed, twice = None, []
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, actors.of_request(request)
        try:
            keyed = gatherings.key_in(session, references=form.words(), coming=given["coming"], by=by)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            twice = [format_lazy(TWICE, called=row.member.called) for row in keyed.twice]
            if not keyed.wrong:
                for sentence in [_("Everybody on your list is checked in."), *twice]:
                    say(request, sentence)
                return redirect("gatherings:check_in", session.pk)
            left = "\n".join(word for word, _why in keyed.wrong)
            form = asks.KeyInForm(initial={"references": left, "coming": given["coming"]})
    return show(request, "key_in_attendance", session=session, form=form, keyed=keyed, twice=twice)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def walk_in(request: HttpRequest, pk: int, reference: str = "") -> HttpResponse:
    """Somebody came without a registration: both are written down in one step."""
    session = running_or_404(request, pk)
    if not reference:
        return find_person(request, session, "walk_in")
    member = member_or_404(reference)
    form = asks.WalkInForm(request.POST or None, session=session, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.walk_in(session, member, by=actors.of_request(request), **form.walking_in())
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, format_lazy(_("{called} is here."), called=member.called))
            return redirect("gatherings:check_in", session.pk)
    return show(
        request,
        "walk_in",
        session=session,
        member=member,
        form=form,
        places=registrations.shown_places(session),
    )


@doors.open_to(doors.SIGNED_IN)
def room_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that is shown in the room, large, with a square for phones."""
    session = running_or_404(request, pk)
    if request.method == "POST":
        gatherings.show_room_code(session, by=actors.of_request(request))
        return redirect("gatherings:room_code", session.pk)
    room = getattr(session, "room_code", None)
    here = request.build_absolute_uri(reverse("gatherings:i_am_here"))
    square = qr(f"{here}?code={room.code}") if room else ""
    return show(request, "room_code", session=session, room=room, here=here, qr=square)


@doors.open_to(doors.SIGNED_IN)
def i_am_here(request: HttpRequest) -> HttpResponse:
    """A member checks themselves in with the code in the room."""
    member = me(request)
    form = asks.CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            attendance = gatherings.check_in_in_the_room(
                member, code=form.cleaned_data["code"], by=actors.of_request(request)
            )
        except gatherings.NotNow as refusal:
            form.add_error("code", str(refusal))
        else:
            say(request, _("You are checked in. Welcome."))
            return redirect("gatherings:my_session", attendance.registration_id)
    return show(request, "i_am_here", form=form)
