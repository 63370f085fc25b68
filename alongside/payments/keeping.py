"""How long the till keeps what has a limit."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing
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
    processing.register(
        processing.Activity(
            room="payments",
            title=_("Payments and expenses"),
            purpose=_("To pay people for their time and costs, and to account for it."),
            whose=_("Everybody who is offered money or asks costs back."),
            holds=_(
                "What was offered, chosen and paid; receipts; bank details, encrypted, until they are used."
            ),
            basis=processing.DUTY,
            seen_by=_("Finance. Coordinators see what was offered and whether it was paid."),
            after=_("Sums and days, as tax law asks for six years, without the name."),
            given_to=_(
                "Whoever pays for the centre (its finance office), and HM Revenue and Customs where "
                "the law asks for it."
            ),
        ),
    )
