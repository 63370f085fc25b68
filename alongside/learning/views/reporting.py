"""Reports on working with people, filled from records: to read, and to take away."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.foundation import clock, doors

from .. import papers
from ..forms.reporting import PeriodForm
from ..queries import evidence
from .pages import show

YEAR = timedelta(days=364)


@doors.open_to(doors.EVERYONE)
def reports(request: HttpRequest) -> HttpResponse:
    """The ways to report that we fill."""
    return show(request, "reports", frameworks=evidence.FRAMEWORKS.values())


def _framework(kind: str) -> evidence.Framework:
    found = evidence.FRAMEWORKS.get(kind)
    if found is None:
        raise Http404
    return found


def _period(request: HttpRequest) -> PeriodForm:
    initial = {"begins": clock.today() - YEAR, "ends": clock.today()}
    asked = any(name.startswith(("begins", "ends")) for name in request.GET)
    return PeriodForm(request.GET if asked else None, initial=initial)


@doors.open_to(doors.EVERYONE)
def report(request: HttpRequest, kind: str) -> HttpResponse:
    """One report for a period: what counts under each heading, and what is missing."""
    framework, form = _framework(kind), _period(request)
    begins, ends = form.initial["begins"], form.initial["ends"]
    sections = None
    if not form.is_bound or form.is_valid():
        if form.is_bound:
            begins, ends = form.cleaned_data["begins"], form.cleaned_data["ends"]
        sections = evidence.report(framework, begins, ends)
    return show(
        request, "report", framework=framework, form=form, sections=sections, begins=begins, ends=ends,
        asked=request.GET.urlencode(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def report_pdf(request: HttpRequest, kind: str) -> HttpResponse:
    """The same report as a PDF that a screen reader can read."""
    framework, form = _framework(kind), _period(request)
    begins, ends = form.initial["begins"], form.initial["ends"]
    if form.is_bound:
        if not form.is_valid():
            raise Http404
        begins, ends = form.cleaned_data["begins"], form.cleaned_data["ends"]
    words = [(one.heading.title, _words(one)) for one in evidence.report(framework, begins, ends)]
    front = [_("From %(begins)s to %(ends)s") % {"begins": date_format(begins), "ends": date_format(ends)}]
    made = papers.set_paper(
        str(framework.title), [*front, framework.source], [(str(title), body) for title, body in words], ends,
        get_language() or "en",
    )  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{begins}-{ends}.pdf"'
    return response


def _words(section: evidence.Section) -> str:
    """A section in paragraphs: what it asks, what was found, what is missing."""
    parts = [str(section.heading.asks)]
    for kind in section.kinds:
        rows = [f"{date_format(row.on)}: {row.label}" for row in kind.rows]
        parts.append("\n".join([f"{kind.says} ({kind.count})", *rows]))
    if section.missing:
        parts.append("\n".join([_("Missing in this period:"), *(str(one) for one in section.missing)]))
    return "\n\n".join(parts)
