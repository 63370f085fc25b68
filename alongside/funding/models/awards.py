"""Awards: what was offered to one bid and agreed, in which instalments it is paid, and what was changed on the way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode, Recording
from alongside.projects.models import Project

from .bids import Bid


class AwardQuerySet(models.QuerySet["Award"]):
    def standing(self) -> AwardQuerySet:
        """Those that were neither turned down nor taken back."""
        return self.filter(declined_at=None, withdrawn_at=None)

    def agreed(self) -> AwardQuerySet:
        """Those that the applicants accepted."""
        return self.exclude(agreed_at=None)

    def public(self) -> AwardQuerySet:
        """Agreed, of rounds that were announced: everybody who applied heard first."""
        return self.agreed().filter(bid__round__announcement__isnull=False)

    def unanswered(self) -> AwardQuerySet:
        """Offers that wait for the applicants."""
        return self.standing().filter(agreed_at=None)

    def running(self) -> AwardQuerySet:
        """Agreed and not closed."""
        return self.agreed().filter(closed_at=None)


class Award(BaseModel):
    """What was offered to one bid. Sums are in pence; `pence` is the first offer and never moves.

    What was offered, granted and paid are three sums, each of which the ledger adds up (`queries.money`). `ends_on`
    moves with extensions; `planned_end_on` is the end that was first agreed, and stays. Public once it
    is agreed and its round was announced.
    `builds_on` is the award of an earlier round that this one carries further.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="award")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="awards")
    reference = models.CharField(max_length=9, unique=True)
    pence = models.PositiveBigIntegerField()
    purpose = models.TextField()
    over_cap_because = models.TextField(blank=True)
    builds_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="led_to"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    planned_end_on = models.DateField()
    answer_by = models.DateField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=40, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)
    spent_pence = models.PositiveBigIntegerField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = AwardQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "bid": public(), "project": public(), "reference": public(),
        "pence": public(), "purpose": public(), "over_cap_because": public(), "builds_on": public(),
        "starts_on": public(), "ends_on": public(), "planned_end_on": public(), "answer_by": personal(KEEP),
        "agreed_at": public(), "agreed_on": public(), "agreed_by": personal(KEEP), "declined_at": personal(KEEP),
        "declined_by": personal(KEEP), "how": personal(KEEP), "recording": personal(KEEP),
        "withdrawn_at": personal(KEEP), "withdrawn_by": personal(KEEP), "withdrawn_because": personal(KEEP),
        "closed_at": public(), "closed_by": personal(KEEP), "spent_pence": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="an_award_is_of_something"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), planned_end_on__gte=F("starts_on")),
                name="an_award_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_on=None, agreed_by="")
                | Q(agreed_at__isnull=False, agreed_on__isnull=False, declined_at=None, withdrawn_at=None)
                & ~Q(agreed_by=""),
                name="an_offer_is_answered_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by="")
                | Q(declined_at__isnull=False, withdrawn_at=None) & ~Q(declined_by=""),
                name="an_offer_is_declined_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="an_offer_is_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="", spent_pence=None)
                | Q(closed_at__isnull=False, agreed_at__isnull=False, spent_pence__isnull=False)
                & ~Q(closed_by=""),
                name="an_award_is_closed_with_its_final_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.reference}"


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    def standing(self) -> InstalmentQuerySet:
        """Those that were not taken out of the plan."""
        return self.filter(dropped_at=None)

    def unpaid(self) -> InstalmentQuerySet:
        """Those that wait to be paid."""
        return self.standing().filter(paid_at=None)

    def to_pay(self) -> InstalmentQuerySet:
        """Those that somebody said are ready: finance pays them, the oldest first."""
        return self.unpaid().exclude(ready_at=None).order_by("due_on", "pk")


class Instalment(BaseModel):
    """A part of an award, in pence, that is paid at once. A condition is met when somebody says that it is ready.

    Whoever says so is not who pays (two pairs of eyes). An empty condition asks for nothing.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    pence = models.PositiveBigIntegerField()
    due_on = models.DateField()
    condition = models.TextField(blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    ready_by = models.CharField(max_length=40, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = InstalmentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "award": public(), "position": public(), "pence": public(),
        "due_on": public(), "condition": public(), "ready_at": public(), "ready_by": personal(KEEP),
        "paid_at": public(), "dropped_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["award", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="an_instalment_is_of_something"),
            models.UniqueConstraint(
                fields=["award", "position"], condition=Q(dropped_at=None), name="an_instalment_has_its_place"
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None, ready_by="") | Q(ready_at__isnull=False) & ~Q(ready_by=""),
                name="an_instalment_is_ready_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None) | Q(ready_at__isnull=False, dropped_at=None),
                name="only_what_is_ready_is_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"instalment {self.position} of {self.award_id}"


class VariationKind(models.TextChoices):
    """What of an award is changed."""

    EXTENSION = "extension", _("A later end")
    AMOUNT = "amount", _("Another sum")
    PURPOSE = "purpose", _("Another purpose")


class VariationQuerySet(models.QuerySet["Variation"]):
    def open(self) -> VariationQuerySet:
        """Those that one of the two sides has not answered."""
        return self.filter(applied_at=None, refused_at=None)


class Variation(BaseModel):
    """A change of an award, which counts once the applicants and the centre both agreed. What was before stays.

    Which of the two columns is filled depends on the kind: days for an extension, pence for a sum, words for a purpose.
    `over_pot_because` is why a larger sum goes over the pot of the round, for everybody to read.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="variations")
    kind = models.CharField(max_length=10, choices=VariationKind.choices)
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    from_pence = models.PositiveBigIntegerField(null=True, blank=True)
    to_pence = models.PositiveBigIntegerField(null=True, blank=True)
    from_words = models.TextField(blank=True)
    to_words = models.TextField(blank=True)
    reason = models.TextField()
    over_pot_because = models.TextField(blank=True)
    applicants_agreed_at = models.DateTimeField(null=True, blank=True)
    applicants_agreed_by = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    centre_agreed_at = models.DateTimeField(null=True, blank=True)
    centre_agreed_by = models.CharField(max_length=40, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.CharField(max_length=40, blank=True)
    refused_because = models.TextField(blank=True)
    by = models.CharField(max_length=40)

    objects = VariationQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "award": public(), "kind": public(), "from_day": public(),
        "to_day": public(), "from_pence": public(), "to_pence": public(), "from_words": public(),
        "to_words": public(), "reason": personal(KEEP), "over_pot_because": public(), "applicants_agreed_at": public(),
        "applicants_agreed_by": personal(KEEP), "how": personal(KEEP), "recording": personal(KEEP),
        "centre_agreed_at": public(), "centre_agreed_by": personal(KEEP), "applied_at": public(),
        "refused_at": personal(KEEP), "refused_by": personal(KEEP), "refused_because": personal(KEEP),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="extension", from_day__isnull=False, to_day__gt=F("from_day"))
                | Q(kind="amount", from_pence__isnull=False, to_pence__gt=0)
                | Q(kind="purpose") & ~Q(to_words=""),
                name="a_variation_says_from_what_to_what",
            ),
            models.UniqueConstraint(
                fields=["award", "kind"],
                condition=Q(applied_at=None, refused_at=None),
                name="one_open_variation_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None)
                | Q(applicants_agreed_at__isnull=False, centre_agreed_at__isnull=False, refused_at=None),
                name="a_variation_counts_when_both_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.award_id}"
