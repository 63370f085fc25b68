"""Living consents: for one purpose and named channels, in words that are kept, until withdrawn or expired."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .members import Member, Mode


class Purpose(models.TextChoices):
    CONTACT = "contact", _("Write to me about the centre's work")
    NEWSLETTER = "newsletter", _("Send me the newsletter")
    QUOTE = "quote", _("Quote my words")
    CREDIT = "credit", _("Name me for what I contributed")
    PHOTO = "photo", _("Show a photo of me")
    RESEARCH = "research", _("Use what I gave in research")


class ConsentChannel(models.TextChoices):
    WEB = "web", _("On the website")
    PRINT = "print", _("In print and PDF")
    SOCIAL = "social", _("On social media")
    NEWSLETTER = "newsletter", _("In the newsletter")


class Attribution(models.TextChoices):
    FULL_NAME = "full_name", _("My full name")
    FIRST_NAME = "first_name", _("The name I am called by")
    ROLE = "role", _("My role only")
    NONE = "none", _("No name at all")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, day: date) -> ConsentQuerySet:
        """Consents that hold on a day: given, not withdrawn, not expired, and their giver has not left."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gt=day),
            given_on__lte=day,
            withdrawn_at=None,
            member__leaving=None,
        )


class Consent(BaseModel):
    """One consent of one member. `wording` is what they were shown; `attribution_text` is what is printed."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    channels = models.JSONField(default=list)
    attribution = models.CharField(max_length=12, choices=Attribution.choices, default=Attribution.ROLE)
    attribution_text = models.CharField(max_length=120, blank=True)
    wording = models.TextField()
    given_on = models.DateField()
    how = models.CharField(max_length=10, choices=Mode.choices)
    recorded_by = models.CharField(max_length=40)
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)

    objects = ConsentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "purpose": personal(KEEP),
        "channels": personal(KEEP), "attribution": personal(KEEP), "attribution_text": personal(),
        "wording": public(), "given_on": personal(KEEP), "how": personal(KEEP), "recorded_by": personal(KEEP),
        "expires_on": personal(KEEP), "withdrawn_at": personal(KEEP), "withdrawn_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.member_id}"

    def holds(self, channel: str, day: date) -> bool:
        """Whether this consent covers a channel on a day."""
        expired = self.expires_on is not None and self.expires_on <= day
        given = self.given_on <= day and self.withdrawn_at is None and not expired
        return given and channel in self.channels and not self.member.has_left
