"""What everybody may read of newsletters that were sent."""

from __future__ import annotations

from django.utils.translation import get_language

from ..models import Issue, IssueQuerySet
from . import pieces
from .pieces import Content
from .pulling import ARCHIVE


def sent() -> IssueQuerySet:
    """Every issue whose sending began, newest first."""
    return Issue.objects.archived()


def opened(issue: Issue, language: str = "", *, easy: bool = False) -> Content:
    """An issue as the website may show it today, in this language or else in its first one."""
    wanted = language or get_language() or ""
    return pieces.opened(
        issue, wanted if wanted in issue.languages else issue.language, easy=easy, channels=ARCHIVE
    )
