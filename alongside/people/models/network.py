"""Organisations, the directory that shows what each chose, introductions, and imports."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public

from .members import Member


class OrganisationKind(models.TextChoices):
    COMMUNITY = "community", _("Community group")
    CHARITY = "charity", _("Charity")
    NHS = "nhs", _("NHS or care service")
    UNIVERSITY = "university", _("University or research body")
    COUNCIL = "council", _("Council or public body")
    FUNDER = "funder", _("Funder")
    BUSINESS = "business", _("Business")
    OTHER = "other", _("Another kind")


class Organisation(BaseModel):
    """A group, charity, service or university that people of the network belong to or work with."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    website = models.URLField(blank=True)
    about = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "kind": public(), "website": public(),
        "about": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Affiliation(BaseModel):
    """A member belongs to an organisation, for a time."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "organisation": personal(KEEP),
        "role": personal(DELETE), "since": personal(KEEP), "until": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "organisation", "role"], name="one_affiliation_each")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.organisation_id}"


class DirectoryEntry(BaseModel):
    """What one member chose to show other members. No row, no entry; young people have none."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="directory_entry")
    shown_name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    shows_brings = models.BooleanField(default=False)
    shows_interests = models.BooleanField(default=False)
    shows_languages = models.BooleanField(default=False)
    shows_organisations = models.BooleanField(default=False)
    welcomes_introductions = models.BooleanField(default=False)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "shown_name": personal(DELETE),
        "about": personal(), "shows_brings": personal(KEEP), "shows_interests": personal(KEEP),
        "shows_languages": personal(KEEP), "shows_organisations": personal(KEEP),
        "welcomes_introductions": personal(KEEP),
    }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["shown_name", "id"], name="directory_by_name")]

    def __str__(self) -> str:
        return f"entry of {self.member_id}"


class Introduction(BaseModel):
    """One member asks to be introduced to another; contact details pass only when both agreed."""

    asker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="introductions_asked")
    asked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="introductions_received")
    message = models.TextField()
    share = models.TextField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_share = models.TextField(blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "asker": personal(KEEP), "asked": personal(KEEP),
        "message": personal(DELETE), "share": personal(), "accepted_at": personal(KEEP),
        "accepted_share": personal(), "declined_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="an_introduction_has_one_answer"
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="nobody_is_introduced_to_themselves"),
        ]

    def __str__(self) -> str:
        return f"introduction {self.pk}"


class MemberImport(BaseModel):
    """A list of people that a coordinator uploaded: previewed line by line, then taken in whole or not."""

    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    uploaded_by = models.CharField(max_length=40)
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "file_name": personal(), "rows": personal(keep_days=30),
        "uploaded_by": personal(KEEP), "applied_at": public(), "discarded_at": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"import {self.pk}"
