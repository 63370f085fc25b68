"""What is offered, in figures and in words."""

from collections.abc import Sequence

from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import money
from alongside.foundation.record import key_of
from alongside.people.models import Member

from .. import rules
from ..models import Choosing, Offer, Unit

Text = str | Promise

FOR_UNIT: dict[str, Text] = {
    Unit.HALF_HOUR: gettext_lazy("for about 30 minutes"),
    Unit.HOUR: gettext_lazy("for about one hour"),
    Unit.TWO_HOURS: gettext_lazy("for about two hours"),
    Unit.HALF_DAY: gettext_lazy("for half a day"),
    Unit.DAY: gettext_lazy("for a full day"),
    Unit.DAY_AND_PREPARATION: gettext_lazy("for a full day with preparation"),
    Unit.TOP_ROLE: gettext_lazy("for a role with much responsibility"),
}
COVERED: dict[str, Text] = {
    "travel": gettext_lazy("travel"),
    "care": gettext_lazy("care"),
    "data": gettext_lazy("phone data"),
    "support": gettext_lazy("a supporter"),
    "other": gettext_lazy("other costs"),
}


def current(about: models.Model) -> Offer | None:
    """What is offered for a thing today, if anything was said about it."""
    return Offer.objects.filter(about=key_of(about), ended_at=None).select_related("rate__card").first()


def words(offer: Offer) -> str:
    """The whole offer: "£55 for about two hours. We cover travel and care." """
    return " ".join(part for part in (_paid(offer), _covered(offer)) if part)


def short_words(offer: Offer) -> str:
    """The amount alone: "£55", or that nothing is paid."""
    return money.in_pounds(offer.pence) if offer.pence else _("No payment")


def kinds_for(offer: Offer, member: Member) -> list[tuple[str, Text]]:
    """What this member can choose, with the amount in words. Vouchers come first for those under 18."""
    amount = money.in_pounds(offer.pence)
    kinds: list[tuple[str, Text]] = [
        (Choosing.FULL, format_lazy(gettext_lazy("All of it: {amount}"), amount=amount)),
        (Choosing.PART, gettext_lazy("Part of it")),
        (Choosing.NONE, gettext_lazy("No payment")),
    ]
    if not offer.vouchers:
        return kinds
    voucher = (Choosing.VOUCHER.value, format_lazy(gettext_lazy("A voucher of {amount}"), amount=amount))
    return [voucher, *kinds] if rules.vouchers_first(member) else [kinds[0], kinds[1], voucher, kinds[2]]


def _paid(offer: Offer) -> str:
    if not offer.pence:
        return _("No payment.")
    unit = FOR_UNIT.get(offer.unit)
    amount = money.in_pounds(offer.pence)
    return f"{amount} {unit}." if unit else _("%(amount)s for taking part.") % {"amount": amount}


def _covered(offer: Offer) -> str:
    costs = [str(COVERED[kind]) for kind in offer.expenses if kind in COVERED]
    return _("We cover %(costs)s.") % {"costs": listed(costs)} if costs else ""


def listed(things: Sequence[str]) -> str:
    """Things in a row, as they are said: "travel, care and phone data"."""
    if len(things) < 2:
        return "".join(things)
    return _("%(first)s and %(last)s") % {"first": ", ".join(things[:-1]), "last": things[-1]}
