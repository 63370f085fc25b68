"""What the tests about outcomes share: something that changed, made public or not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.projects import actions as projects
from alongside.projects.models import Confirmation, Outcome, Project
from alongside.projects.queries import outcomes

BY = actors.SYSTEM
BY_PHONE = people.Told(mode="phone", on=date(2026, 3, 1), read_back_and_agreed=True)
ANSWER: dict[str, Any] = {"stance": "agree", "independence": "outside"}


def changed(project: Project, **more: Any) -> Outcome:
    """Something that changed, as the team wrote it down."""
    given = {
        "what": "The club changed its opening hours.", "who_changed": "The club", "expected": "unexpected",
        "valence": "positive",
    } | more  # fmt: skip
    return projects.record_outcome(project, by=BY, **given)


def public(project: Project, **more: Any) -> Outcome:
    """The same, so that everybody can read it; the project too, whoever is in its team."""
    outcome = changed(project, **more)
    Project.objects.filter(pk=project.pk, published_at=None).update(published_at=clock.now())
    projects.check_outcome(outcome, seen=clock.now(), by=BY)
    outcome.refresh_from_db()
    return outcome


def shown(outcome: Outcome, *, everything: bool = False) -> outcomes.Shown:
    """An outcome as everybody reads it, or its team."""
    rows = outcomes.with_everything(Outcome.objects.filter(pk=outcome.pk))
    (one,) = outcomes.shown(rows, everything=everything)
    return one


def asked(outcome: Outcome, **answer: Any) -> Confirmation:
    """Somebody outside the team answered."""
    row = projects.ask_to_confirm(outcome, role="Head of a school", by=BY)
    return projects.answer_confirmation(row, by=BY, how="phone", **(ANSWER | answer))


def moment(year: int, month: int, day: int) -> datetime:
    """Noon of a day where the centre is."""
    return timezone.make_aware(datetime(year, month, day, 12))  # noqa: DTZ001 # made aware here
