"""What everybody may read of newsletters that were sent."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import languages
from alongside.foundation.sources import Thing

from ..models import Issue, IssueQuerySet
from . import pieces
from .pieces import Content
from .pulling import ARCHIVE

MOST = 10


def sent() -> IssueQuerySet:
    """Every issue whose sending began, newest first."""
    return Issue.objects.archived()


def opened(issue: Issue, language: str = "", *, easy: bool = False) -> Content:
    """An issue as the website may show it today, in this language or else in its first one."""
    wanted = languages.of_words(language or None)
    return pieces.opened(
        issue, wanted if wanted in issue.languages else issue.language, easy=easy, channels=ARCHIVE
    )


def find(words: str) -> list[Thing]:
    """Newsletters that were sent with this number, or these words in their subject; the newest first."""
    wanted = words.strip().casefold()
    rows = sent()[:200]
    found = [row for row in rows if wanted in row.subject.casefold() or wanted == str(row.number)]
    return [_thing(row) for row in found[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Newsletters that were sent, by key. One query."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    return {str(row.pk): _thing(row) for row in sent().filter(pk__in=wanted)}


def _thing(row: Issue) -> Thing:
    label = _("Newsletter %(number)d: %(subject)s") % {"number": row.number, "subject": row.subject}
    return Thing("newsletter", str(row.pk), label, reverse("outreach:issue", args=[row.number]))
