"""Reports on working with people, filled from records: to read, and to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

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
EVER = date(2000, 1, 1)


@doors.open_to(doors.EVERYONE)
def reports(request: HttpRequest) -> HttpResponse:
    """The ways to report that we fill."""
    return show(request, "reports", frameworks=evidence.FRAMEWORKS.values())


def _framework(kind: str) -> evidence.Framework:
    found = evidence.FRAMEWORKS.get(kind)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Asked:
    """What a report is asked for: the form, the period, and the piece of work by name, "" for everything."""

    form: PeriodForm
    begins: date
    ends: date
    work: str
    parts: frozenset[evidence.Name] | None


def _asked(request: HttpRequest) -> Asked:
    """What was asked for. A piece of work without a period is told from its first record on."""
    known = [(one, list(one.find())) for one in evidence.works()]
    works = [
        (str(one.says), [(f"{row.kind}:{row.key}", row.label) for row in rows]) for one, rows in known if rows
    ]
    initial = {"begins": clock.today() - YEAR, "ends": clock.today()}
    given = request.GET.copy()
    named, dated = bool(given.get("work")), any(name.startswith(("begins", "ends")) for name in given)
    if named and not dated:
        initial["begins"] = EVER
        for name, day in initial.items():
            for part in ("day", "month", "year"):
                given[f"{name}_{part}"] = str(getattr(day, part))
    form = PeriodForm(given if named or dated else None, initial=initial, works=works)
    if not form.is_bound or not form.is_valid():
        return Asked(form, initial["begins"], initial["ends"], "", None)
    chosen = form.cleaned_data["work"]
    labels = {value: label for _says, rows in works for value, label in rows}
    parts = evidence.parts_of(*chosen.split(":", 1)) if chosen else None
    return Asked(form, form.cleaned_data["begins"], form.cleaned_data["ends"], labels.get(chosen, ""), parts)


def _sections(framework: evidence.Framework, asked: Asked) -> list[evidence.Section]:
    return evidence.report(framework, asked.begins, asked.ends, asked.parts)


@doors.open_to(doors.EVERYONE)
def report(request: HttpRequest, kind: str) -> HttpResponse:
    """One report for a period, of everything or of one piece of work: what counts, and what is missing."""
    framework, asked = _framework(kind), _asked(request)
    sections = None if asked.form.errors else _sections(framework, asked)
    return show(
        request, "report", framework=framework, form=asked.form, sections=sections, begins=_first(asked, sections),
        ends=asked.ends, work=asked.work, asked=request.GET.urlencode(),
    )  # fmt: skip


def _first(asked: Asked, sections: list[evidence.Section] | None) -> date:
    """The first day to name: that of the first record where no day was asked for."""
    days = [kind.first for section in sections or [] for kind in section.kinds]
    return min(days, default=asked.ends) if asked.begins == EVER else asked.begins


def _to_take(request: HttpRequest, kind: str) -> tuple[evidence.Framework, Asked, list[evidence.Section]]:
    """What a file is made of. Raises Http404 for a period that is none."""
    framework, asked = _framework(kind), _asked(request)
    if asked.form.errors:
        raise Http404
    return framework, asked, _sections(framework, asked)


def _front(framework: evidence.Framework, asked: Asked, sections: list[evidence.Section]) -> list[str]:
    begins, ends = date_format(_first(asked, sections)), date_format(asked.ends)
    period = _("From %(begins)s to %(ends)s") % {"begins": begins, "ends": ends}
    return [line for line in (asked.work, period, framework.source) if line]


@doors.open_to(doors.EVERYONE)
def report_pdf(request: HttpRequest, kind: str) -> HttpResponse:
    """The same report as a PDF that a screen reader can read."""
    framework, asked, sections = _to_take(request, kind)
    made = papers.set_paper(
        str(framework.title), _front(framework, asked, sections),
        [(str(one.heading.title), _words(one)) for one in sections], asked.ends, get_language() or "en",
    )  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{asked.begins}-{asked.ends}.pdf"'
    return response


@doors.open_to(doors.EVERYONE)
def report_text(request: HttpRequest, kind: str) -> HttpResponse:
    """The same report as plain text, to copy into a form or an article."""
    framework, asked, sections = _to_take(request, kind)
    parts = ["\n".join([str(framework.title), *_front(framework, asked, sections)])]
    parts += [f"{one.heading.title}\n\n{_words(one)}" for one in sections]
    return HttpResponse("\n\n\n".join(parts) + "\n", content_type="text/plain; charset=utf-8")


def _words(section: evidence.Section) -> str:
    """A section in paragraphs: what it asks, what was found, what is missing."""
    parts = [str(section.heading.asks)]
    for kind in section.kinds:
        rows = [f"{date_format(row.on)}: {row.label}" for row in kind.rows]
        parts.append("\n".join([f"{kind.says} ({kind.count})", *rows]))
    if section.missing:
        parts.append("\n".join([_("Missing in this period:"), *(str(one) for one in section.missing)]))
    return "\n\n".join(parts)
