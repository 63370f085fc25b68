"""Conversations, and the records that say what became of each."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


def new_seed() -> str:
    """A seed by chance, for the order in which statements are shown and for the opinion map."""
    return secrets.token_hex(8)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def with_states(self) -> ConversationQuerySet:
        """With what became of each, in the same query."""
        return self.select_related("publication", "closing")

    def published(self) -> ConversationQuerySet:
        """Those that everybody may read."""
        return self.filter(publication__isnull=False)

    def open_now(self) -> ConversationQuerySet:
        """Those in which people can take part today."""
        day = clock.today()
        return self.published().filter(closing=None, opens_on__lte=day, closes_on__gte=day)


class Conversation(BaseModel):
    """A question put to the community. `looked_after_by` is a role in words, never a person's name.

    `policy` is how we look at what people say, published beside the question. `seed` makes the order in which
    statements are shown one that can be checked.
    """

    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    why = models.TextField()
    what_happens = models.TextField()
    policy = models.TextField()
    looked_after_by = models.CharField(max_length=120)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    languages = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    seed = models.CharField(max_length=32, default=new_seed, editable=False)

    objects = ConversationQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "question": public(), "why": public(),
        "what_happens": public(), "policy": public(), "looked_after_by": public(), "language": public(),
        "languages": public(), "opens_on": public(), "closes_on": public(), "seed": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_conversation_opens_before_it_closes"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return hasattr(self, "publication")

    @property
    def is_open(self) -> bool:
        """Whether people can take part today."""
        in_time = self.opens_on <= clock.today() <= self.closes_on
        return self.is_published and in_time and not hasattr(self, "closing")

    @property
    def is_over(self) -> bool:
        """Whether it was open and is not any more."""
        late = clock.today() > self.closes_on
        return self.is_published and (late or hasattr(self, "closing"))

    @property
    def last_day(self) -> date:
        """The last day on which people take part: the day of its closing where that came earlier."""
        closing = getattr(self, "closing", None)
        return min(self.closes_on, timezone.localdate(closing.created_at)) if closing else self.closes_on


class Publication(BaseModel):
    """Everybody may read it from now on."""

    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="publication")
    by = models.CharField(max_length=40)

    privacy = {"id": public(), "created_at": public(), "conversation": public(), "by": personal(KEEP)}

    def __str__(self) -> str:
        return f"publication of {self.conversation_id}"


class Closing(BaseModel):
    """It was closed before its last day; everybody reads why."""

    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="closing")
    because = models.TextField()
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "conversation": public(), "because": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"closing of {self.conversation_id}"


class DeclaredCommunity(BaseModel):
    """A community that people may declare for this conversation: "I take part as a carer"."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="communities")
    name = models.CharField(max_length=80)

    privacy = {"id": public(), "created_at": public(), "conversation": public(), "name": public()}

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "name"], name="a_declared_community_once")
        ]

    def __str__(self) -> str:
        return self.name
