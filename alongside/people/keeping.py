"""How long the hall keeps what has a limit."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, jobs, retention

from . import actions as people
from .models import MemberImport
from .queries import imports


def register() -> None:
    """Called once, when the house starts."""
    jobs.register("people.forget_old_imports", forget_old_imports, jobs.every(timedelta(days=1)))
    uploaded = _("after the list was uploaded")
    retention.register(
        retention.Timer(MemberImport, ("rows",), uploaded, imports.too_old, "people.forget_old_imports")
    )


def forget_old_imports() -> None:
    """Throw away lists of people that nobody took in."""
    people.forget_old_imports(by=actors.SYSTEM)
