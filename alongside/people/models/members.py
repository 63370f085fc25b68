"""Members, what they bring, who helps them, and the roles they hold."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.doors import Role
from alongside.foundation.models import BaseModel
from alongside.foundation.paper_codes import EASY_LETTERS
from alongside.foundation.privacy import DELETE, KEEP, personal, public


class Mode(models.TextChoices):
    WEB = "web", _("On the web")
    PHONE = "phone", _("By phone")
    POST = "post", _("By post")
    IN_PERSON = "in_person", _("In person")


class ReachBy(models.TextChoices):
    EMAIL = "email", _("Email")
    PHONE = "phone", _("Phone call")
    POST = "post", _("Letter by post")
    SUPPORTER = "supporter", _("Through someone who supports me")


class AgeGuard(models.TextChoices):
    ADULT = "adult", _("18 or over")
    SIXTEEN = "16-17", _("16 or 17")
    UNDER_16 = "under-16", _("Under 16")
    UNKNOWN = "unknown", _("Not known")


class BringsKind(models.TextChoices):
    RESEARCHER = "researcher", _("Researcher")
    PATIENT = "patient", _("Patient")
    PRACTITIONER = "practitioner", _("Practitioner")
    CARER = "carer", _("Carer")
    COMMUNITY = "community", _("Community member")


def new_reference() -> str:
    """A short name for a record that reads well on paper and on the phone, such as K7FD-3MXA."""
    letters = "".join(secrets.choice(EASY_LETTERS) for _n in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def stayed(member: str = "pk") -> models.Q:
    """That somebody has not left: the member who is under this name in a question.

    PostgreSQL expects `leaving=None` to be rare, and looks for such members one by one; of this it knows better.
    """
    return ~models.Q(Exists(Leaving.objects.filter(member=OuterRef(member))))


class MemberQuerySet(models.QuerySet["Member"]):
    def here(self) -> MemberQuerySet:
        """Members who have not left."""
        return self.filter(stayed())


class Member(BaseModel):
    """A person in the community. `called` is the name to be called by; nothing more is asked for."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="member"
    )
    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    called = models.CharField(max_length=100)
    full_name = models.CharField(max_length=200, blank=True)
    reach_by = models.CharField(max_length=10, choices=ReachBy.choices)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    brings_in_own_words = models.TextField(blank=True)
    interests = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    language = models.CharField(max_length=16, default="en")
    age_guard = models.CharField(max_length=10, choices=AgeGuard.choices, default=AgeGuard.UNKNOWN)
    invented = models.BooleanField(default=False)
    joined_on = models.DateField(default=clock.today)

    objects = MemberQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "account": personal(), "reference": personal(KEEP),
        "called": personal(), "full_name": personal(), "reach_by": personal(KEEP), "email": personal(),
        "phone": personal(), "address": personal(), "brings_in_own_words": personal(),
        "interests": personal(), "languages": personal(), "language": personal(KEEP),
        "age_guard": personal(KEEP), "invented": public(), "joined_on": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["called", "pk"]
        indexes = [
            models.Index(fields=["called", "id"], name="members_by_name"),
            models.Index(Upper("email"), name="members_by_email"),
        ]

    def __str__(self) -> str:
        return f"member {self.reference}"

    @property
    def is_young(self) -> bool:
        """Under 18, or not known to be 18: then no public name or photo."""
        return self.age_guard != AgeGuard.ADULT

    @property
    def has_left(self) -> bool:
        """Whether the member left and was erased."""
        return hasattr(self, "leaving")


class Brings(BaseModel):
    """One thing that a member brings; anybody may bring several."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="brings")
    kind = models.CharField(max_length=20, choices=BringsKind.choices)

    privacy = {"id": public(), "created_at": public(), "member": personal(KEEP), "kind": personal(DELETE)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="one_row_per_kind")]

    def __str__(self) -> str:
        return self.kind


class Recording(BaseModel):
    """Somebody wrote something down for a member: how, when, who, and whether it was read back and agreed.

    A `confidential` one is about what they need to take part: coordinators do not see that it is there.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recordings")
    what = models.CharField(max_length=80)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    on = models.DateField()
    written_by = models.CharField(max_length=40)
    read_back_and_agreed = models.BooleanField()
    note = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "what": personal(KEEP),
        "confidential": public(), "mode": personal(KEEP), "on": personal(KEEP), "written_by": personal(KEEP),
        "read_back_and_agreed": personal(KEEP), "note": personal(),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(mode=Mode.WEB), name="written_down_by_somebody")]

    def __str__(self) -> str:
        return self.what


class Supporter(BaseModel):
    """Somebody through whom a member is reached: a carer, parent, personal assistant or friend."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="supporter")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "name": personal(DELETE),
        "relation": personal(), "email": personal(), "phone": personal(), "address": personal(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"supporter of {self.member}"


class Guardian(BaseModel):
    """A parent or guardian of a member under 16, and their agreement."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="guardian")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=10, choices=Mode.choices, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "name": personal(DELETE),
        "email": personal(), "phone": personal(), "agreed_at": personal(KEEP), "agreed_how": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"guardian of {self.member}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def held_on(self, day: date) -> AppointmentQuerySet:
        """Appointments in force on a day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Appointment(BaseModel):
    """A role that a member holds, in a context, for a time."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    context = models.CharField(max_length=80, blank=True)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "role": personal(DELETE),
        "context": personal(KEEP), "since": personal(KEEP), "until": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "role", "context"], condition=Q(until=None), name="a_role_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} since {self.since}"


class Leaving(BaseModel):
    """A member left; what their fields declared was erased then."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="leaving")
    by = models.CharField(max_length=40)

    privacy = {"id": public(), "created_at": public(), "member": personal(KEEP), "by": personal(KEEP)}

    def __str__(self) -> str:
        return f"leaving of {self.member}"
