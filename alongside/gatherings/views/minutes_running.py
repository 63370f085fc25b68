"""Minutes as those who run a session keep them: write, open, answer, agree; and the items that came of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, differing, doors, once
from alongside.foundation.components import Task
from alongside.people import actions as people

from .. import actions as gatherings
from ..forms.minutes import AnswerCorrectionForm, ItemForm, MinutesForm, OpenMinutesForm, RecordCorrectionForm
from ..models import Correction, Item, Minutes, MinutesVersion, Session
from ..queries import minutes as queries
from . import parts, posted
from .pages import running_or_404, say, show

WRITTEN_WITHIN = timedelta(days=7)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def write_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes; every version is kept."""
    session = running_or_404(request, pk)
    found = queries.of(session)
    before = queries.newest(found) if found else None
    form = MinutesForm(posted(request), initial=_as_it_stands(before))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.write_minutes(session, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.Clash:
            return _clash(request, form, "write_minutes", session=session)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The minutes are kept."))
            return redirect("gatherings:run_minutes", pk)
    return show(request, "write_minutes", session=session, form=form, before=before)


@doors.open_to(doors.SIGNED_IN)
def run_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the minutes stand, and the next step."""
    session = running_or_404(request, pk)
    return _where_they_stand(request, session, queries.of(session), OpenMinutesForm())


def _where_they_stand(
    request: HttpRequest, session: Session, found: Minutes | None, form: OpenMinutesForm
) -> HttpResponse:
    return show(
        request, "run_minutes", session=session, minutes=found, newest=queries.newest(found) if found else None,
        corrections=list(found.corrections.select_related("member", "version")) if found else [],
        items=queries.items(session), there=queries.who_may_correct(session).count(), open_form=form,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def open_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the minutes to those who were there."""
    session = running_or_404(request, pk)
    form = OpenMinutesForm(request.POST)
    found = _minutes_or_404(session)
    if form.is_valid():
        try:
            gatherings.open_minutes(found, days=form.cleaned_data["days"], by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(
                request,
                _("The minutes are open. Everybody who was there or helped is told, in the way they chose."),
            )
            return redirect("gatherings:run_minutes", pk)
    return _where_they_stand(request, session, found, form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a correction that somebody told us by phone, by post or in person."""
    session = running_or_404(request, pk)
    found = _minutes_or_404(session)
    form = RecordCorrectionForm(posted(request), minutes=found)
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.suggest_correction(
                found, told=people.Told(**form.told()), by=actors.of_request(request), **form.correction()
            )
        except (gatherings.NotNow, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("The correction is written down. It has the same standing as one from the web."))
            return redirect("gatherings:run_minutes", pk)
    return show(request, "record_correction", session=session, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def answer_correction(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer a correction; whoever suggested it is told."""
    session = running_or_404(request, pk)
    correction = Correction.objects.select_related("member", "minutes__session").filter(
        pk=number, minutes__session=session
    ).first()  # fmt: skip
    if correction is None:
        raise Http404
    version = queries.newest(correction.minutes)
    form = AnswerCorrectionForm(posted(request), initial=_as_it_stands(version))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.answer_correction(correction, by=actors.of_request(request), **form.answer())
        except gatherings.Clash:
            return _clash(request, form, "answer_correction", session=session, correction=correction)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("They have your answer."))
            return redirect("gatherings:run_minutes", pk)
    return show(request, "answer_correction", session=session, correction=correction, form=form)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def agree_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """See the minutes as everybody will read them, and agree the final version."""
    session = running_or_404(request, pk)
    found = _minutes_or_404(session)
    if request.method == "POST":
        try:
            gatherings.agree_minutes(found, by=actors.of_request(request))
        except gatherings.NotNow as refusal:
            return _not_now(request, session, refusal.sentences)
        say(request, _("The minutes are agreed. Everybody can read them now."))
        return redirect("gatherings:run_minutes", pk)
    version, unnamed = queries.newest(found), queries.unnamed(session)
    text = version.text if version else ""
    return show(
        request, "agree_minutes", session=session, names=queries.names_found(text, unnamed),
        text=queries.without_names(text, unnamed),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def minutes_items(request: HttpRequest, pk: int) -> HttpResponse:
    """Decisions and actions; and one more."""
    session = running_or_404(request, pk)
    form = ItemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.add_item(session, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("It is written down."))
            return redirect("gatherings:minutes_items", pk)
    return show(request, "minutes_items", session=session, form=form, items=queries.items(session))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_item(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take back what was written by mistake."""
    session = running_or_404(request, pk)
    item = Item.objects.select_related("session").filter(pk=number, session=session).first()
    if item is None:
        raise Http404
    try:
        gatherings.remove_item(item, by=actors.of_request(request))
    except gatherings.NotNow as refusal:
        return _not_now(request, session, refusal.sentences)
    say(request, _("It is taken back."))
    return redirect("gatherings:minutes_items", pk)


@parts.steps("after")
def step(request: HttpRequest, session: Session) -> Iterator[Task]:
    """The lines on the run page."""
    found, many = queries.of(session), len(queries.items(session))
    status = _status(found)
    yield Task(
        _("Minutes"), reverse("gatherings:run_minutes", args=[session.pk]), "", status,
        "good" if found and found.agreed_at else "attention" if session.delivered_at else "neutral",
        None if found and found.opened_at else (session.ends_at + WRITTEN_WITHIN).date(),
    )  # fmt: skip
    yield Task(
        _("Decisions and actions"), reverse("gatherings:minutes_items", args=[session.pk]),
        ngettext("%(many)d item", "%(many)d items", many) % {"many": many},
    )  # fmt: skip


def _status(found: Minutes | None) -> str:
    if found is None:
        return _("To write")
    if found.agreed_at:
        return _("Agreed")
    if found.opened_at is None:
        return _("To open")
    return _("Open") if found.is_open else _("To agree")


def _as_it_stands(version: MinutesVersion | None) -> dict[str, Any]:
    """What a form over the minutes begins with."""
    return {"text": version.text if version else "", "base": version.number if version else 0}


def _clash(request: HttpRequest, form: Any, page: str, **context: Any) -> HttpResponse:
    """Somebody saved other minutes first: the form again with what was typed, and theirs beside it."""
    found = queries.of(context["session"])
    theirs = queries.newest(found) if found else None
    if theirs is None:
        raise Http404
    typed = request.POST.copy()
    typed["base"] = str(theirs.number)
    pieces = differing.pieces(theirs.text, form.cleaned_data["text"])
    again = type(form)(typed)
    response = show(request, page, form=again, theirs=theirs, pieces=pieces, before=theirs, **context)
    response.status_code = 409
    return response


def _minutes_or_404(session: Session) -> Minutes:
    found = queries.of(session)
    if found is None:
        raise Http404
    return found


def _not_now(request: HttpRequest, session: Session, sentences: object) -> HttpResponse:
    heading = _("This cannot be done yet")
    return show(request, "not_now", session=session, heading=heading, sentences=sentences)
