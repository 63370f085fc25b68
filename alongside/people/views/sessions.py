"""Where somebody is signed in, and how they end it; how an administrator ends it for somebody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors

from .. import actions as people
from .. import allauth as sign_in
from ..queries import sessions
from .pages import member_or_404, say, show

ELSEWHERE = gettext_noop("Everybody ends their own under “Where you are signed in”.")


@doors.open_to(doors.SIGNED_IN)
def where_signed_in(request: HttpRequest) -> HttpResponse:
    """Every browser in which I am signed in."""
    found = sessions.places(_account(request), here=request.session.session_key)
    return show(request, "where_signed_in", places=found, others=any(not place.is_here for place in found))


@doors.open_to(doors.SIGNED_IN)
@require_POST
@sign_in.proves_anew
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Sign me out in one other browser."""
    place = sessions.of_account(_account(request)).filter(pk=number).first()
    if place is None or place.session_id == request.session.session_key:
        raise Http404
    people.end_session(place, by=actors.of_request(request))
    say(request, _("You are signed out there."))
    return redirect("people:where_signed_in")


@doors.open_to(doors.SIGNED_IN)
@require_POST
@sign_in.proves_anew
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign me out in every other browser."""
    people.end_other_sessions(
        request.user,  # type: ignore[arg-type]  # the door lets in accounts alone
        but=request.session.session_key,
        by=actors.of_request(request),
    )
    say(request, _("You are signed out everywhere else."))
    return redirect("people:where_signed_in")


@doors.open_to(doors.ADMINISTRATORS, why_not_members=ELSEWHERE, auditors=False)
@require_POST
@sign_in.proves_anew
def end_sessions_of(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign a member out in every browser, such as when their device was stolen. They are told."""
    member = member_or_404(reference)
    people.end_sessions_of(member, by=actors.of_request(request))
    say(request, _("They are signed out everywhere, and we told them."))
    return redirect("people:show_member", member.reference)


def _account(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
