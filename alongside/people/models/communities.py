"""Priority communities and what the centre did to reach each."""

from django.db import models

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import public


class PriorityCommunity(BaseModel):
    """A less-often heard community that the centre means to work with, and why."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    why = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "slug": public(), "why": public(),
        "order": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class OutreachAction(BaseModel):
    """One thing that the centre did to reach a community, with whom, and what came of it."""

    community = models.ForeignKey(PriorityCommunity, on_delete=models.CASCADE, related_name="actions")
    partner = models.ForeignKey(
        "people.Organisation", on_delete=models.SET_NULL, null=True, blank=True, related_name="outreach"
    )
    on = models.DateField()
    what = models.TextField()
    result = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "community": public(), "partner": public(), "on": public(),
        "what": public(), "result": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"outreach on {self.on}"
