"""How far a session has come, in a word and in steps."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.components import Kind

from ..models import Session

Text = str | Promise


@dataclass(frozen=True)
class State:
    """A state in words, with the look of its pill."""

    label: Text
    kind: Kind


CANCELLED = State(_("Cancelled"), "stopped")
COMPLETED = State(_("Complete"), "good")
DELIVERED = State(_("Took place"), "good")
READY = State(_("Ready"), "good")
ANNOUNCED = State(_("Announced"), "info")
DRAFT = State(_("Draft: nobody sees it yet"), "waiting")


def state(session: Session) -> State:
    """The state of a session today."""
    steps = (
        (session.cancelled_at, CANCELLED),
        (session.completed_at, COMPLETED),
        (session.delivered_at, DELIVERED),
        (session.ready_at, READY),
        (session.announced_at, ANNOUNCED),
    )
    return next((found for moment, found in steps if moment), DRAFT)
