"""The public figures that the till stands behind: those of the last quarter that is over."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from alongside.foundation import money
from alongside.foundation.figures import Figure, Source

from .models import PublishedQuarter
from .queries import quarters

Text = str | Promise

RULE = _(
    "Worked out once for each quarter of a year when it is over, and frozen. Quarters do not overlap, so that no two "
    "figures differ by one person. Fewer than 8 people are never shown, nor a share that leaves fewer than 8. "
    "People are rounded to 5, shares to 5 in a hundred, money to £10. A sum is hidden when one person has more than "
    "half of it."
)
LABELS: dict[str, Text] = {
    "payments.people_paid": _("people paid for taking part, in a quarter"),
    "payments.days_to_paid": _("days from taking part to being paid, for the person in the middle"),
    "payments.share_full": _("chose all of what we offered"),
    "payments.share_part": _("chose a part of what we offered"),
    "payments.share_none": _("chose no payment"),
    "payments.share_voucher": _("chose a voucher"),
    "payments.total_offered": _("offered to people who took part, in a quarter"),
    "payments.total_paid": _("paid to people who took part, in a quarter"),
    "payments.expenses_paid": _("paid back to people for their costs, in a quarter"),
    "payments.oldest_unpaid": _("days that the oldest unpaid payment had waited"),
}
DEFINITIONS: dict[str, Text] = {
    "payments.people_paid": _("People with at least one payment that finance said was paid in the quarter."),
    "payments.days_to_paid": _(
        "Each person counts once, with their longest wait. Half waited longer than this, half less."
    ),
    "payments.total_offered": _("The full offer for everybody who took part, whatever they chose of it."),
    "payments.total_paid": _("Payments and vouchers for taking part, without costs that were paid back."),
    "payments.expenses_paid": _("Costs that people paid first and got back. These are no earnings."),
    "payments.oldest_unpaid": _(
        "Days since somebody took part, or claimed costs, when the quarter was over."
    ),
}
CHOSEN = _("Each person counts once, by their last choice in the quarter. Every offer lets people choose.")


class PaymentFigures:
    """The provider registered with the foundation."""

    prefix = "payments"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(LABELS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with one query."""
        latest = PublishedQuarter.objects.first()
        return {figure_id: _figure(figure_id, latest) for figure_id in ids if figure_id in LABELS}


def _figure(figure_id: str, row: PublishedQuarter | None) -> Figure:
    known: dict[str, Any] = {
        "id": figure_id, "label": LABELS[figure_id], "rule": RULE,
        "definition": DEFINITIONS.get(figure_id, CHOSEN),
    }  # fmt: skip
    if row is None:
        return Figure(**known, status="not_recorded")
    known["as_of"] = quarters.next_start(row.starts_on) - timedelta(days=1)
    known["source"] = (Source(_("Payments on record, of one quarter of a year")),)
    found = row.figures.get(figure_id.partition(".")[2])
    if found is None:
        return Figure(**known, status="too_few")
    base = found.get("base")
    return Figure(
        **known, value=_value(figure_id, found["value"]), display=_display(figure_id, found["value"]), base=base,
        base_note=format_lazy(_("about {base} people"), base=base) if base else "", qualifier="about",
        unit="%" if ".share_" in figure_id else "",
    )  # fmt: skip


def _value(figure_id: str, value: int) -> float:
    return value / 100 if _is_money(figure_id) else value


def _display(figure_id: str, value: int) -> Text:
    if _is_money(figure_id):
        return money.in_pounds(value)
    if ".share_" in figure_id:
        return f"{value}%"
    if figure_id in ("payments.days_to_paid", "payments.oldest_unpaid"):
        return ngettext_lazy("%(count)d day", "%(count)d days", value) % {"count": value}
    return f"{value:,}"


def _is_money(figure_id: str) -> bool:
    return "total_" in figure_id or "expenses_" in figure_id
