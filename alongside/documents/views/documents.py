"""Starting a text, and the desk of those who edit it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent

from .. import actions as documents
from .. import rules
from ..forms import editing as asks
from ..models import Editor, Reflection, Remark, SetAside
from ..queries import reading, signing
from .pages import editing_or_404, not_changed, posted, refuse, say, show, somebody, typed

STARTED = gettext_noop(
    "Starting a text says who edits and signs it. Any member can edit, and propose a text to us."
)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@once.guard
def start_text(request: HttpRequest) -> HttpResponse:
    """Start a text, with the words that are there already."""
    form = asks.StartForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = documents.start_document(
                by=actors.of_request(request), editor=somebody(request), **form.cleaned_data
            )
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Started. Only those who edit it see it, until you open it to everybody."))
            return redirect("documents:edit_text", made.slug)
    return show(request, "start_text", form=form)


@doors.open_to(doors.SIGNED_IN)
def edit_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that those who edit a text do next."""
    document = editing_or_404(request, slug)
    waiting = Remark.objects.unanswered().filter(document=document)
    newest = reading.newest_frozen(document)
    return show(
        request, "edit_text", document=document, working=reading.working(document), newest=newest,
        suggestions=waiting.suggestions().count(), comments=waiting.comments().count(),
        reflections=Reflection.objects.to_check().filter(document=document).count(),
        aside=SetAside.objects.filter(clause__document=document, settled="").select_related("clause")[:20],
        changed=newest is None or reading.differs(document, newest), editors=document.editors.select_related("member"),
        missing=signing.missing(newest) if newest and not document.signed_id else [], starts=rules.starts(request),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
def change_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a text is called and what it is for."""
    document = editing_or_404(request, slug)
    initial = {name: getattr(document, name) for name in ("kind", "title", "language", "about")}
    form = asks.DocumentForm(posted(request), initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            documents.change_document(document, by=actors.of_request(request), **form.cleaned_data)
        except ValidationError as refusal:
            refuse(form, refusal)
        except documents.CannotChange as refusal:
            return not_changed(request, document, refusal, form)
        else:
            say(request, _("Saved."))
            return redirect("documents:edit_text", slug)
    return show(request, "change_text", form=form, document=document)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def open_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody read a text."""
    document = editing_or_404(request, slug)
    try:
        documents.open_document(document, by=actors.of_request(request))
    except documents.CannotChange as refusal:
        return not_changed(request, document, refusal)
    say(request, _("Everybody can read it now, and members can say something about it."))
    return redirect("documents:edit_text", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@once.guard
def editors(request: HttpRequest, slug: str) -> HttpResponse:
    """Who edits a text. Any member can."""
    document = editing_or_404(request, slug)
    form = asks.EditorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        documents.add_editor(document, member=form.cleaned_data["member"], by=actors.of_request(request))
        say(request, _("They can edit this text now."))
        return redirect("documents:editors", slug)
    rows = document.editors.select_related("member").order_by("member__called", "pk")
    return show(request, "editors", document=document, form=form, rows=rows)


@doors.open_to(doors.COORDINATORS, why_not_members=STARTED)
@require_POST
def remove_editor(request: HttpRequest, slug: str, editor: int) -> HttpResponse:
    """Somebody edits a text no more."""
    document = editing_or_404(request, slug)
    row = Editor.objects.filter(document=document, pk=editor).select_related("document").first()
    if row is None:
        raise Http404
    documents.remove_editor(row, by=actors.of_request(request))
    say(request, _("They edit this text no more."))
    return redirect("documents:editors", slug)
