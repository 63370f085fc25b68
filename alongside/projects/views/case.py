"""The case study: to read, to print, to take away as PDF; what is left out is said; agreed by the team."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, saved_first, unsent
from alongside.foundation.pages import UNCHANGED, say
from alongside.people import actions as people

from .. import case_paper, rules
from ..actions import case as acting
from ..forms import since as asks
from ..models import CaseAgreement, CaseStudy, Project
from ..queries import case as questions
from .showing import (
    FOR_SOMEBODY,
    LOOKED_AT,
    REFUSALS,
    found_or_404,
    posted,
    project_to_read,
    project_to_work_on,
    refuse,
    show,
    somebody,
    typed,
)


@doors.open_to(doors.EVERYONE)
def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """What a project set out to do, what came of it, and what happened since. Before it is public: for its team."""
    project, inside = _readable(request, slug)
    case = questions.build(project)
    member = somebody(request)
    agreed = questions.agreements(case.study)
    return show(
        request, "case_study", project=project, case=case, inside=inside, runs=rules.runs(request), agreed=agreed,
        missing=questions.missing_for(case.study),
        mine=bool(member and any(one.member_id == member.pk for one in agreed)),
        may_agree=rules.in_team(member, project), large=request.GET.get("size") == "large",
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def case_study_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF/UA; in large print with `?size=large`."""
    project, _inside = _readable(request, slug)
    large = request.GET.get("size") == "large"
    response = HttpResponse(
        case_paper.pdf(questions.build(project), large=large), content_type="application/pdf"
    )
    name = f"{slug}-large-print.pdf" if large else f"{slug}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _readable(request: HttpRequest, slug: str) -> tuple[Project, bool]:
    project = project_to_read(request, slug)
    inside = rules.works_on(request, somebody(request), project)
    public = CaseStudy.objects.filter(project=project, published_at__isnull=False).exists()
    if not (inside or (public and project.published_at)):
        raise Http404
    return project, inside


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def write_lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what others should take from the project."""
    project = project_to_work_on(request, slug)
    study = CaseStudy.objects.filter(project=project).first()
    now = {"lesson": study.lesson if study else ""}
    form = saved_first.watch(asks.LessonForm(posted(request), initial=now | typed(request)))
    if request.method == "POST" and form.is_valid():
        try:
            after = acting.write_lesson(project, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            kept = _("Kept. Whoever agreed before is asked again, since the words changed.")
            say(request, kept if after.lesson != now["lesson"] else UNCHANGED)
            return redirect("projects:case_study", slug)
    return show(request, "write_lesson", form=form, project=project)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def agree_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Agree that the case study is published."""
    project, member = project_to_work_on(request, slug), somebody(request)
    if member is None:
        raise Http404
    try:
        acting.agree_case(project, member, by=actors.of_request(request))
    except REFUSALS as refusal:
        say(request, str(refusal))
    else:
        say(request, _("You agree. You can take it back at any time."))
    return redirect("projects:case_study", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=FOR_SOMEBODY)
@once.guard
def agree_case_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down that somebody of the team agrees, as they told us."""
    project: Project = found_or_404(Project.objects.all(), slug=slug)
    form = asks.AgreeForForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acting.agree_case(
                project,
                form.cleaned_data["who"],
                told=people.Told(**form.told()),
                by=actors.of_request(request),
            )
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("projects:case_study", slug)
    title = _("Write down that somebody agrees to the case study")
    return show(request, "told_of_outcome", form=form, project=project, title=title)


@doors.open_to(doors.SIGNED_IN)
@require_POST
def take_case_agreement_back(request: HttpRequest, slug: str) -> HttpResponse:
    """I agree no more. Where too few agree then, the case study is shown no more."""
    project = project_to_read(request, slug)
    rows = CaseAgreement.objects.filter(case__project=project, withdrawn_at=None, member__isnull=False)
    row = found_or_404(rows.select_related("case", "member"), member=somebody(request))
    acting.take_case_agreement_back(row, by=actors.of_request(request))
    say(request, _("Taken back."))
    return redirect("projects:case_study", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=LOOKED_AT)
@require_POST
def publish_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the case study to everybody, or no more."""
    project: Project = found_or_404(Project.objects.all(), slug=slug)
    by = actors.of_request(request)
    if request.POST.get("hide"):
        acting.hide_case(project, by=by)
        say(request, _("The case study is shown no more."))
        return redirect("projects:case_study", slug)
    try:
        acting.publish_case(project, by=by)
    except REFUSALS as refusal:
        say(request, str(refusal))
    else:
        say(request, _("Everybody can read it now."))
    return redirect("projects:case_study", slug)
