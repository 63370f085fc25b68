"""Where clauses came from and what came of things; other formats of a text."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, sources

from .. import actions as documents
from .. import rules
from ..forms import versions as asks
from ..models import Format, Source, Version
from ..queries import around, reading
from .pages import clause_or_404, editing_or_404, posted, refuse, say, show, somebody, text_or_404


@doors.open_to(doors.SIGNED_IN)
@once.guard
def clause_sources(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Say where a clause came from: something that another room knows, or words and a link."""
    document = editing_or_404(request, slug)
    one = clause_or_404(document, clause)
    words = request.GET.get("words", "").strip()[:100]
    form = asks.SourceForm(posted(request), words=words)
    if request.method == "POST" and form.is_valid():
        try:
            documents.add_source(one, by=actors.of_request(request), **form.source())
        except ValidationError as refusal:
            refuse(form, refusal, key="thing")
        else:
            say(request, _("Kept. Everybody can read where this clause came from."))
            return redirect("documents:clause_sources", slug, clause)
    rows = Source.objects.filter(clause=one)
    return show(
        request, "clause_sources", document=document, clause=one, wording=reading.wording_of(one), form=form, rows=rows,
        words=words,
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_source(request: HttpRequest, slug: str, source: int) -> HttpResponse:
    """A clause did not come from there after all."""
    document = editing_or_404(request, slug)
    row = Source.objects.filter(clause__document=document, pk=source).first()
    if row is None:
        raise Http404
    clause = row.clause_id
    documents.remove_source(row, by=actors.of_request(request))
    say(request, _("Taken away."))
    return redirect("documents:clause_sources", slug, clause)


@doors.open_to(doors.EVERYONE)
def came_of(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What came of something: a session, a suggestion, a version."""
    thing = sources.read([(kind, key)]).get((kind, key))
    found = sources.came_of(kind, key)
    if thing is None and not found:
        raise Http404
    return show(request, "came_of", thing=thing, found=found)


@doors.open_to(doors.EVERYONE)
def text_formats(request: HttpRequest, slug: str) -> HttpResponse:
    """Every other format of a text, with the version that it is of."""
    document = text_or_404(request, slug)
    return show(request, "text_formats", document=document, formats=around.formats(document),
                edits=rules.edits(request, somebody(request), document))  # fmt: skip


@doors.open_to(doors.EVERYONE)
def text_format(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One format that is words, to read on the page."""
    document = text_or_404(request, slug)
    found = next((one for one in around.formats(document) if one.row.pk == number and one.row.text), None)
    if found is None:
        raise Http404
    return show(request, "text_format", document=document, one=found)


@doors.open_to(doors.SIGNED_IN)
@once.guard
def add_format(request: HttpRequest, slug: str) -> HttpResponse:
    """Add another format of a version."""
    document = editing_or_404(request, slug)
    frozen = list(Version.objects.frozen().filter(document=document).select_related("document")[:30])
    form = asks.FormatForm(posted(request), versions=frozen)
    if request.method == "POST" and form.is_valid():
        try:
            documents.add_format(by=actors.of_request(request), **form.format())
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Added."))
            return redirect("documents:text_formats", slug)
    return show(request, "add_format", document=document, form=form, frozen=frozen)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def remove_format(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a format away."""
    document = editing_or_404(request, slug)
    row = Format.objects.filter(document=document, pk=number).first()
    if row is None:
        raise Http404
    documents.remove_format(row, by=actors.of_request(request))
    say(request, _("Taken away."))
    return redirect("documents:text_formats", slug)
