"""How long the room keeps what has a limit."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing
from alongside.foundation.retention import Timer, register

from .models import MailReturn, Opened, SignUp, SubscriberList
from .queries import old


def prepare() -> None:
    """Called once, when the house starts."""
    typed, job = _("after it was typed into the form"), "outreach.forget_sign_ups"
    came_back = ("fingerprint", "diagnostic", "subject", "text")
    register(
        Timer(SignUp, ("email", "called"), typed, old.sign_ups, job),
        Timer(SubscriberList, ("rows",), _("after the list was uploaded"), old.lists, job),
        Timer(
            Opened,
            ("member", "page", "at"),
            _("after the page was opened"),
            old.opened,
            "outreach.forget_opened",
        ),
        Timer(MailReturn, came_back, _("after the mail came back"), old.returns, "outreach.forget_returns"),
    )
    processing.register(
        processing.Activity(
            room="outreach",
            title=_("Newsletter and round-ups"),
            purpose=_("To send people the news they asked for, by the way they chose."),
            whose=_("Subscribers, members or not."),
            holds=_(
                "Address, name if given, topics, language, and the exact words they agreed to, and when."
            ),
            basis=processing.CONSENT,
            seen_by=_("Coordinators."),
            after=_("A keyed hash of the address, so that nobody writes there again, and how many agreed."),
            given_to=_("The centre’s mail provider, who delivers emails."),
        ),
    )
