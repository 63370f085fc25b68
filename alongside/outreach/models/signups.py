"""Addresses that somebody typed into the form: each counts once its owner confirmed, and is forgotten otherwise."""

from __future__ import annotations

from django.db import models

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, personal, public

from .subscribers import Subscriber, Topic


class SignUp(BaseModel):
    """What somebody asked for on the web, in the words that they saw. Nobody is written to because of it alone."""

    KEEP_DAYS = 14

    email = models.EmailField()
    called = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=16, default="en")
    easy_read = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    wording = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, null=True, blank=True, related_name="sign_ups"
    )

    privacy = {
        "id": public(), "created_at": public(), "email": personal(DELETE, keep_days=KEEP_DAYS),
        "called": personal(DELETE, keep_days=KEEP_DAYS),
        "language": personal(DELETE), "easy_read": personal(DELETE), "wording": public(), "asked_at": personal(DELETE),
        "mailed_at": public(), "confirmed_at": personal(DELETE), "subscriber": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["email", "-mailed_at"], name="sign_ups_of_an_address")]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"
