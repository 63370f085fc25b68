"""Awards for everybody: what was offered, granted and paid, to whom, and what came of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from alongside.foundation import doors, kept, pages, sources
from alongside.foundation.doors import Role

from ..models import Programme, Publication
from ..queries import awards, comparing
from .money_pages import show


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def awards_list(request: HttpRequest) -> HttpResponse:
    """Every award that was agreed, newest first."""
    rows, wanted = awards.public(), {name: request.GET.get(name, "")[:80] for name in ("programme", "round")}
    if wanted["programme"]:
        rows = rows.filter(bid__round__programme__slug=wanted["programme"])
    if wanted["round"]:
        rows = rows.filter(bid__round__slug=wanted["round"])
    page = pages.paged(request, rows)
    return show(
        request, "awards", page=page, shown=awards.shown(page.object_list, everybody=True),
        published=Publication.objects.exists(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def compared(request: HttpRequest, slug: str) -> HttpResponse:
    """The rounds of a programme side by side, and how each differs from the one before."""
    programme = get_object_or_404(Programme, slug=slug)
    rounds, steps = comparing.of_programme(programme)
    return show(request, "compared", programme=programme, compared=rounds, steps=steps)


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def award(request: HttpRequest, reference: str) -> HttpResponse:
    """One award: its sums and days, its project, how it was decided, and what shaped its round."""
    row = awards.public().filter(reference=reference).first()
    if row is None:
        raise Http404
    (one,) = awards.shown([row], everybody=True)
    project = sources.read([("project", str(row.project_id)), ("project", row.project.slug)])
    return show(
        request, "award", one=one, award=row, variations=list(awards.variations(row, applied=True)),
        announced=hasattr(row.bid.round, "announcement"), learnt=awards.learnt_for(row.bid.round),
        came_of=sources.came_of(awards.KIND, row.reference),
        project=None if awards.is_for_a_person(row) else next(iter(project.values()), None),
        earlier=awards.built_on(row),
        decision=row.bid.decision.decision if hasattr(row.bid, "decision") else None,
        runs=bool(doors.roles_of(request) & (doors.COORDINATORS | {Role.FINANCE})),
    )  # fmt: skip
