"""Other centres whose published story this centre follows, because somebody there agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class FollowingQuerySet(models.QuerySet["Following"]):
    def going_on(self) -> FollowingQuerySet:
        """Those that are followed today."""
        return self.filter(stopped_at=None)


class Following(BaseModel):
    """A centre that is followed. Only its figures are kept, the last good copy of them; nobody's words are copied.

    `agreed` says who agreed and under which licence. `heard_at` is when the last good copy was known to be current;
    `problem` says why the last attempt brought nothing, and is empty when it brought something.
    """

    url = models.URLField(max_length=500)
    agreed = models.TextField()
    content = models.JSONField(default=dict)
    etag = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=40, blank=True)

    objects = FollowingQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "url": public(), "agreed": personal(KEEP), "content": public(),
        "etag": public(), "asked_at": public(), "heard_at": public(), "problem": public(), "by": personal(KEEP),
        "stopped_at": public(), "stopped_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=Q(stopped_at=None), name="a_centre_is_followed_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the centre calls itself; its address until it was heard."""
        return str(self.content.get("centre", {}).get("name") or self.url)
