"""The edition desk: what was looked at, by whom, before an edition comes out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Mode

from .editions import Edition
from .items import Quote


class Draft(BaseModel):
    """An edition that is being prepared. `content` is the story as it stood then; `fingerprint` is its SHA-256.

    `moved` says in words why figures moved since the last edition, by figure. When it is published, `checks` keeps what
    the checklist said and `reason` why it came out with points that were open.
    """

    title = models.CharField(max_length=120)
    as_of = models.DateField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    moved = models.JSONField(default=dict)
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )
    checks = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "as_of": public(), "content": personal(KEEP),
        "fingerprint": public(), "moved": public(), "edition": public(), "checks": public(), "reason": public(),
        "dropped_at": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    MEMBER = "member", _("A member")
    STAFF = "staff", _("Staff")


class SignOff(BaseModel):
    """Somebody was asked to sign a draft off, and did so when `signed_at` is set. One member and one of the staff."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="sign_offs")
    capacity = models.CharField(max_length=6, choices=Capacity.choices)
    member = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="story_sign_offs")
    role = models.CharField(max_length=80)
    how = models.CharField(max_length=10, choices=Mode.choices, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "draft": public(), "capacity": public(), "member": personal(KEEP),
        "role": personal(BLANK), "how": personal(KEEP), "signed_at": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["capacity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "capacity"], name="a_draft_is_signed_off_once_by_each"),
            models.UniqueConstraint(fields=["draft", "member"], name="two_people_sign_a_draft_off"),
            models.CheckConstraint(
                condition=Q(signed_at=None, how="") | Q(signed_at__isnull=False) & ~Q(how=""),
                name="a_sign_off_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} of {self.draft_id}"


class SpeakerAnswer(BaseModel):
    """Whether somebody who is quoted has seen their words as they stand; `words` is the SHA-256 of these.

    `agreed` is None while we wait. When the words change, they are asked anew.
    """

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="answers")
    words = models.CharField(max_length=64)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True)
    how = models.CharField(max_length=10, choices=Mode.choices, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "quote": public(), "words": public(), "asked_at": public(),
        "answered_at": public(), "agreed": personal(KEEP), "how": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["quote", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "words"], name="a_speaker_is_asked_once_about_words"),
            models.CheckConstraint(
                condition=Q(answered_at=None, agreed=None, how="")
                | Q(answered_at__isnull=False, agreed__isnull=False) & ~Q(how=""),
                name="an_answer_of_a_speaker_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"answer about {self.quote_id}"
