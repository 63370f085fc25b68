"""Asking about one's own data; writing down what others asked; answering."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.foundation import actors, doors, once

from .. import actions as people
from ..forms import rights_requests as asks
from ..models.rights_requests import RightsRequest
from ..queries import rights_requests as queries
from .pages import me, paged, say, show

WHY = gettext_noop("Members ask about their own data under “My details”. Here staff answer everybody.")


@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_right(request: HttpRequest) -> HttpResponse:
    """Ask something about my own data, and see what became of it."""
    member = me(request)
    form = asks.AskRightForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = people.ask_right(member, by=actors.of_request(request), **form.cleaned_data)
        day = {"day": formats.date_format(row.due_on)}
        say(request, _("We have your request. You hear from us by %(day)s.") % day)
        return redirect("people:ask_right")
    return show(request, "ask_right", form=form, asked=list(queries.of(member)))


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
def rights_requests(request: HttpRequest) -> HttpResponse:
    """What people asked about their data; those that wait first."""
    return show(request, "rights_requests", page=paged(request, queries.everything()))


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def note_right(request: HttpRequest) -> HttpResponse:
    """Write down what somebody asked by phone, by post or in person, member or not."""
    form = asks.NoteRightForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, actors.of_request(request)
        told = people.Told(**form.told())
        try:
            if given["reference"]:
                people.ask_right(
                    given["reference"], right=given["right"], words=given["words"], told=told, by=by
                )
            else:
                people.note_right_of_outsider(
                    called=given["called"], contact=given["contact"], right=given["right"], words=given["words"],
                    told=told, by=by,
                )  # fmt: skip
        except (ValidationError, people.CannotRecord) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            say(request, _("The request is written down."))
            return redirect("people:rights_requests")
    return show(request, "note_right", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WHY)
@once.guard
def answer_right(request: HttpRequest, number: int) -> HttpResponse:
    """One request, and the form to answer it with."""
    row = get_object_or_404(RightsRequest.objects.select_related("member__leaving"), pk=number)
    form = asks.AnswerRightForm(request.POST if request.method == "POST" else None, request=row)
    if request.method == "POST" and form.is_valid():
        try:
            people.answer_right(row, by=actors.of_request(request), **form.cleaned_data)
        except people.CannotAnswerRight as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The answer is on record."))
            return redirect("people:rights_requests")
    return show(request, "answer_right", form=form, row=row, sends=queries.is_written_to(row))
