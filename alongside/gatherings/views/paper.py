"""Forms on paper: print them with codes, and key in what comes back, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once
from alongside.foundation.components import Task
from alongside.foundation.letters import absolute
from alongside.people import actions as people
from alongside.people.models import Member

from .. import actions as gatherings
from ..actions.paper import keyed_words
from ..forms import paper as asks
from ..models import PaperBatch, PaperForm, PaperKind, Session
from ..printed import layout
from ..queries import paper
from . import parts
from .pages import running_or_404, say, show
from .voices import finder, posted


@parts.steps("before", if_cancelled=True)
def paper_steps(request: HttpRequest, session: Session) -> list[Task]:
    """Forms on paper, on the run page."""
    out, keyed = paper.numbers(session)
    if session.cancelled_at and not out:
        return []
    said = _("Handed out: %(out)d. Keyed in: %(keyed)d.") % {"out": out, "keyed": keyed} if out else ""
    return [Task(_("Forms on paper"), reverse("gatherings:print_paper", args=[session.pk]), said)]


@doors.open_to(doors.SIGNED_IN)
@once.guard
def print_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What was printed and came back; and print more, blank or with names."""
    session = running_or_404(request, pk)
    form = asks.PrintForm(posted(request))
    if request.method == "POST" and form.is_valid():
        batch = _printed(request, session, form)
        if batch:
            return redirect("gatherings:paper_batch", pk=pk, batch=batch.pk)
    return show(request, "print_paper", session=session, form=form, batches=paper.batches(session))


def _printed(request: HttpRequest, session: Session, form: asks.PrintForm) -> PaperBatch | None:
    given = form.cleaned_data
    members = _whose(request, session, form)
    if form.errors:
        return None
    try:
        return gatherings.print_forms(
            session, kind=given["kind"], size=given["size"], blank=given["blank"] or 0, members=members,
            by=actors.of_request(request),
        )  # fmt: skip
    except gatherings.CannotPrint as refusal:
        form.add_error(None, str(refusal))
        return None


def _whose(request: HttpRequest, session: Session, form: asks.PrintForm) -> list[Member]:
    """Whose forms are printed: of everybody with a place, or of one person."""
    given = form.cleaned_data
    members = list(paper.placed(session)) if given["registered"] else []
    if given["who"]:
        found = finder(request, session)(given["who"])
        if len(found) != 1:
            form.add_error("who", _("We found nobody with this reference. Look at it again."))
        members += [member for member in found if member not in members]
    return members


def _batch_or_404(request: HttpRequest, pk: int, batch: int) -> PaperBatch:
    session = running_or_404(request, pk)
    row: PaperBatch = get_object_or_404(PaperBatch, session=session, pk=batch)
    row.session = session
    return row


@doors.open_to(doors.SIGNED_IN)
@never_cache
def paper_batch(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """The forms of one batch, ready for the printer: a page or more for each."""
    row = _batch_or_404(request, pk, batch)
    questions = asks.questions_of(row)
    pages = [
        {
            "form": form, "code": paper.as_printed(form.code), "qr": qr_of(form),
            "questions": layout(asks.as_printed(row, form.member, questions)),
        }
        for form in row.forms.select_related("member")
    ]  # fmt: skip
    return show(request, "paper_batch", session=row.session, batch=row, pages=pages)


def qr_of(form: PaperForm) -> SafeString:
    """A square that leads a phone to where this form is keyed in."""
    address = absolute(reverse("gatherings:key_in_paper", args=[form.code]))
    drawing = segno.make(address, error="m", micro=False)
    return SafeString(drawing.svg_inline(scale=3, border=2, svgclass="paper-qr", omitsize=True))


@doors.open_to(doors.SIGNED_IN)
@require_POST
def close_paper(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Say that the rest of these forms will not come back."""
    gatherings.close_batch(_batch_or_404(request, pk, batch), by=actors.of_request(request))
    say(request, _("The rest wait no longer. A late form can still be keyed in."))
    return redirect("gatherings:print_paper", pk=pk)


@doors.open_to(doors.SIGNED_IN)
def type_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a form; the right form opens. A search, so it changes nothing."""
    form = asks.CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("gatherings:key_in_paper", code=form.cleaned_data["code"].code)
    return show(request, "type_code", form=form)


@doors.open_to(doors.SIGNED_IN)
@never_cache
@once.guard
def key_in_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What stands on one form, and nothing else. Saved, it leads to the next code."""
    row = paper.form_of(paper.read_code(code))
    if row is None:
        raise Http404
    session = running_or_404(request, row.batch.session_id)
    row.batch.session = session
    if row.keyed_at is not None:
        return show(request, "keyed_already", session=session, sentence=keyed_words(row))
    form = asks.to_key_in(row, posted(request), finder(request, session))
    if request.method == "POST" and form.is_valid() and _keyed(row, form, actors.of_request(request)):
        say(request, _("Form %(code)s is keyed in. Next one?") % {"code": paper.as_printed(row.code)})
        return redirect("gatherings:type_code")
    return show(request, "key_in_paper", session=session, form=form, row=row, code=paper.as_printed(row.code))


def _keyed(row: PaperForm, form: Any, by: actors.Actor) -> bool:
    """Whether the form was kept; if not, it says why."""
    told = people.Told(
        mode=form.cleaned_data["came_by"], on=form.cleaned_data["came_on"], read_back_and_agreed=False,
        note=_("On paper form %(code)s.") % {"code": paper.as_printed(row.code)},
    )  # fmt: skip
    try:
        gatherings.key_in_form(row, write=WRITE[row.batch.kind](row, form, told, by), by=by)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


REFUSALS = (
    gatherings.KeyedAlready, gatherings.CannotGive, gatherings.CannotSay, gatherings.NotNow,
    people.CannotRecord, PermissionDenied,
)  # fmt: skip
Write = Callable[[PaperForm, Any, people.Told, actors.Actor], Callable[[], object]]


def _feedback(row: PaperForm, form: Any, told: people.Told, by: actors.Actor) -> Callable[[], object]:
    speaker = form.speaker()
    return lambda: gatherings.record_feedback(
        row.batch.session, member=speaker if form.keeps_name else None, speaker=speaker, told=told, by=by,
        answers=form.answers(), version=row.batch.version, quote=form.may_quote(),
    )  # fmt: skip


def _said(row: PaperForm, form: Any, told: people.Told, by: actors.Actor) -> Callable[[], object]:
    return lambda: gatherings.say(row.batch.session, form.speaker(), told=told, by=by, **form.saying())


def _registration(row: PaperForm, form: Any, told: people.Told, by: actors.Actor) -> Callable[[], object]:
    return lambda: gatherings.register(
        row.batch.session, form.speaker(), told=told, by=by, **form.registering()
    )


WRITE: dict[str, Write] = {
    PaperKind.FEEDBACK: _feedback,
    PaperKind.CONTRIBUTION: _said,
    PaperKind.REGISTRATION: _registration,
}
