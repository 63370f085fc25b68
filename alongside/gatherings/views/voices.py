"""What people say to a session: saying it, what became of it, and for those who run it, answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.people.models import Member

from .. import actions as gatherings
from ..forms import voices as asks
from ..models import Contribution, Session
from ..queries import paper, voices
from .pages import me, paged, say, session_or_404, show

PER_PAGE = 25


def finder(request: HttpRequest, session: Session) -> Callable[[str], list[Member]]:
    """Finds the person whose name or reference stands on a form; staff may look among everybody."""
    everybody = bool(doors.roles_of(request) & doors.COORDINATORS)
    return lambda typed: paper.find_people(session, typed, everybody=everybody)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or nothing."""
    return request.POST if request.method == "POST" else None


@doors.open_to(doors.SIGNED_IN)
@once.guard
def say_something(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to a session: before it, at it or after it."""
    session, member = session_or_404(pk), me(request)
    form = asks.SayForm(posted(request), young=member.is_young)
    if request.method == "POST" and form.is_valid():
        try:
            row = gatherings.say(session, member, by=actors.of_request(request), **form.saying())
        except gatherings.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            day = date_format(row.due_on, "DATE_FORMAT")
            say(request, _("Thank you. You get an answer by %(day)s.") % {"day": day})
            return redirect("gatherings:my_words")
    days = voices.answer_within().days
    return show(request, "say_something", form=form, session=session, days=days)


@doors.open_to(doors.EVERYONE)
def you_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was said to a session, with its answers."""
    session = session_or_404(pk)
    page = paged(request, voices.public_rows(session), PER_PAGE)
    said = voices.as_said(page.object_list, session)
    return show(
        request, "you_said", session=session, page=page, pairs=voices.pairs(said),
        waiting=[one for one in said if one.row.answer_id is None],
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def my_words(request: HttpRequest) -> HttpResponse:
    """What I said to sessions, and what became of it."""
    page = paged(request, voices.of_member(me(request)))
    said = [voices.as_said([row], row.session)[0] for row in page.object_list]
    return show(request, "my_words", page=page, said=said)


def _mine(request: HttpRequest, pk: int) -> Contribution:
    row = voices.of_member(me(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
def change_naming(request: HttpRequest, contribution: int) -> HttpResponse:
    """Change how I am named for one thing that I said."""
    row = _mine(request, contribution)
    form = asks.NamingForm(
        posted(request), young=me(request).is_young,
        initial={"named": row.named, "role_text": row.role_text},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        gatherings.change_naming(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("Changed. Every page shows it from now on."))
        return redirect("gatherings:my_words")
    return show(request, "change_naming", form=form, row=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_back(request: HttpRequest, contribution: int) -> HttpResponse:
    """Take back what I said."""
    gatherings.take_back(_mine(request, contribution), by=actors.of_request(request))
    say(request, _("Taken back. Nobody sees it any more."))
    return redirect("gatherings:my_words")
