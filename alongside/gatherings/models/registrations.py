"""Who means to come, in what order, and who came. Two different facts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public
from alongside.people.models import BringsKind, Mode

from .sessions import Session


class Coming(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> RegistrationQuerySet:
        """Registrations that were not cancelled."""
        return self.filter(cancelled_at=None)

    def placed(self) -> RegistrationQuerySet:
        """Those with a place."""
        return self.standing().exclude(placed_at=None)

    def waiting(self) -> RegistrationQuerySet:
        """Those on the waiting list, first come first."""
        return self.standing().filter(placed_at=None).order_by("created_at", "pk")


class Registration(BaseModel):
    """One member means to come to one session. A supporter who comes along takes no place."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="registrations")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="registrations")
    coming = models.CharField(max_length=10, choices=Coming.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    brings = models.CharField(max_length=20, choices=BringsKind.choices, blank=True)
    supporter_comes = models.BooleanField(default=False)
    message = models.TextField(blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    promoted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": personal(KEEP), "member": personal(KEEP),
        "coming": personal(KEEP), "how": personal(KEEP), "brings": personal(DELETE), "supporter_comes": personal(KEEP),
        "message": personal(), "placed_at": personal(KEEP), "promoted_at": personal(KEEP),
        "cancelled_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], condition=Q(cancelled_at=None), name="one_registration_each"
            )
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class CheckedIn(models.TextChoices):
    LIST = "list", _("From the list")
    CODE = "code", _("By code")
    PAPER = "paper", _("From paper, afterwards")


class Attendance(BaseModel):
    """Somebody came. Published attendance is the number of these rows, never a typed number."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="attendance")
    coming = models.CharField(max_length=10, choices=Coming.choices)
    how = models.CharField(max_length=6, choices=CheckedIn.choices)
    marked_by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "registration": personal(KEEP), "coming": personal(KEEP),
        "how": personal(KEEP), "marked_by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"attendance of {self.registration_id}"
