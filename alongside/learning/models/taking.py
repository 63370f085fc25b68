"""Taking a training: module by module online, or in the room; completed, and what people say about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode

from .items import LearningItem
from .training import Delivery, Module, TrainingPackage, TrainingVersion


class Taking(BaseModel):
    """A member takes one version of a package. `completed_on` is the day on which they had done all of it."""

    version = models.ForeignKey(TrainingVersion, on_delete=models.PROTECT, related_name="takings")
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="trainings"
    )
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, null=True, blank=True, related_name="takings"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    completed_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "version": public(), "member": personal(),
        "delivery": personal(KEEP), "how": personal(KEEP), "completed_on": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "member"], name="a_member_takes_a_version_once")
        ]

    def __str__(self) -> str:
        return f"taking {self.pk} of {self.version_id}"


class ModuleDone(BaseModel):
    """Somebody marked a module as done."""

    taking = models.ForeignKey(Taking, on_delete=models.CASCADE, related_name="modules_done")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="done")

    privacy = {
        "id": public(), "created_at": personal(KEEP), "taking": personal(KEEP), "module": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taking", "module"], name="a_module_is_done_once")]

    def __str__(self) -> str:
        return f"module {self.module_id} of taking {self.taking_id}"


class Feedback(BaseModel):
    """What somebody says about a training, in at most three answers. `item` is the learning item that came of it."""

    package = models.ForeignKey(TrainingPackage, on_delete=models.CASCADE, related_name="feedback")
    taking = models.OneToOneField(
        Taking, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="training_feedback"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    helped = models.TextField(blank=True)
    hindered = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    item = models.OneToOneField(
        LearningItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )

    privacy = {
        "id": public(), "created_at": personal(KEEP), "package": public(), "taking": personal(),
        "member": personal(), "how": personal(KEEP), "helped": personal(), "hindered": personal(),
        "wanted": personal(), "item": personal(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None) | ~Q(helped="", hindered="", wanted=""),
                name="feedback_of_somebody_has_words",
            )
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
