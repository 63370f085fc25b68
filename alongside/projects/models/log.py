"""What a project does from week to week: milestones, what its team shares, and a log after each meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.learning.models import LearningItem
from alongside.people.models import Member, Mode

from .projects import Project


class Milestone(BaseModel):
    """Something that a project means to reach: what, by when, and when it was reached."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "what": public(), "due_on": public(),
        "done_on": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class PinKind(models.TextChoices):
    LINK = "link", _("A link")
    NOTE = "note", _("A note")
    DATE = "date", _("A date")
    TASK = "task", _("Something to do")


class Pin(BaseModel):
    """Something that a team keeps in its shared place: a link, a note, a date, or a task and who does it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="pins")
    kind = models.CharField(max_length=4, choices=PinKind.choices)
    text = models.TextField()
    url = models.CharField(max_length=500, blank=True)
    on = models.DateField(null=True, blank=True)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="project_tasks"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "project": public(), "kind": personal(KEEP),
        "text": personal(KEEP), "url": personal(KEEP), "on": personal(KEEP), "member": personal(),
        "done_at": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="date") | Q(on__isnull=False), name="a_date_has_a_day"),
            models.CheckConstraint(condition=~Q(kind="link") | ~Q(url=""), name="a_link_leads_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.project_id}"


class LogEntry(BaseModel):
    """What a team wrote down after a meeting, in a minute. Only the team and the centre read it.

    `there` counts who was there by role: {"lived": 3, "researcher": 1}. `learning` is what was made of it.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="log")
    on = models.DateField(default=clock.today)
    there = models.JSONField(default=dict, blank=True)
    happened = models.TextField()
    surprised = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="project_log"
    )
    learning = models.ForeignKey(
        LearningItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="came_from_log"
    )
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "project": public(), "on": personal(KEEP),
        "there": personal(KEEP), "happened": personal(KEEP), "surprised": personal(KEEP),
        "next_step": personal(KEEP), "how": personal(KEEP), "member": personal(), "learning": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"log of {self.project_id} on {self.on}"
