"""How long the room keeps what people told it of their needs."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

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


def _details(now: datetime) -> QuerySet[Any]:
    return Adjustment.objects.filter(registration__session__in=access.past_keeping(now))


def _verdicts(now: datetime) -> QuerySet[Any]:
    return Verdict.objects.filter(adjustment__registration__session__in=access.past_keeping(now))
