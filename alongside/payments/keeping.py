"""How long the till keeps what has a limit."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.retention import Timer, register

from .models import PayTo, Receipt
from .queries import old


def prepare() -> None:
    """Called once, when the house starts."""
    answered = _("after it was uploaded, once it is answered and paid")
    register(
        Timer(PayTo, ("sealed",), _("after it was given"), old.details, "payments.forget_old_details"),
        Timer(Receipt, ("picture",), answered, old.receipts, "payments.forget_old_receipts"),
    )
