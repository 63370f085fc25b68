"""For those who run a session: look at what people said, answer it, and write down what came by phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, forms, once
from alongside.foundation.components import Kind, Task
from alongside.people import actions as people

from .. import actions as gatherings
from ..forms import voices as asks
from ..forms.paper import RecordSayForm
from ..models import Contribution, Session
from ..queries import voices
from . import parts
from .pages import running_or_404, say, show
from .voices import finder, posted


@parts.steps("after", if_cancelled=True)
def said_steps(request: HttpRequest, session: Session) -> list[Task]:
    """What people said, on the run page."""
    waits = session.contributions.unanswered().count()
    hint = ngettext("%(count)d waits for an answer", "%(count)d wait for an answer", waits) % {"count": waits}
    state: tuple[str, Kind] = (_("To do"), "attention") if waits else ("", "neutral")
    url = reverse("gatherings:run_said", args=[session.pk])
    return [Task(_("What people said, and the answers"), url, hint if waits else "", *state)]


@doors.open_to(doors.SIGNED_IN)
def run_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that people said: to look at, to answer, and what was done with it."""
    session = running_or_404(request, pk)
    said = voices.to_run(session)
    groups = {
        "fresh": [one for one in said if one.state == "fresh"],
        "open": [one for one in said if one.state == "open"],
        "done": [one for one in said if one.state == "done"],
        "held": [one for one in said if one.state == "held"],
    }
    return show(request, "run_said", session=session, **groups)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def check_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody read what was looked at: one thing, or all that is new on the page."""
    session = running_or_404(request, pk)
    chosen = [int(value) for value in request.POST.getlist("said") if value.isdigit()]
    rows = session.contributions.filter(pk__in=chosen)
    count = gatherings.check(rows, by=actors.of_request(request))
    words = ngettext("Everybody can read %(count)d more.", "Everybody can read %(count)d more.", count)
    say(request, words % {"count": count})
    return redirect("gatherings:run_said", pk=pk)


def _one(session: Session, contribution: int) -> Contribution:
    row = session.contributions.select_related("member", "session").filter(pk=contribution).first()
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
def hold_back(request: HttpRequest, pk: int, contribution: int) -> HttpResponse:
    """Do not show something, and tell whoever said it why."""
    session = running_or_404(request, pk)
    row = _one(session, contribution)
    form = asks.HoldBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        gatherings.hold_back(row, because=form.cleaned_data["because"], by=actors.of_request(request))
        say(request, _("Held back. We tell the person who said it why."))
        return redirect("gatherings:run_said", pk=pk)
    return show(request, "hold_back", form=form, session=session, row=row)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def let_stand(request: HttpRequest, pk: int, contribution: int) -> HttpResponse:
    """Show something after all."""
    session = running_or_404(request, pk)
    gatherings.let_stand(_one(session, contribution), by=actors.of_request(request))
    say(request, _("Everybody can read it now."))
    return redirect("gatherings:run_said", pk=pk)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def answer_said(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer to one thing, or to several at once."""
    session = running_or_404(request, pk)
    rows = {str(one.row.pk): one for one in voices.to_run(session) if one.state in ("fresh", "open")}
    form = asks.AnswerForm(posted(request), initial={"said": request.GET.getlist("said")})
    field: Any = form.fields["said"]
    field.choices = [(key, Truncator(one.row.text).words(40)) for key, one in rows.items()]
    if request.method == "POST" and form.is_valid():
        chosen = [rows[key].row for key in form.cleaned_data["said"]]
        if _answered(form, chosen, request):
            return redirect("gatherings:run_said", pk=pk)
    return show(request, "answer_said", form=form, session=session, nothing=not rows)


def _answered(form: asks.AnswerForm, chosen: list[Contribution], request: HttpRequest) -> bool:
    try:
        gatherings.answer(chosen, by=actors.of_request(request), **form.answering())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    say(request, _("Answered. Everybody who said it is told."))
    return True


@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what somebody said by phone, by post or in the room."""
    session = running_or_404(request, pk)
    form = RecordSayForm(posted(request), paper_member=None, young=False, find=finder(request, session))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.say(
                session, form.speaker(), told=people.Told(**form.told()), by=actors.of_request(request),
                **form.saying(),
            )  # fmt: skip
        except (gatherings.CannotSay, people.CannotRecord) as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Written down. The clock for an answer starts now."))
            return redirect("gatherings:run_said", pk=pk)
    return show(request, "record_said", form=form, session=session)


@doors.open_to(doors.SIGNED_IN)
def take_back_for(request: HttpRequest, pk: int, contribution: int) -> HttpResponse:
    """Write down that somebody takes back what they said."""
    form = forms.ToldForm(posted(request))
    return _written(
        request, pk, contribution, form, _("They take it back"),
        lambda row, told, by: gatherings.take_back(row, told=told, by=by),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def change_naming_for(request: HttpRequest, pk: int, contribution: int) -> HttpResponse:
    """Write down that somebody wants to be named in another way."""
    row = _one(running_or_404(request, pk), contribution)
    form = asks.RenameForm(posted(request), young=row.member is not None and row.member.is_young)

    def change(row: Contribution, told: people.Told, by: actors.Actor) -> None:
        given = form.cleaned_data
        gatherings.change_naming(row, named=given["named"], role_text=given["role_text"], told=told, by=by)

    return _written(request, pk, contribution, form, _("They want to be named in another way"), change)


def _written(
    request: HttpRequest, pk: int, contribution: int, form: forms.ToldForm, title: str,
    act: Callable[[Contribution, people.Told, actors.Actor], None],
) -> HttpResponse:  # fmt: skip
    session = running_or_404(request, pk)
    row = _one(session, contribution)
    if row.member is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            act(row, people.Told(**form.told()), actors.of_request(request))
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Written down. It counts at once."))
            return redirect("gatherings:run_said", pk=pk)
    return show(request, "told_of_words", form=form, session=session, row=row, title=title)
