"""Themes: what several people said, gathered; and responses: what we did, in words, by a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .conversations import Conversation


class ResponseState(models.TextChoices):
    DID = "did", _("We did it")
    WILL = "will", _("We will do it")
    CANNOT = "cannot", _("We cannot, because")
    THINKING = "thinking", _("We are still thinking")


class ThemeQuerySet(models.QuerySet["Theme"]):
    def soonest(self) -> ThemeQuerySet:
        """Those that are due next first. Ask for `with_response`."""
        return self.order_by(F("due"), "pk")

    def with_response(self) -> ThemeQuerySet:
        """With `state` and `more_by` of the newest response (None without one) and `due`, the next day."""
        newest = Response.objects.filter(theme=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            state=Subquery(newest.values("state")[:1]), more_by=Subquery(newest.values("more_by")[:1])
        ).annotate(due=Coalesce(F("more_by"), F("due_on")))

    def unanswered(self) -> ThemeQuerySet:
        """Without a response, or with one that says we are still thinking."""
        return self.with_response().filter(Q(state=None) | Q(state=ResponseState.THINKING))

    def loose(self, day: date) -> ThemeQuerySet:
        """Without any response, or still thinking beyond the day that was named."""
        return self.unanswered().filter(Q(state=None) | Q(due__lt=day))

    def overdue(self, day: date) -> ThemeQuerySet:
        """Unanswered, and the day has passed."""
        return self.unanswered().filter(Q(due__lt=day))


class Theme(BaseModel):
    """What several people said, in one sentence of ours.

    `about` is the key of what it belongs to ("gatherings.session:7"), a conversation or something of a room
    above. `due_on` is the earliest day of what was gathered; it moves to a nearer day, never to a later one.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, null=True, blank=True, related_name="themes"
    )
    about = models.CharField(max_length=80, db_index=True)
    title = models.CharField(max_length=160)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "conversation": public(), "about": public(), "title": public(),
        "due_on": public(), "answered_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Gathered(BaseModel):
    """Something that a room above keeps stands in a theme: its key, such as "gatherings.contribution:5"."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="gathered")
    what = models.CharField(max_length=80, unique=True)

    privacy = {"id": public(), "created_at": public(), "theme": public(), "what": personal(KEEP)}

    def __str__(self) -> str:
        return self.what


class Response(BaseModel):
    """What we say to a theme. The newest counts. "Still thinking" says by when we say more."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="responses")
    state = models.CharField(max_length=8, choices=ResponseState.choices)
    text = models.TextField()
    by_role = models.CharField(max_length=120)
    more_by = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "theme": public(), "state": public(), "text": public(),
        "by_role": public(), "more_by": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="thinking") | Q(more_by__isnull=False),
                name="a_thinking_response_says_until_when",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_response_has_words"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"
