"""Reading texts: the list, one text in pages, one clause with what people said, its history, and who wrote it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation import differing, doors
from alongside.foundation.doors import Role
from alongside.people.queries import translating as in_language

from .. import rules
from ..forms.fields import clause_with_number
from ..models import Clause, Document, DocumentKind, RemarkKind, Wording
from ..queries import around as beside
from ..queries import credits, family, provenance, reading, remarks, translating
from .pages import clause_or_404, numbers, paged, show, somebody, text_or_404

PER_PAGE = 20


@doors.open_to(doors.EVERYONE)
def texts(request: HttpRequest) -> HttpResponse:
    """Every text that this person may read."""
    rows = Document.objects.select_related("signed")
    everything = rules.starts(request) or Role.AUDITOR in doors.roles_of(request)
    if not everything:
        mine = Q(editors__member=somebody(request)) if somebody(request) else Q(pk=None)
        rows = rows.filter(Q(opened_at__isnull=False) | mine).distinct()
    page = paged(request, rows, PER_PAGE)
    words = in_language.readings([translating.source(one) for one in page])
    return show(
        request, "texts", page=page, rows=[(one, words[str(one.pk)]) for one in page], starts=rules.starts(request)
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """One text as it stands, in pages."""
    document = text_or_404(request, slug)
    page = reading.text_page(document, request.GET.get("page"))
    said = remarks.counts(document, [one.clause_id for one in page.wordings])
    words = in_language.reading(translating.source(document), original="original" in request.GET)
    return show(
        request, "text", document=document, reading=words, page=page,
        pages=numbers(page.pages, request.GET.get("page")),
        clauses=[(one, said[one.clause_id]) for one in page.wordings], last=page.last,
        newest=reading.newest_frozen(document), formats=beside.formats(document), reopening=beside.reopening(document),
        edits=rules.edits(request, somebody(request), document), signatures=beside.signatures(document.signed),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def go_to_clause(request: HttpRequest, slug: str) -> HttpResponse:
    """The clause whose number was typed; the text with a sentence where there is none."""
    document = text_or_404(request, slug)
    asked = request.GET.get("number", "").strip()
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 0
    try:
        return redirect("documents:clause", slug, clause_with_number(document, number).pk)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("documents:text", slug)


@doors.open_to(doors.EVERYONE)
def clause(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """One clause: its words, where it came from, and for members what people said about it."""
    document = text_or_404(request, slug)
    one = clause_or_404(document, clause)
    member = somebody(request)
    context: dict[str, Any] = {}
    if member is not None or Role.AUDITOR in doors.roles_of(request):
        rows = remarks.about_clause(one)
        found = remarks.weighed(rows, request.GET.get("page"))
        context = {
            "said": remarks.as_said(found.rows, one), "count": found.count,
            "pages": numbers(found.pages, request.GET.get("page")),
        }  # fmt: skip
    return show(
        request, "clause", document=document, clause=one, wording=reading.wording_of(one),
        came_from=provenance.came_from(one), into=_into(one), listens=member is not None,
        edits=rules.edits(request, member, document), principles=document.kind == DocumentKind.PRINCIPLES,
        reflections=beside.reflections_of(one), neighbours=_neighbours(one),
        other_kinds=[one for one in RemarkKind.choices if one[0] not in (RemarkKind.COMMENT, RemarkKind.REPLACE)],
        back_url=_place_in_the_text(one), **context,
    )  # fmt: skip


def _place_in_the_text(one: Clause) -> str:
    """The page of the text on which this clause stands."""
    there = reverse("documents:text", args=[one.document.slug])
    return (
        f"{there}?page={reading.page_of(one.document, one.place)}#clause-{one.place}" if one.place else there
    )


def _into(one: Clause) -> list[Clause]:
    """The clauses to which words of this one went."""
    return list(Clause.objects.filter(pk__in=family.heirs(one)).order_by("place"))


def _neighbours(one: Clause) -> dict[str, Clause]:
    """The clause before and the clause after."""
    if one.place is None:
        return {}
    near = Clause.objects.standing().filter(
        document=one.document_id, place__in=(one.place - 1, one.place + 1)
    )
    return {"before" if other.place == one.place - 1 else "after": other for other in near}


@doors.open_to(doors.EVERYONE)
def clause_history(request: HttpRequest, slug: str, clause: int) -> HttpResponse:
    """Every wording of a clause, the newest first, with what changed."""
    document = text_or_404(request, slug)
    one = clause_or_404(document, clause)
    page = paged(
        request,
        Wording.objects.filter(clause=one).select_related("version", "remark").order_by("-revision"),
        10,
    )
    rows = list(page.object_list)
    before = {
        row.revision: row.text
        for row in Wording.objects.filter(clause=one, revision__in=[row.revision - 1 for row in rows])
    }
    changes = [(row, differing.pieces(before.get(row.revision - 1, ""), row.text)) for row in rows]
    return show(request, "clause_history", document=document, clause=one, page=page, changes=changes)


@doors.open_to(doors.EVERYONE)
def contributors(request: HttpRequest, slug: str) -> HttpResponse:
    """Who wrote this text, each named as they chose."""
    document = text_or_404(request, slug)
    return show(request, "contributors", document=document, found=credits.of(document))


@doors.open_to(doors.EVERYONE)
def taken_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Clauses that are not in the text any more, with why."""
    document = text_or_404(request, slug)
    rows = Wording.objects.filter(clause__document=document).exclude(clause__removed_at=None)
    newest = rows.filter(revision=provenance.NEWEST).select_related("clause").order_by("-clause__removed_at")
    return show(request, "taken_out", document=document, page=paged(request, newest, 10))
