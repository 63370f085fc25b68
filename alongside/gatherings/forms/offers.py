"""What is paid for a session: a rate of today's card, an amount of its own, or nothing."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.payments.models import Cost, Offer, Rate
from alongside.payments.queries import offers, rates

OTHER, NOTHING = "other", "nothing"


class OfferForm(forms.Form):
    """People read this before they sign up. A later rate changes nothing for this session."""

    paid = forms.ChooseOne(label=_("What is paid for taking part?"), missing=_("Choose what is paid."))
    pounds = forms.NumberField(
        label=_("The other amount, in pounds"),
        required=False, needed_sometimes=True, whole=False, min_value=0, max_value=10000,
        width="5",
    )  # fmt: skip
    expenses = forms.ChooseSeveral(
        label=_("Which costs are covered?"), choices=Cost.choices, required=False, small=True
    )
    vouchers = forms.YesNo(label=_("Can people have a voucher instead?"), initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rates: dict[str, Rate] = {str(rate.pk): rate for rate in rates.rates_today()}
        field: Any = self.fields["paid"]
        field.choices = [
            *((pk, _in_words(rate)) for pk, rate in self.rates.items()),
            (OTHER, _("Another amount")),
            (NOTHING, _("Nothing is paid")),
        ]
        field.widget.or_before = OTHER if self.rates else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("paid") == OTHER and cleaned.get("pounds") is None and "pounds" not in self.errors:
            self.add_error("pounds", _("Write the amount in pounds, like 25 or 27.50."))
        pounds = cleaned.get("pounds")
        if isinstance(pounds, Decimal) and pounds * 100 != (pounds * 100).to_integral_value():
            self.add_error("pounds", _("Write at most two numbers after the point, like 27.50."))
        return cleaned

    def offer(self) -> dict[str, Any]:
        """What `offer_payment` takes."""
        paid = self.cleaned_data["paid"]
        covered = {"expenses": self.cleaned_data["expenses"], "vouchers": self.cleaned_data["vouchers"]}
        if paid == NOTHING:
            return covered | {"pence": 0, "vouchers": False}
        if paid == OTHER:
            return covered | {"pence": int(self.cleaned_data["pounds"] * 100)}
        return covered | {"rate": self.rates[paid]}


def _in_words(rate: Rate) -> str:
    return f"{offers.short_words(Offer(pence=rate.pence))}: {rate.get_unit_display()}"


def as_initial(offer: Offer | None) -> dict[str, Any]:
    """An offer as the form shows it."""
    if offer is None:
        return {"expenses": ["travel", "care"]}
    of_rate = offer.rate_id is not None
    paid = str(offer.rate_id) if of_rate else OTHER if offer.pence else NOTHING
    return {
        "paid": paid, "pounds": None if of_rate or not offer.pence else Decimal(offer.pence) / 100,
        "expenses": offer.expenses, "vouchers": offer.vouchers,
    }  # fmt: skip
