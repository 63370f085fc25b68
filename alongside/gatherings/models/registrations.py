"""Who means to come, in what order, and who came. Two different facts."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import BringsKind, Mode

from .sessions import Session

EASY_LETTERS = "ACDEFHJKMNPRTUVWXY34679"


def new_code() -> str:
    """A short code that reads well on a letter, on the phone and on a small screen, such as K7FD3M."""
    return "".join(secrets.choice(EASY_LETTERS) for _n in range(6))


class Coming(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")


class RolePlaces(BaseModel):
    """At most so many places of one session are for people who bring one thing, such as researchers."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="places_by_role")
    brings = models.CharField(max_length=20, choices=BringsKind.choices)
    places = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(),
        "created_at": public(),
        "session": public(),
        "brings": public(),
        "places": public(),
    }

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "brings"], name="one_limit_for_a_role")]

    def __str__(self) -> str:
        return f"{self.places} {self.brings}"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> RegistrationQuerySet:
        """Registrations that were not cancelled."""
        return self.filter(cancelled_at=None)

    def placed(self) -> RegistrationQuerySet:
        """Those with a place."""
        return self.standing().exclude(placed_at=None)

    def waiting(self) -> RegistrationQuerySet:
        """Those on the waiting list, first come first."""
        return self.standing().filter(placed_at=None).order_by("queued_at", "pk")


class Registration(BaseModel):
    """One member means to come to one session. A supporter who comes along takes no place.

    `queued_at` is when they joined the queue that they are in: who changes from one way of coming to the
    other joins the end of the other queue. `code` checks them in.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="registrations")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="registrations")
    code = models.CharField(max_length=6, unique=True, default=new_code, editable=False)
    coming = models.CharField(max_length=10, choices=Coming.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    brings = models.CharField(max_length=20, choices=BringsKind.choices, blank=True)
    supporter_comes = models.BooleanField(default=False)
    message = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=clock.now)
    placed_at = models.DateTimeField(null=True, blank=True)
    promoted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": personal(KEEP), "member": personal(KEEP),
        "code": personal(KEEP), "coming": personal(KEEP), "how": personal(KEEP), "brings": personal(),
        "supporter_comes": personal(KEEP), "message": personal(), "queued_at": personal(KEEP),
        "placed_at": personal(KEEP), "promoted_at": personal(KEEP), "cancelled_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["session", "queued_at"], name="session_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], condition=Q(cancelled_at=None), name="one_registration_each"
            ),
            models.CheckConstraint(
                condition=Q(promoted_at=None) | Q(placed_at__isnull=False), name="promoted_means_placed"
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """On the waiting list."""
        return self.cancelled_at is None and self.placed_at is None

    @property
    def is_placed(self) -> bool:
        """With a place."""
        return self.cancelled_at is None and self.placed_at is not None


class CheckedIn(models.TextChoices):
    LIST = "list", _("From the list")
    CODE = "code", _("By code")
    PAPER = "paper", _("From paper, afterwards")
    SELF = "self", _("By themselves, with the code in the room")


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


class RoomCode(BaseModel):
    """A code that is shown in the room, with which people check themselves in."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="room_code")
    code = models.CharField(max_length=6, unique=True, default=new_code, editable=False)

    privacy = {"id": public(), "created_at": public(), "session": public(), "code": public()}

    def __str__(self) -> str:
        return f"room code of {self.session_id}"
