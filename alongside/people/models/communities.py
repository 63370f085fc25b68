"""Priority communities and what the centre did to reach each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import public


class OutreachWay(models.TextChoices):
    """How somebody was reached. All have the same standing."""

    VISIT = "visit", _("A visit")
    PHONE = "phone", _("By phone")
    LEAFLETS = "leaflets", _("Leaflets and posters")
    POST = "post", _("By post")
    EVENT = "event", _("An event or a stall")
    WEB = "web", _("On the web or by email")
    OTHER = "other", _("Another way")


class PriorityCommunity(BaseModel):
    """A less-often heard community that the centre means to work with, and why.

    `figure` names the published figure that says how many of the network belong to it, where there is one: people are
    never counted for this.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    why = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)
    figure = models.CharField(max_length=80, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "slug": public(), "why": public(),
        "order": public(), "figure": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class OutreachAction(BaseModel):
    """One thing that the centre did to reach a community, with whom, what came of it and what was learnt.

    `follow_up_on` is the day by which somebody writes down what came of it. `spent` is a note for the team.
    """

    community = models.ForeignKey(PriorityCommunity, on_delete=models.CASCADE, related_name="actions")
    partner = models.ForeignKey(
        "people.Organisation", on_delete=models.SET_NULL, null=True, blank=True, related_name="outreach"
    )
    on = models.DateField()
    way = models.CharField(max_length=10, choices=OutreachWay.choices, blank=True)
    what = models.TextField()
    result = models.TextField(blank=True)
    learnt = models.TextField(blank=True)
    spent = models.CharField(max_length=200, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "community": public(), "partner": public(), "on": public(),
        "way": public(), "what": public(), "result": public(), "learnt": public(), "spent": public(),
        "follow_up_on": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"outreach on {self.on}"
