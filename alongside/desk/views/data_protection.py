"""What is done with people's data: a page for everybody, and papers for the centre."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, doors, kept, processing

from .. import data_protection as papers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHY = _("They are drafts that the centre finishes. Everybody may read the privacy page.")


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep about people, why, for how long, and what everybody may ask of us."""
    activities = [(one, papers.rows_of(one)) for one in processing.activities()]
    return render(request, "desk/privacy.html", {"activities": activities, "measures": papers.measures()})


@doors.open_to(doors.COORDINATORS | {doors.Role.AUDITOR}, why_not_members=WHY)
def papers_to_finish(request: HttpRequest) -> HttpResponse:
    """Every paper, with what the centre has to add."""
    named = [(name, paper()) for name, (_label, paper) in papers.PAPERS.items()]
    return render(request, "desk/data_protection.html", {"papers": named})


@doors.open_to(doors.COORDINATORS | {doors.Role.AUDITOR}, why_not_members=WHY)
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """One paper to read. Raises 404 for a name that is none of them."""
    return render(request, "desk/paper.html", {"name": name, "paper": _made(name)})


@doors.open_to(doors.COORDINATORS | {doors.Role.AUDITOR}, why_not_members=WHY)
def paper_word(request: HttpRequest, name: str) -> HttpResponse:
    """One paper as a Word file. Raises 404 for a name that is none of them."""
    response = HttpResponse(papers.as_word(_made(name), clock.today()), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


def _made(name: str) -> papers.Paper:
    if name not in papers.PAPERS:
        raise Http404
    _label, make = papers.PAPERS[name]
    return make()
