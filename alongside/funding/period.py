"""What this room tells of a period: rounds, awards, and what was offered, granted and paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import money as pounds
from alongside.foundation import reporting
from alongside.foundation.figures import Figure, Source
from alongside.foundation.reporting import Listed, Part, Row

from .models import Award, LedgerEntry, RecipientKind, Round
from .queries import awards, money

Text = str | Promise
RULE = _(
    "Added up from the ledger of these days. Awards to one person are left out, so that no sum of one person shows."
)
SUMS: dict[str, tuple[Text, Text]] = {
    "offered": (_("offered"), _("What was offered in these days for awards that were accepted.")),
    "granted": (
        _("granted"),
        _("What both sides agreed in these days, with changes, without what was written back."),
    ),
    "paid": (_("paid"), _("What left the centre in these days, without what came back.")),
}


def tell(begins: date, ends: date) -> Iterator[Part]:
    """Chapter "funding". A constant number of queries, one more for each currency."""
    days, page = (begins, ends), reverse("funding:awards")
    opened = [
        Row(timezone.localtime(row.opened_at).date(), row.title, reverse("funding:round", args=[row.slug]))
        for row in Round.objects.public().filter(opened_at__date__range=days)
        if row.opened_at
    ]
    agreed = Award.objects.public().filter(agreed_on__range=days)
    shown = [row for row in awards.public().filter(agreed_on__range=days) if row.agreed_on]
    listed = [
        Row(row.agreed_on, row.bid.title, reverse("funding:award", args=[row.reference]))
        for row in shown
        if row.agreed_on and not awards.is_for_a_person(row)
    ]
    listed.sort(key=lambda row: row.on, reverse=True)
    accepted = _("Awards that the applicants accepted in these days.")
    yield Part(
        "funding",
        [
            reporting.of_records(
                "period.awards", _("awards that were accepted"), agreed.count(), accepted, ends, page, _("Every award")
            ),
            *_sums(begins, ends, page),
        ],
        [
            Listed(_("Rounds that opened"), _("Calls for bids that opened in these days."), opened),
            Listed(_("Awards that were accepted"), accepted, listed),
        ],
    )  # fmt: skip


def _sums(begins: date, ends: date, page: str) -> Iterator[Figure]:
    """Offered, granted and paid in the period, in each currency that there is."""
    entries = LedgerEntry.objects.filter(on__range=(begins, ends)).order_by()
    entries = entries.filter(award__in=Award.objects.public().order_by())
    entries = entries.filter(award__bid__recipient_kind__in=(RecipientKind.ORGANISATION, RecipientKind.GROUP))
    currency = "award__bid__round__programme__currency"
    for row in entries.values(currency).annotate(**money.added()).order_by(currency):
        for name, (label, definition) in SUMS.items():
            yield Figure(
                id=f"period.{name}.{row[currency].lower()}", label=label, value=row[name] / 100,
                display=pounds.in_currency(row[name], row[currency]), as_of=ends, definition=definition, rule=RULE,
                source=(Source(_("Every award"), page),),
            )  # fmt: skip
