"""How long the hall keeps what has a limit."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, jobs, processing, retention

from . import actions as people
from .models import MemberImport, RightsRequest
from .queries import imports, rights_requests


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("people.forget_old_imports", forget_old_imports, jobs.every(timedelta(days=1)))
    jobs.register("people.forget_old_requests", forget_old_requests, jobs.every(timedelta(days=1)))
    uploaded, asked = _("after the list was uploaded"), ("called", "contact", "words", "answer")
    retention.register(
        retention.Timer(MemberImport, ("rows",), uploaded, imports.too_old, "people.forget_old_imports"),
        retention.Timer(
            RightsRequest, asked, _("after the answer"), rights_requests.too_old, "people.forget_old_requests"
        ),
    )
    processing.register(
        processing.Activity(
            room="people",
            title=_("Requests about data"),
            purpose=_("To answer what people ask about their data, and to be able to show it."),
            whose=_("Everybody who asks, member or not."),
            holds=_("What they asked, when, and our answer; for others than members, how to reach them."),
            basis=processing.DUTY,
            seen_by=_("Coordinators."),
            after=_("That something was asked and answered, without words."),
            tables=("RightsRequest",),
        ),
        processing.Activity(
            room="people",
            title=_("The network"),
            purpose=_("To know who takes part, how to reach them, and what they would like to do."),
            whose=_("Members, the people who support them, and guardians of those under 16."),
            holds=_(
                "What they are called, how to reach them, what they bring and like, their roles, what "
                "they agreed to."
            ),
            basis=processing.TASK,
            seen_by=_("Coordinators. Other members see only what somebody shares in the directory."),
            after=_(
                "That somebody was here from one day to another, without name or address, and a keyed "
                "hash of each address so that no list brings them back."
            ),
        ),
    )


def forget_old_imports() -> None:
    """Throw away lists of people that nobody took in."""
    people.forget_old_imports(by=actors.SYSTEM)


def forget_old_requests() -> None:
    """Empty what was asked and answered three years ago."""
    people.forget_old_requests(by=actors.SYSTEM)
