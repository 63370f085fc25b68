"""Tokens: what a member of staff gives to a tool, so that it can do a little of what they may do."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, personal, public

from .members import Member


class Scope(models.TextChoices):
    """What a token may do. None of them gives access needs, equality answers, contact details or bank details."""

    SESSIONS = "sessions:read", _("Read who registered for a session, and who came")
    ATTENDANCE = "attendance:write", _("Write down who came to a session")
    OPPORTUNITIES = "opportunities:read", _("Read who would like to take an opportunity")
    PAYMENTS = "payments:read", _("Read what is ready to be paid, without bank details")
    READINGS = "readings:write", _("Write down readings of a channel")


class Ended(models.TextChoices):
    """Why a token is over before its last day."""

    REVOKED = "revoked", _("Ended by hand")
    ROLE = "role", _("The role ended")


class TokenQuerySet(models.QuerySet["Token"]):
    def standing(self, today: date) -> TokenQuerySet:
        """Those that open something today."""
        return self.filter(ended_at=None, expires_on__gte=today)


class Token(BaseModel):
    """One token of one member. Only the hash of its secret is kept; `hint` is its beginning, to tell tokens apart.

    It can do no more than its member can do today, and stops with their role.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=8, choices=Ended.choices, blank=True)

    objects = TokenQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(DELETE), "member": personal(DELETE), "name": personal(DELETE),
        "scopes": personal(DELETE), "token_hash": personal(DELETE), "hint": personal(DELETE),
        "expires_on": personal(DELETE), "last_used_at": personal(DELETE), "ended_at": personal(DELETE),
        "ended_because": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="a_token_ends_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"token {self.pk}"

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, in words."""
        return [str(Scope(one).label) for one in self.scopes if one in Scope.values]
