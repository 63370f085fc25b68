"""What waits on the desk because of newsletters: to approve, to post and to call, and what could not be sent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import actors, clock
from alongside.foundation.models import Channel, Message
from alongside.foundation.waiting import Waiting

from . import rules
from .models import Issue, IssueState
from .queries import issues as questions

RECENT = timedelta(days=60)


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about newsletters that waits for whoever is here."""
    if not rules.runs(request):
        return
    me = actors.of_request(request).key
    open_ones = Issue.objects.filter(started_at=None, cancelled_at=None).order_by("number")
    for row in questions.with_states(list(open_ones[:5])):
        found = _unsent(row.issue, row.state, me)
        if found:
            yield found
    sent = list(
        Issue.objects.archived().filter(started_at__gte=clock.now() - RECENT).select_related("mailing")
    )
    left = _left(sent) if sent else {}
    for issue in sent:
        yield from _on_its_way(issue, left.get(_about(issue), Counter()))


def _unsent(issue: Issue, state: IssueState, me: str) -> Waiting | None:
    name = {"number": issue.number}
    url = reverse("outreach:edit_issue", args=[issue.number])
    if state == IssueState.MISSED:
        title, status = _("Newsletter %(number)d was missed: schedule it anew"), _("Late")
        return Waiting(title % name, url, issue.subject, status=status, kind="attention")
    if state == IssueState.SCHEDULED:
        return None
    if state == IssueState.APPROVED:
        title = _("Send or schedule newsletter %(number)d")
    elif issue.edited_by == me:
        title = _("Go on with newsletter %(number)d, or ask somebody to approve it")
    else:
        title = _("Look at newsletter %(number)d, and approve it")
        url = reverse("outreach:check_issue", args=[issue.number])
    return Waiting(title % name, url, issue.subject, status=_("To do"), kind="waiting")


FAILED = "failed"


def _about(issue: Issue) -> str:
    return f"outreach.issue:{issue.pk}"


def _left(issues: list[Issue]) -> dict[str, Counter[str]]:
    """Of each newsletter, how many messages wait for a hand, by channel, and how many failed. Two queries."""
    theirs = Message.objects.filter(about__in=[_about(issue) for issue in issues])
    left: dict[str, Counter[str]] = defaultdict(Counter)
    by_hand = theirs.by_hand().order_by().values_list("about", "channel").annotate(count=Count("pk"))
    for about, channel, count in by_hand:
        left[about][channel] = count
    failed = theirs.filter(sent_at=None).exclude(failed_at=None).values_list("about")
    for about, count in failed.annotate(count=Count("pk")):
        left[about][FAILED] = count
    return left


def _on_its_way(issue: Issue, left: Counter[str]) -> Iterator[Waiting]:
    url = reverse("outreach:sending", args=[issue.number])
    due = timezone.localtime(issue.send_before).date() if issue.send_before else None
    for channel, title in _by_hand():
        count = left[channel]
        if count:
            hint = ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}
            yield Waiting(
                title % {"number": issue.number}, url, hint, due=due, status=_("To do"), kind="waiting"
            )
    failed = left[FAILED]
    if failed:
        hint = ngettext("%(count)d email failed", "%(count)d emails failed", failed) % {"count": failed}
        title = _("Some of newsletter %(number)d could not be sent") % {"number": issue.number}
        yield Waiting(title, url, hint, status=_("To do"), kind="attention")
    if issue.mailing and issue.mailing.paused_at and not issue.mailing.stopped_at:
        title = _("Newsletter %(number)d is paused: look, and let it go on") % {"number": issue.number}
        yield Waiting(title, url, issue.subject, status=_("Paused"), kind="attention")


def _by_hand() -> list[tuple[str, str]]:
    return [
        (Channel.LETTER, _("Post the letters of newsletter %(number)d")),
        (Channel.CALL, _("Make the calls of newsletter %(number)d")),
    ]
