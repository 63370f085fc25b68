"""Theories of change, to read: the outline, the picture, every version, and what differs between two."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from alongside.foundation import doors

from .. import actions as projects
from .. import papers, picture, rules
from ..forms import theory as asks
from ..models import Agreement, Project, Status, Theory
from ..queries import differences
from ..queries import theory as questions
from .pages import project_or_404, show, somebody


def versions_for(request: HttpRequest, project: Project) -> list[Theory]:
    """The versions that somebody may read, newest first: the agreed ones, and for the team its draft."""
    rows = project.theories.order_by("-number")
    works = rules.works_on(request, somebody(request), project) or rules.audits(request)
    return list(rows if works else rows.exclude(status=Status.DRAFT))


def version_or_404(request: HttpRequest, project: Project, number: int) -> Theory:
    """A version that somebody may read. Raises Http404 for everybody else."""
    found = next((one for one in versions_for(request, project) if one.number == number), None)
    if found is None:
        raise Http404
    found.project = project
    return found


def agreed_by(version: Any) -> list[tuple[Any, Agreement]]:
    """Who agreed, by role; never by name."""
    return [(row.get_role_display(), row) for row in version.agreements.all()]


def _shown(request: HttpRequest, project: Project, theory: Theory | None, name: str) -> HttpResponse:
    versions = versions_for(request, project)
    works = rules.works_on(request, somebody(request), project)
    return show(
        request, name, project=project, theory=theory, versions=versions, works=works,
        outline=questions.outline(theory) if theory else None,
        agreements=agreed_by(theory) if theory else [], draft=next((v for v in versions if v.is_draft), None),
        picture=picture.draw(questions.outline(theory), rtl=get_language_bidi())
        if theory and name == "theory_picture" else None,
        missing=projects.missing(theory) if theory and theory.is_draft else [],
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def theory(request: HttpRequest, slug: str) -> HttpResponse:
    """The theory of change that is in force, as an outline; for the team, its draft when none is agreed yet."""
    project = project_or_404(request, slug)
    versions = versions_for(request, project)
    agreed = next((one for one in versions if one.status == Status.AGREED), None)
    return _shown(request, project, agreed or next(iter(versions), None), "theory")


@doors.open_to(doors.EVERYONE)
def theory_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as an outline. Old ones stay readable for ever."""
    project = project_or_404(request, slug)
    return _shown(request, project, version_or_404(request, project, number), "theory")


@doors.open_to(doors.EVERYONE)
def theory_picture(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as a picture, with the outline as its text."""
    project = project_or_404(request, slug)
    return _shown(request, project, version_or_404(request, project, number), "theory_picture")


@doors.open_to(doors.EVERYONE)
def theory_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as PDF/UA, to print or to send."""
    project = project_or_404(request, slug)
    found = version_or_404(request, project, number)
    response = HttpResponse(papers.theory_pdf(questions.outline(found)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{project.slug}-theory-{found.number}.pdf"'
    return response


@doors.open_to(doors.EVERYONE)
def compare_theories(request: HttpRequest, slug: str) -> HttpResponse:
    """What differs between two versions, worked out from their rows."""
    project = project_or_404(request, slug)
    versions = {str(one.number): one for one in versions_for(request, project)}
    choices = [(key, _("Version %(number)s") % {"number": key}) for key in versions]
    form = asks.CompareForm(request.GET if "before" in request.GET else None, choices=choices)
    found = None
    if form.is_valid():
        before, after = (versions[form.cleaned_data[name]] for name in ("before", "after"))
        found = differences.compare(before, after)
    return show(
        request, "compare_theories", project=project, form=form, found=found, back_label=_("Theory of change"),
        back_url=reverse("projects:theory", args=[slug]),
    )  # fmt: skip
