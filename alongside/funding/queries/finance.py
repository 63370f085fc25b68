"""What waits for money: answers, instalments that are due or ready, changes, and awards to close."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.foundation import clock

from ..models import Award, Bid, Instalment, Variation
from ..models.decisions import FUNDS
from . import awards


def to_offer() -> QuerySet[Bid]:
    """Bids that people decided to fund and that have no award."""
    rows = Bid.objects.submitted().filter(decision__outcome__in=FUNDS, award=None)
    return rows.select_related("round__programme", "decision").order_by("decision__decided_at", "pk")


def unanswered() -> QuerySet[Award]:
    """Offers that wait for applicants, those to be answered first before the others."""
    return awards.with_everything(Award.objects.unanswered()).order_by("answer_by", "pk")


def _instalments() -> QuerySet[Instalment]:
    rows = Instalment.objects.filter(award__agreed_at__isnull=False, award__closed_at=None)
    return rows.select_related("award__bid__round__programme", "award__bid__organisation").order_by(
        "due_on", "pk"
    )


def to_pay() -> QuerySet[Instalment]:
    """Instalments that are ready: finance pays them."""
    return _instalments().filter(dropped_at=None, paid_at=None, ready_at__isnull=False)


def to_make_ready() -> QuerySet[Instalment]:
    """Instalments that nobody said are ready, the first due first."""
    return _instalments().filter(dropped_at=None, paid_at=None, ready_at=None)


def to_answer() -> QuerySet[Variation]:
    """Changes that applicants asked for, and that the centre has not answered."""
    rows = Variation.objects.open().filter(centre_agreed_at=None).order_by("pk")
    return rows.select_related("award__bid__round__programme")


def to_close() -> QuerySet[Award]:
    """Awards whose last day has passed."""
    rows = Award.objects.running().filter(ends_on__lt=clock.today())
    return awards.with_everything(rows).order_by("ends_on", "pk")
