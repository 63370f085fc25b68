"""How long the noticeboard keeps what people said of themselves for a lottery."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.retention import Timer, register

from .models import Volunteered
from .models.lottery import MOST_DAYS


def prepare() -> None:
    """Called once, when the house starts. Where there was a draw, answers go sooner: some days after it."""
    after = _("after the last day of an opportunity that was never drawn, or sooner after a draw")
    register(Timer(Volunteered, ("value",), after, _never_drawn, "opportunities.forget"))


def _never_drawn(now: datetime) -> QuerySet[Any]:
    last = timezone.localtime(now).date() - timedelta(days=MOST_DAYS)
    return Volunteered.objects.filter(
        interest__opportunity__pool=None, interest__opportunity__closes_on__lt=last
    )
