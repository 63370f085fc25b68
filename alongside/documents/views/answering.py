"""For those who edit a text: what people said, answering it, and writing down what came by phone or post."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, differing, doors, forms, once, unsent
from alongside.people import actions as people

from .. import actions as documents
from ..forms import editing as asks
from ..forms import saying
from ..forms.fields import RenameForm
from ..models import Document, Remark, RemarkKind
from ..queries import family, reading, remarks
from .editing import show_clash
from .pages import (
    clause_or_404,
    editing_or_404,
    not_changed,
    numbers,
    posted,
    refuse,
    say,
    show,
    somebody,
    typed,
)
from .saying import beginning, said

STATES = ("open", "answered", "held")


@doors.open_to(doors.SIGNED_IN)
def run_remarks(request: HttpRequest, slug: str) -> HttpResponse:
    """What people said about a text: what waits, what is answered, what is held back."""
    document = editing_or_404(request, slug)
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    found = remarks.weighed(remarks.of_document(document, state), request.GET.get("page"))
    return show(
        request, "run_remarks", document=document, state=state, count=found.count,
        said=remarks.as_said(found.rows), pages=numbers(found.pages, request.GET.get("page")),
    )  # fmt: skip


def _remark(document: Document, pk: int) -> Remark:
    row = remarks.with_everything(Remark.objects.filter(document=document, pk=pk)).first()
    if row is None:
        raise Http404
    row.document = row.clause.document = document
    return row


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def answer_remark(request: HttpRequest, slug: str, remark: int) -> HttpResponse:
    """Accept or decline a suggestion, or answer a comment. Whoever said it is told."""
    document = editing_or_404(request, slug)
    row = _remark(document, remark)
    now = reading.wording_of(row.clause)
    form = _answer_form(request, row, now.revision)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(row, form, request)
        except ValidationError as refusal:
            refuse(form, refusal, first="text", second="second_text", second_heading="heading")
        except documents.Clash as clash:
            return show_clash(request, clash.aside, status=409)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Answered. Whoever said it is told."))
            return redirect("documents:run_remarks", slug)
    about = row.about
    changed = differing.pieces(about.text, now.text) if about and about.revision != now.revision else []
    return show(
        request, "answer_remark", document=document, one=remarks.as_said([row])[0], form=form, now=now,
        changed=changed, clause=row.clause, into=family.still_here(row.clause) if row.clause.removed_at else [],
    )  # fmt: skip


def _answer_form(request: HttpRequest, row: Remark, revision: int) -> Any:
    if row.is_comment:
        return asks.AnswerCommentForm(posted(request), initial=typed(request))
    initial = {"base": revision, "heading": row.heading, "text": row.text, "second_text": row.second_text}
    return asks.AnswerSuggestionForm(posted(request), remark=row, initial=initial | typed(request))


def _answer(row: Remark, form: Any, request: HttpRequest) -> None:
    by = actors.of_request(request)
    if row.is_comment:
        documents.answer_comment(row, answer=form.cleaned_data["answer"], by=by)
    elif form.cleaned_data["choice"] == asks.NO:
        documents.decline(row, because=form.cleaned_data["answer"], by=by)
    else:
        documents.accept(row, member=somebody(request), by=by, **form.accepting())


@doors.open_to(doors.SIGNED_IN)
def hold_back(request: HttpRequest, slug: str, remark: int) -> HttpResponse:
    """Do not show something, and tell whoever said it why."""
    document = editing_or_404(request, slug)
    row = _remark(document, remark)
    form = saying.HoldBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        documents.hold_back(row, because=form.cleaned_data["because"], by=actors.of_request(request))
        say(request, _("Held back. We tell the person who said it why."))
        return redirect("documents:run_remarks", slug)
    return show(request, "hold_back", document=document, form=form, words=row.text or row.reason)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def let_stand(request: HttpRequest, slug: str, remark: int) -> HttpResponse:
    """Show something after all."""
    document = editing_or_404(request, slug)
    documents.let_stand(_remark(document, remark), by=actors.of_request(request))
    say(request, _("It is shown again."))
    return redirect("documents:run_remarks", slug)


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def record_remark(request: HttpRequest, slug: str, clause: int, kind: str) -> HttpResponse:
    """Write down a comment or suggestion that came by phone, by post or in person."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    if kind not in saying.FORMS:
        raise Http404
    form = saying.recording(saying.FORMS[kind])(
        posted(request), document=document, initial=beginning(one, kind)
    )
    if request.method == "POST" and form.is_valid() and _written(request, form, one, kind):
        say(request, _("Written down. It has the same standing, and gets an answer."))
        return redirect("documents:clause", slug, clause)
    return show(
        request, "record_remark", document=document, clause=one, wording=reading.wording_of(one), form=form,
        heading=RemarkKind(kind).label,
    )  # fmt: skip


def _written(request: HttpRequest, form: Any, one: Any, kind: str) -> Remark | None:
    told, by = people.Told(**form.told()), actors.of_request(request)
    try:
        return said(form, one, form.cleaned_data["who"], kind, told=told, by=by)
    except people.CannotRecord as refusal:
        form.add_error(None, str(refusal))
        return None


@doors.open_to(doors.SIGNED_IN)
def take_back_for(request: HttpRequest, slug: str, remark: int) -> HttpResponse:
    """Write down that somebody takes back what they said."""
    document = editing_or_404(request, slug)
    row = _remark(document, remark)
    form = forms.ToldForm(posted(request))
    return told_of(request, document, row, form, _("They take it back"),
                 lambda **given: documents.take_back(row, **given))  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def change_naming_for(request: HttpRequest, slug: str, remark: int) -> HttpResponse:
    """Write down that somebody wants to be named in another way."""
    document = editing_or_404(request, slug)
    row = _remark(document, remark)
    form = RenameForm(posted(request), young=bool(row.member and row.member.is_young))

    def change(**given: Any) -> None:
        asked = form.cleaned_data
        documents.change_naming(row, named=asked["named"], role_text=asked["role_text"], **given)

    return told_of(request, document, row, form, _("They want to be named in another way"), change)


def told_of(
    request: HttpRequest, document: Document, row: Any, form: Any, title: str, act: Any
) -> HttpResponse:
    """Something that a member told us about their own words."""
    if row.member is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            act(told=people.Told(**form.told()), by=actors.of_request(request))
        except people.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Written down. It counts at once."))
            return redirect("documents:edit_text", document.slug)
    return show(request, "told_of_words", document=document, form=form, row=row, title=title)
