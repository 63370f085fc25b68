"""Annual reports: for everybody to read and take away; for coordinators to start, to put words in, to publish."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, languages, once, pages, unsent

from .. import actions as desk
from .. import papers
from ..forms.reports import StartReportForm, WordsForm
from ..models import AnnualReport, ReportFile
from ..queries import gaps, reports

STAFFS = gettext_lazy("It is written from records by staff. Everybody reads it once it is published.")


def _published_or_404(slug: str) -> AnnualReport:
    return get_object_or_404(AnnualReport.objects.published(), slug=slug)


def _draft_or_404(slug: str) -> AnnualReport:
    return get_object_or_404(AnnualReport.objects.drafts(), slug=slug)


def _language(report: AnnualReport) -> str:
    """The reader's language where the report is frozen in it."""
    wanted = languages.of_words()
    return wanted if not report.is_published or wanted in report.content else report.language


@doors.open_to(doors.EVERYONE)
def annual_reports(request: HttpRequest) -> HttpResponse:
    """Every report that was published."""
    return pages.show(request, "desk/annual_reports", rows=AnnualReport.objects.published().defer("content"))


@doors.open_to(doors.EVERYONE)
def annual_report(request: HttpRequest, slug: str) -> HttpResponse:
    """One report, as it was published."""
    report = _published_or_404(slug)
    content = reports.with_days(reports.content_of(report, _language(report)))
    return pages.show(request, "desk/annual_report", report=report, content=content)


@doors.open_to(doors.EVERYONE)
def annual_report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF of it, byte for byte as it was published, in the reader's language where there is one."""
    report = _published_or_404(slug)
    file = get_object_or_404(ReportFile, report=report, language=_language(report))
    return _as_pdf(bytes(file.content), f"{slug}-{file.language}.pdf")


@doors.open_to(doors.EVERYONE)
def annual_report_data(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it as data, in every language, with the fingerprint that anybody can work out again."""
    report = _published_or_404(slug)
    said = {"fingerprint": report.fingerprint, "content": report.content}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _as_pdf(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
def run_reports(request: HttpRequest) -> HttpResponse:
    """Drafts and what is published."""
    rows = AnnualReport.objects.defer("content")
    return pages.show(
        request, "desk/run_reports", drafts=rows.filter(published_at=None), rows=rows.published()
    )


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
@once.guard
def start_report(request: HttpRequest) -> HttpResponse:
    """Choose the days, and the report is there, filled from records."""
    form = StartReportForm(pages.posted(request), initial={"language": languages.of_words()})
    if request.method == "POST" and form.is_valid():
        try:
            report = desk.start_report(**form.cleaned_data, by=actors.of_request(request))
        except ValidationError as refusal:
            pages.refuse(form, refusal)
        else:
            return redirect("desk:edit_report", report.slug)
    return pages.show(request, "desk/start_report", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
def edit_report(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft as it would be published now, with a link to the words of each chapter, and what records still lack."""
    report = _draft_or_404(slug)
    missing = gaps.of(report.begins, report.ends)
    content = reports.with_days(reports.built(report, _language(report)))
    return pages.show(request, "desk/edit_report", report=report, content=content, gaps=missing)


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
def draft_report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as a PDF, marked as a draft."""
    report = _draft_or_404(slug)
    return _as_pdf(papers.report_pdf(reports.built(report, _language(report)), ""), f"{slug}-draft.pdf")


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
@once.guard
def write_words(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    """Say something in a chapter, in words. What was typed stays when it is refused."""
    report = _draft_or_404(slug)
    if chapter not in reports.CHAPTERS:
        raise Http404
    row = reports.written(report).get(chapter)
    form = WordsForm(pages.posted(request), initial={"text": row.text if row else ""} | pages.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            desk.write_words(
                report, chapter=chapter, text=form.cleaned_data["text"], by=actors.of_request(request)
            )
        except (ValidationError, desk.CannotReport) as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Your words are saved."))
            return redirect("desk:edit_report", slug)
    title = reports.CHAPTERS[chapter][0]
    return pages.show(request, "desk/write_words", form=form, report=report, title=title)


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
@require_POST
@once.guard
def publish_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze it for ever."""
    desk.publish_report(_draft_or_404(slug), by=actors.of_request(request))
    return redirect("desk:annual_report", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=STAFFS)
@require_POST
@once.guard
def discard_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw a draft away."""
    desk.discard_report(_draft_or_404(slug), by=actors.of_request(request))
    pages.say(request, _("The draft is thrown away."))
    return redirect("desk:run_reports")
