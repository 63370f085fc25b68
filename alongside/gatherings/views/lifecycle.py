"""What happens to a session: announced, cancelled, ready, delivered, completed. One button, one address."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.components import Text

from .. import actions as gatherings
from ..forms.sessions import BecauseForm
from ..models import Session
from ..queries import readiness, sessions
from . import posted
from .pages import running_or_404, say, show

NUMBERS = gettext_noop("A number stays for ever and people are told, so coordinators announce and cancel.")


@doors.open_to(doors.COORDINATORS, why_not_members=NUMBERS)
@once.guard
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the session its number and let everybody see it. What is unusual is asked first."""
    session = running_or_404(request, pk)
    problems: list[Text] = []
    if request.method == "POST":
        go_on = bool(request.POST.get("go_on"))
        try:
            gatherings.announce(session, in_the_past=go_on, by=actors.of_request(request))
        except gatherings.AskFirst:
            pass
        except gatherings.NotNow as refusal:
            problems = list(refusal.sentences)
        else:
            say(request, _("The session is announced. It has its number now, and people can register."))
            return redirect("gatherings:run_session", pk)
    number = session.number or sessions.next_number(session.series_id)
    return show(
        request, "announce", session=session, number=number, problems=problems,
        missing=readiness.before_announcing(session), questions=readiness.look_twice(session, number),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=NUMBERS)
@once.guard
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session off, with a reason that people read."""
    session = running_or_404(request, pk)
    form = BecauseForm(
        posted(request), label=_("Why is it cancelled?"),
        hint=_("Everybody who registered reads this, and it stays on the session’s page."),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.cancel(session, because=form.cleaned_data["because"], by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The session is cancelled. Everybody who registered is told why."))
            return redirect("gatherings:run_session", pk)
    return show(request, "cancel", session=session, form=form)


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def mark_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that everything is arranged; or read everything that is not."""
    return _try(
        request, pk, gatherings.mark_ready, _("The session is ready."), _("This session is not ready yet")
    )


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a session took place; it counts from now on."""
    said = _("The session took place. It counts in public from now on.")
    return _try(request, pk, gatherings.deliver, said, _("This session cannot be marked as delivered yet"))


def _try(
    request: HttpRequest, pk: int, act: Callable[..., Session], said: Text, refused: Text
) -> HttpResponse:
    session = running_or_404(request, pk)
    try:
        act(session, by=actors.of_request(request))
    except gatherings.NotNow as refusal:
        return show(request, "not_now", session=session, heading=refused, sentences=refusal.sentences)
    say(request, said)
    return redirect("gatherings:run_session", pk)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a session. What is still open is listed, and may stay open with a reason."""
    session = running_or_404(request, pk)
    loose = readiness.loose_ends(session)
    form = BecauseForm(posted(request), label=_("Why do they stay open?"), required=bool(loose))
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"because": form.cleaned_data["because"], "by": actors.of_request(request)}
        try:
            gatherings.complete(session, **given)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The session is complete. Thank you."))
            return redirect("gatherings:run_session", pk)
    return show(request, "complete", session=session, form=form, loose_ends=loose)
