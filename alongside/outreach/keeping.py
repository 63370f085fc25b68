"""How long the room keeps what has a limit."""

from django.utils.translation import gettext_lazy as _

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
