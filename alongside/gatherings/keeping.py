"""How long the room keeps what people told it of their needs."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing
from alongside.foundation.retention import Timer, register

from .models import Adjustment, Verdict
from .queries import access

JOB = "gatherings.delete_access_details"


def prepare() -> None:
    """Called once, when the house starts."""
    after = _("after the session")
    register(
        Timer(Adjustment, ("detail", "answer", "supplier"), after, _details, JOB),
        Timer(Verdict, ("words",), after, _verdicts, JOB),
    )
    processing.register(
        processing.Activity(
            room="gatherings",
            title=_("Sessions"),
            purpose=_("To hold sessions, to keep places fairly, and to answer what was said."),
            whose=_("Everybody who registers, helps, comes or says something."),
            holds=_("Places, attendance, what was said, feedback, minutes."),
            basis=processing.TASK,
            seen_by=_(
                "Coordinators, and those who run the session. What was said is public without a name "
                "unless somebody wants theirs."
            ),
            after=_("How many came, and what was said, without the name."),
        ),
        processing.Activity(
            room="gatherings",
            title=_("What people need to take part"),
            purpose=_("To arrange what somebody needs to come and take part."),
            whose=_("Everybody who tells us of a need."),
            holds=_("What is needed and what was arranged, which may say something about health."),
            basis=processing.CONSENT,
            seen_by=_("Only the people who arrange it. Each look is on record."),
            after=_("Nothing but sums: how many needs were met."),
            tables=("AccessNeed", "Adjustment", "Verdict"),
            special=processing.EXPLICIT,
            given_to=_("Suppliers such as interpreters or taxis: only what they need to do their work."),
        ),
    )


def _details(now: datetime) -> QuerySet[Any]:
    return Adjustment.objects.filter(registration__session__in=access.past_keeping(now))


def _verdicts(now: datetime) -> QuerySet[Any]:
    return Verdict.objects.filter(adjustment__registration__session__in=access.past_keeping(now))
