"""How long the noticeboard keeps what people said of themselves for a lottery."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing
from alongside.foundation.retention import Timer, register

from .models import Volunteered
from .models.lottery import MOST_DAYS


def prepare() -> None:
    """Called once, when the house starts. Where there was a draw, answers go sooner: some days after it."""
    after = _("after the last day of an opportunity that was never drawn, or sooner after a draw")
    register(Timer(Volunteered, ("value",), after, _never_drawn, "opportunities.forget"))
    processing.register(
        processing.Activity(
            room="opportunities",
            title=_("Opportunities"),
            purpose=_("To offer things to do, and to fill places openly."),
            whose=_("Everybody who is interested in something."),
            holds=_("What they are interested in, and what was decided and why."),
            basis=processing.TASK,
            seen_by=_("Coordinators."),
            after=_("How many were interested and chosen."),
        ),
        processing.Activity(
            room="opportunities",
            title=_("Fair lotteries"),
            purpose=_("To draw a group that is as varied as it was promised to be."),
            whose=_("Everybody who volunteers something about themselves for one lottery."),
            holds=_("Answers to the questions of one lottery, which may be about health or origin."),
            basis=processing.CONSENT,
            seen_by=_("Nobody reads single answers. The draw can be checked by codes."),
            after=_("Nothing."),
            tables=("Volunteered", "Pool"),
            special=processing.EXPLICIT,
        ),
    )


def _never_drawn(now: datetime) -> QuerySet[Any]:
    last = timezone.localtime(now).date() - timedelta(days=MOST_DAYS)
    return Volunteered.objects.filter(
        interest__opportunity__pool=None, interest__opportunity__closes_on__lt=last
    )
