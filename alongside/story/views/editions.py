"""Editions: what was published stays as it was, except for words that their speaker has withdrawn."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from alongside.foundation import doors

from .. import press, queries
from ..models import Edition, EditionFile, FileKind
from ..queries import comparing

# Files that may carry somebody's words are asked for anew each time, so that a withdrawal holds at once.
ASK_AGAIN = "public, no-cache"
FOR_EVER = "public, max-age=31536000, immutable"
CHANNEL = {
    FileKind.HTML: "web", FileKind.JSON: "web", FileKind.EASY: "web", FileKind.PDF: "print",
    FileKind.LARGE: "print", FileKind.EASY_PDF: "print",
}  # fmt: skip
TYPES = {
    FileKind.HTML: "text/html; charset=utf-8",
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JSON: "application/json; charset=utf-8",
    FileKind.CSS: "text/css; charset=utf-8",
    FileKind.EASY: "text/html; charset=utf-8",
    FileKind.LARGE: "application/pdf",
    FileKind.EASY_PDF: "application/pdf",
}


@doors.open_to(doors.EVERYONE)
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition, newest first."""
    rows = list(Edition.objects.defer("content"))
    return render(request, "story/editions.html", {"editions": list(zip_longest(rows, rows[1:]))})


@doors.open_to(doors.EVERYONE)
def compared(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Two editions side by side: what moved, and why. Raises 404 for one that is not there."""
    first, second = get_object_or_404(Edition, slug=old), get_object_or_404(Edition, slug=new)
    typed = second.content.get("moved", {})
    found = comparing.compare(first.content, second.content, get_language() or "en", typed)
    return render(request, "story/compared.html", {"old": first, "new": second, "compared": found})


@doors.open_to(doors.EVERYONE)
def edition(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The web page of an edition."""
    return _serve(request, slug, FileKind.HTML)


@doors.open_to(doors.EVERYONE)
def edition_leaflet(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The leaflet of an edition, PDF."""
    response = _serve(request, slug, FileKind.PDF)
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response


@doors.open_to(doors.EVERYONE)
def edition_large(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The leaflet of an edition in large print, PDF. Raises 404 for an edition that came out without one."""
    response = _serve(request, slug, FileKind.LARGE)
    response["Content-Disposition"] = f'inline; filename="{slug}-large-print.pdf"'
    return response


@doors.open_to(doors.EVERYONE)
def edition_easy(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An edition in Easy Read. Raises 404 for one that came out without it."""
    return _serve(request, slug, FileKind.EASY)


@doors.open_to(doors.EVERYONE)
def edition_easy_leaflet(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The Easy Read leaflet of an edition, PDF. Raises 404 for an edition that came out without one."""
    response = _serve(request, slug, FileKind.EASY_PDF)
    response["Content-Disposition"] = f'inline; filename="{slug}-easy-read.pdf"'
    return response


@doors.open_to(doors.EVERYONE)
def edition_picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture of an edition, PNG."""
    return _serve(request, slug, FileKind.PNG)


@doors.open_to(doors.EVERYONE)
def edition_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The data of an edition, JSON."""
    response = _serve(request, slug, FileKind.JSON)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.EVERYONE)
def edition_style(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The style sheet of an edition's page."""
    return _serve(request, slug, FileKind.CSS)


def _serve(request: HttpRequest, slug: str, kind: FileKind) -> HttpResponseBase:
    edition = get_object_or_404(Edition, slug=slug)
    language = _language_of(edition, kind)
    amended = queries.amended_quotes(edition.content, CHANNEL[kind]) if kind in CHANNEL else {}
    gone = queries.taken_back(edition.content) if kind in CHANNEL else ()
    if amended or gone:
        made = _amended(edition.fingerprint, kind, language, tuple(amended.items()), gone)
        mark = press.sha256(made)
    else:
        sealed = EditionFile.objects.filter(edition=edition, kind=kind, language=language).first()
        if sealed is None:
            raise Http404
        made, mark = bytes(sealed.content), sealed.sha256
    response = HttpResponse(made, content_type=TYPES[kind])
    response["ETag"] = f'"{mark}"'
    response["Cache-Control"] = ASK_AGAIN if kind in CHANNEL else FOR_EVER
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@lru_cache(maxsize=16)
def _amended(
    seal: str,
    kind: FileKind,
    language: str,
    amended: tuple[tuple[int, str | None], ...],
    gone: tuple[int, ...],
) -> bytes:
    """A file without what was withdrawn. Setting a leaflet takes a second, so it is set once for each withdrawal."""
    edition = Edition.objects.get(fingerprint=seal)
    return press.print_one(kind, language, queries.without(edition.content, gone), seal, dict(amended))


def _language_of(edition: Edition, kind: FileKind) -> str:
    """The reader's language where the edition has it, or the edition's first."""
    if kind in (FileKind.JSON, FileKind.CSS):
        return ""
    languages: list[str] = edition.content["languages"]
    language = get_language() or ""
    return language if language in languages else languages[0]
