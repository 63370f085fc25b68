"""Where issues stand, and what their parts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import get_language

from alongside.foundation import clock, languages
from alongside.foundation.models import Centre, Mailing, Message
from alongside.foundation.record import key_of

from ..models import Block, Issue, IssueState
from . import pulling
from .pulling import Gone, Pulled

WAITING = Q(sent_at=None, missed_at=None, failed_at=None, withheld_at=None)


@dataclass(frozen=True)
class Row:
    """An issue in a list, with where it stands."""

    issue: Issue
    state: IssueState


@dataclass(frozen=True)
class Part:
    """A block as the page on which an issue is written shows it: what it shows, or why it shows nothing."""

    block: Block
    title: str
    gone: str = ""
    old: str = ""
    unwritten: tuple[str, ...] = ()


def usual_languages() -> list[str]:
    """The languages of the centre: those in which its newsletter usually is."""
    centre = Centre.current()
    chosen = centre.languages if centre else []
    return [code for code in languages.written(centre) if code in chosen] or [settings.LANGUAGE_CODE]


def with_states(issues: Sequence[Issue]) -> list[Row]:
    """Issues with where they stand. One query, however many there are."""
    keys = {key_of(issue): issue.pk for issue in issues if issue.started_at}
    counted = (
        Message.objects.filter(WAITING, about__in=keys)
        .order_by()
        .values_list("about")
        .annotate(n=Count("pk"))
    )
    waiting = {keys[about]: count for about, count in counted} if keys else {}
    return [Row(issue, _state(issue, waiting.get(issue.pk, 0))) for issue in issues]


def state_of(issue: Issue) -> IssueState:
    """Where an issue stands now."""
    return with_states([issue])[0].state


def _state(issue: Issue, waiting: int) -> IssueState:
    """Never "sent" while anybody's copy waits, by whichever way it goes."""
    if issue.cancelled_at:
        return IssueState.CANCELLED
    if issue.started_at is None:
        return _before(issue)
    mailing: Mailing | None = issue.mailing
    if mailing is not None and mailing.stopped_at:
        return IssueState.STOPPED
    if waiting == 0 and mailing is not None and mailing.closed_at:
        return IssueState.SENT
    return IssueState.PAUSED if mailing is not None and mailing.paused_at else IssueState.SENDING


def _before(issue: Issue) -> IssueState:
    if issue.send_before and issue.send_before <= clock.now():
        return IssueState.MISSED
    if issue.approved_at is None:
        return IssueState.DRAFT
    return IssueState.SCHEDULED if issue.send_at else IssueState.APPROVED


def parts(issue: Issue) -> list[Part]:
    """The blocks of an issue in order, each with what it shows today."""
    blocks = list(issue.blocks.all())
    found = pulling.pull([(one.kind, one.source, one.key) for one in blocks if one.has_source])
    return [_part(block, found.get((block.kind, block.source, block.key)), issue) for block in blocks]


def _part(block: Block, found: pulling.Found | None, issue: Issue) -> Part:
    heading = next((said for code in issue.languages if (said := block.said("heading", code))), "")
    if isinstance(found, Gone):
        return Part(block, heading, gone=found.because)
    if isinstance(found, Pulled):
        return Part(block, heading or found.words[:80] if found.by else heading or found.title, old=found.old)
    name = "heading" if block.kind == "heading" else "text"
    text = next((said for code in issue.languages if (said := block.said("text", code))), "")
    lacking = tuple(code for code in issue.languages if not block.said(name, code))
    return Part(block, heading or text[:80], unwritten=lacking)


def shown(block: Block, language: str) -> pulling.Found | None:
    """What a block shows of its room, in a language; None for our own words."""
    if not block.has_source:
        return None
    with translation.override(language if language in dict(settings.LANGUAGES) else get_language()):
        named = (block.kind, block.source, block.key)
        return pulling.pull([named])[named]
