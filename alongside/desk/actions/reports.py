"""Annual reports: started for a period, given words, published once and then frozen."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, languages, wording
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import papers
from ..models import AnnualReport, ReportFile, ReportWords
from ..queries import reports

MOST_LETTERS = 5000
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[/–-](?:(?:19|20)?\d\d))?(?!\d)")
NO_PLACEHOLDER = _("Write words only here. The figures of a chapter stand beneath them by themselves.")


class CannotReport(Exception):
    """Nothing was changed; the message is a sentence for the page."""


def start_report(*, title: str, begins: date, ends: date, by: Actor, language: str = "en") -> AnnualReport:
    """Start a report on the days from `begins` to `ends`, both included. Raises ValidationError with the field."""
    if not title.strip():
        raise ValidationError({"title": _("Write a title.")})
    if ends < begins:
        raise ValidationError({"ends": _("The last day comes after the first.")})
    if ends > clock.today():
        raise ValidationError({"ends": _("Choose a last day that is over, or today.")})
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages.")})
    _refuse_numbers("title", title)
    with transaction.atomic():
        report = AnnualReport.objects.create(
            slug=_free_slug(ends), title=title.strip(), begins=begins, ends=ends, language=language, by=by.key
        )
        record("desk.report_started", report, by=by)
        return report


def write_words(report: AnnualReport, *, chapter: str, text: str, by: Actor) -> None:
    """Say something in words in a chapter of a draft; none takes the words out. No figure may be typed.

    Raises ValidationError with the field, and CannotReport for one that is published.
    """
    if chapter not in reports.CHAPTERS:
        raise ValidationError({"chapter": _("This report has no such chapter.")})
    words = text.strip()
    if len(words) > MOST_LETTERS:
        raise ValidationError({"text": _("Write less: 5,000 letters at most.")})
    _refuse_numbers("text", words)
    with transaction.atomic():
        draft = _draft(report)
        if words:
            ReportWords.objects.update_or_create(
                report=draft, chapter=chapter, defaults={"text": words, "by": by.key}
            )
        else:
            ReportWords.objects.filter(report=draft, chapter=chapter).delete()
        record("desk.report_words_written", draft, by=by, chapter=chapter)


def publish_report(report: AnnualReport, *, by: Actor) -> AnnualReport:
    """Freeze a report in every language of the centre, with a PDF of each. Raises CannotReport for a second time."""
    with transaction.atomic():
        draft = _draft(report)
        content = {language: reports.built(draft, language) for language in _languages(draft)}
        draft.content, draft.fingerprint = content, reports.fingerprint(content)
        draft.published_at, draft.published_by = clock.now(), by.key
        draft.save()
        for language, said in content.items():
            made = papers.report_pdf(said, draft.fingerprint)
            sha = hashlib.sha256(made).hexdigest()
            ReportFile.objects.create(report=draft, language=language, content=made, sha256=sha)
        record("desk.report_published", draft, by=by, fingerprint=draft.fingerprint)
        return draft


def discard_report(report: AnnualReport, *, by: Actor) -> None:
    """Throw a draft away. Raises CannotReport for one that is published."""
    with transaction.atomic():
        draft = _draft(report)
        record("desk.report_discarded", draft, by=by)
        draft.delete()


def _languages(report: AnnualReport) -> list[str]:
    return list(dict.fromkeys([report.language, *languages.written()]))


def _draft(report: AnnualReport) -> AnnualReport:
    """The row itself, locked. Raises CannotReport where it is published."""
    row = AnnualReport.objects.select_for_update().get(pk=report.pk)
    if row.is_published:
        raise CannotReport(_("This report is published, and stays as it is. Write a new one."))
    return row


def _refuse_numbers(field: str, words: str) -> None:
    if field == "text" and "[[" in words:
        raise ValidationError({field: NO_PLACEHOLDER})
    try:
        wording.refuse_typed_figures(_without_years(words) if field == "title" else words)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal


def _without_years(title: str) -> str:
    """A title names its year: "Annual report 2025/26". That counts nothing."""
    return YEARS.sub(" ", title)


def _free_slug(ends: date) -> str:
    wanted = slugify(f"report-{ends.isoformat()}")
    names = [wanted, *(f"{wanted}-{turn}" for turn in range(2, 200))]
    taken = reports.slugs(names)
    return next(name for name in names if name not in taken)
