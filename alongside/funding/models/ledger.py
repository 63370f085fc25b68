"""The ledger: every movement of money of an award, written once and never changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .awards import Award, Instalment, Variation


class EntryKind(models.TextChoices):
    """What a movement is. Offered, granted and paid are three different sums."""

    OFFERED = "offered", _("Offered")
    GRANTED = "granted", _("Granted")
    WRITTEN_BACK = "written_back", _("Written back: granted, and not needed")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Came back unspent")


OFFERED = (EntryKind.OFFERED,)
GRANTED = (EntryKind.GRANTED, EntryKind.WRITTEN_BACK)
PAID = (EntryKind.PAID, EntryKind.RETURNED)
"""The kinds that each of the three sums adds up."""


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    def update(self, **changes: Any) -> int:
        raise TypeError("The ledger stays as it was written. Write an entry that takes the wrong one back.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The ledger stays as it was written. Write an entry that takes the wrong one back.")


class LedgerEntry(BaseModel):
    """One movement in signed pence. A mistake is taken back by an entry of its own (`reverses`), never by a change.

    `reference` is finance's own, as it stands on the statement; `attempt` counts how often an instalment was sent.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    pence = models.BigIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=40, blank=True)
    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    variation = models.ForeignKey(
        Variation, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    attempt = models.PositiveSmallIntegerField(default=1)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    why = models.TextField(blank=True)
    by = models.CharField(max_length=40)

    objects = LedgerQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "award": public(), "kind": public(), "pence": public(),
        "on": public(), "reference": personal(KEEP), "instalment": public(), "variation": public(),
        "attempt": public(), "reverses": public(), "why": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(pence=0), name="an_entry_moves_something"),
            models.CheckConstraint(
                condition=~Q(kind="paid")
                | Q(pence__gt=0, reverses=None)
                | Q(pence__lt=0, reverses__isnull=False),
                name="what_is_paid_goes_out",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["returned", "written_back"])
                | Q(pence__lt=0, reverses=None)
                | Q(pence__gt=0, reverses__isnull=False),
                name="what_came_back_comes_in",
            ),
            models.CheckConstraint(
                condition=~Q(kind="paid") | Q(instalment__isnull=False) & ~Q(reference=""),
                name="what_is_paid_names_instalment_and_reference",
            ),
            models.UniqueConstraint(
                fields=["instalment", "attempt"],
                condition=Q(kind="paid", reverses=None),
                name="an_instalment_is_paid_once",
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(kind="paid", reverses=None),
                name="a_finance_reference_pays_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pence} of {self.award_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError(
                "The ledger stays as it was written. Write an entry that takes the wrong one back."
            )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The ledger stays as it was written. Write an entry that takes the wrong one back.")
