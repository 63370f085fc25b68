"""The library: to look for something, to take it away, to ask for another format; and to fill it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, judging_files, once, sources, unsent
from alongside.foundation.sources import Thing
from alongside.people import actions as people

from .. import actions as learning
from .. import rules
from ..forms import library as asks
from ..models import Form, FormatRequest, Resource
from ..queries import library as questions
from ..queries import training
from .pages import (
    REFUSALS,
    found_or_404,
    me,
    paged,
    posted,
    refuse,
    say,
    show,
    typed,
    words_of,
)

FILLED = gettext_noop(
    "The centre answers for what is in the library: that it may be shared, and that it opens. "
    "Do you know something that belongs in it? Tell us by any way."
)
ANSWERED = gettext_noop(
    "This is where the centre answers people who ask for another format. Yours are under “Formats that I asked for”."
)


@doors.open_to(doors.EVERYONE)
def library(request: HttpRequest) -> HttpResponse:
    """Everything that can be read, heard, seen or taught with."""
    kind, form = request.GET.get("kind", ""), request.GET.get("form", "")
    kinds = questions.kinds()
    kind = kind if kind in dict(kinds) else ""
    form = form if form in Form.values else ""
    found = questions.entries(words_of(request), kind, form)
    return show(
        request, "library", page=paged(request, found, 20), words=words_of(request), kind=kind, form=form,
        kinds=kinds, forms=Form.choices, runs=rules.runs(request), count=len(found),
    )  # fmt: skip


def _resource(pk: int) -> Resource:
    row: Resource = found_or_404(Resource.objects.shown(), pk=pk)
    return row


@doors.open_to(doors.EVERYONE)
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing in the library."""
    row = _resource(pk)
    taken = training.downloads(questions.RESOURCE, [pk]).get(pk, 0)
    return show(request, "resource", resource=row, taken=taken, runs=rules.runs(request))


@doors.open_to(doors.EVERYONE)
def take_resource(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take it away: a file that is only ever handed over, or the way to a link. That it was taken is counted."""
    row = _resource(pk)
    if request.method == "GET":
        learning.count_download(questions.RESOURCE, row.pk, row.form)
    if row.url:
        return redirect(row.url)
    plain = row.media_type == judging_files.TEXT
    media_type = f"{row.media_type}; charset=utf-8" if plain else row.media_type
    answer = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.file_name, content_type=media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FILLED)
@once.guard
def add_resource(request: HttpRequest) -> HttpResponse:
    """Put a link or a file into the library."""
    form = asks.AddResourceForm(posted(request), request.FILES or None, initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = learning.add_resource(by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Added. Everybody can find it."))
            return redirect("learning:resource", made.pk)
    return show(request, "add_resource", form=form)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=FILLED)
def change_resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said about a thing in the library."""
    row = _resource(pk)
    initial = {name: getattr(row, name) for name in asks.ResourceForm.base_fields}
    form = asks.ResourceForm(posted(request), initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.change_resource(row, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved."))
            return redirect("learning:resource", pk)
    return show(request, "change_resource", form=form, resource=row)


@doors.open_to(doors.COORDINATORS, why_not_members=FILLED)
@require_POST
def remove_resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a thing out of the library."""
    learning.remove_resource(_resource(pk), by=actors.of_request(request))
    say(request, _("Taken out of the library."))
    return redirect("learning:library")


def _thing(kind: str, key: str) -> Thing:
    thing = sources.read([(kind, key)]).get((kind, key))
    if thing is None:
        raise Http404
    return thing


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def ask_format(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Ask for something in another format."""
    member, thing = me(request), _thing(kind, key)
    form = asks.AskFormatForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = learning.ask_format(
                member, kind=kind, key=key, wanted=form.cleaned_data["wanted"], by=actors.of_request(request)
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            day = date_format(row.due_on, "DATE_FORMAT")
            say(request, _("Thank you. You get an answer by %(day)s.") % {"day": day})
            return redirect("learning:my_formats")
    return show(request, "ask_format", form=form, thing=thing)


@doors.open_to(doors.SIGNED_IN)
def my_formats(request: HttpRequest) -> HttpResponse:
    """The formats that I asked for, and the answers."""
    rows = FormatRequest.objects.filter(member=me(request)).order_by("-created_at", "-pk")
    return show(request, "my_formats", page=paged(request, rows, 20))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_format_back(request: HttpRequest, pk: int) -> HttpResponse:
    """I do not need it any more."""
    row = found_or_404(FormatRequest.objects.all(), member=me(request), pk=pk)
    learning.take_format_back(row, by=actors.of_request(request))
    say(request, _("Taken back."))
    return redirect("learning:my_formats")


@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERED)
def run_formats(request: HttpRequest) -> HttpResponse:
    """The formats that people asked for: what waits, the day it is due first."""
    rows = FormatRequest.objects.unanswered().select_related("member")
    return show(request, "run_formats", page=paged(request, rows, 20))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERED)
@once.guard
def record_format(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Write down that somebody asked for another format, by phone, by post or in person."""
    thing = _thing(kind, key)
    form = asks.RecordFormatForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            learning.ask_format(
                given["who"], kind=kind, key=key, wanted=given["wanted"], told=people.Told(**form.told()),
                by=actors.of_request(request),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("learning:run_formats")
    return show(request, "record_format", form=form, thing=thing)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ANSWERED)
@once.guard
def answer_format(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer somebody who asked for another format."""
    row = found_or_404(FormatRequest.objects.select_related("member"), pk=pk)
    form = asks.AnswerFormatForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.answer_format(row, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Answered. We tell the person who asked."))
            return redirect("learning:run_formats")
    return show(request, "answer_format", form=form, asked=row)
