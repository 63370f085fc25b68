"""What issues of the newsletter add to the house: entrances, jobs, the desk, and who is still written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, doors, jobs, navigation, sources, waiting
from alongside.foundation.actors import Actor
from alongside.foundation.models import Message
from alongside.foundation.sending import may_send
from alongside.people import signals
from alongside.people.models import Consent

from . import issue_todo
from .actions import issue_sending
from .models import Issue
from .queries import archive, sending

PREFIX = "outreach.issue:"


def register() -> None:
    """Called once, when the house starts."""
    navigation.add(_("Newsletters"), "outreach:archive", 16, area="footer")
    navigation.add(
        _("Write newsletters"), "outreach:run_issues", 59, navigation.Group.NEWS, doors.COORDINATORS
    )
    jobs.register("outreach.send_issues", send_issues, jobs.every(timedelta(minutes=1)))
    waiting.register("outreach.issues", issue_todo.waits)
    sources.register(sources.Kind("newsletter", _("A newsletter"), archive.find, archive.read))
    may_send.register("outreach.issues", no_longer)
    signals.consent_withdrawn.connect(leave_words_out, dispatch_uid="outreach.issues")


def send_issues() -> None:
    """Begin what is scheduled and due; take copies off the lists of those who stopped the newsletter."""
    issue_sending.send_due(by=actors.SYSTEM)
    issue_sending.withhold_by_hand(by=actors.SYSTEM)


def no_longer(messages: Sequence[Message]) -> Mapping[UUID, str]:
    """Those of a batch who do not get the newsletter any more. Four queries for each issue in the batch."""
    mine: dict[int, list[Message]] = defaultdict(list)
    for message in messages:
        if message.mailing_id and message.about.startswith(PREFIX):
            mine[int(message.about.removeprefix(PREFIX))].append(message)
    found: dict[UUID, str] = {}
    for issue in Issue.objects.filter(pk__in=mine):
        of_issue = mine[issue.pk]
        still = set(sending.still_wanting(issue, [int(one.key) for one in of_issue]))
        found |= {one.pk: issue_sending.NO_LONGER for one in of_issue if int(one.key) not in still}
    return found


def leave_words_out(consent: Consent, by: Actor, **kwargs: Any) -> None:
    """Somebody took their words back: what is on its way goes on without them."""
    issue_sending.stop_quoting(consent, by=by)
