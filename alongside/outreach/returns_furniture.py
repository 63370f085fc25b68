"""What mail that comes back adds to the house: who is not written to, news, a job, entrances, and what waits."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.foundation import actors, doors, jobs, navigation, signals, waiting
from alongside.foundation.models import Message
from alongside.foundation.sending import may_send

from . import actions as outreach
from .models import MailReturn
from .queries import returns


def register() -> None:
    """Called once, when the house starts. Receivers listen once they are imported."""
    may_send.register("outreach.suppressed", returns.withheld)
    jobs.register("outreach.forget_returns", forget_returns, jobs.every(timedelta(days=1)))
    waiting.register("outreach.returns", waiting_for)
    navigation.add(
        _("Mail that came back"), "outreach:mail_returns", 63, navigation.Group.NEWS, doors.COORDINATORS
    )
    navigation.add(
        _("Will our mail be believed?"),
        "outreach:check_sender",
        64,
        navigation.Group.NEWS,
        doors.COORDINATORS,
    )


@receiver(signals.mail_came_back)
def hear_return(message: Message, status: str, action: str, diagnostic: str, **kwargs: Any) -> None:
    """An email was refused or came back."""
    outreach.note_return(message, status=status, action=action, diagnostic=diagnostic, by=actors.SYSTEM)


@receiver(signals.mail_was_unwanted)
def hear_complaint(message: Message, **kwargs: Any) -> None:
    """A reader called an email unwanted."""
    outreach.note_complaint(message, by=actors.SYSTEM)


def forget_returns() -> None:
    """Delete old returns."""
    outreach.forget_returns(by=actors.SYSTEM)


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """For coordinators: mail that a person has to read."""
    if not doors.roles_of(request) & doors.COORDINATORS:
        return
    count = MailReturn.objects.to_read().count()
    if count:
        yield waiting.Waiting(
            title=ngettext(
                "%(count)d mail that came back is to read",
                "%(count)d mails that came back are to read",
                count,
            )
            % {"count": count},
            url=reverse("outreach:mail_returns") + "#to-read",
            hint=_t("Somebody answered, or a report that no machine understood."),
            status=_t("To do"),
            kind="attention",
        )
