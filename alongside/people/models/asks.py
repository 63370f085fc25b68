"""What the centre asked of whom, so that nobody is asked too often."""

from django.db import models

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public

from .members import Member


class Ask(BaseModel):
    """One thing that the centre asked of one member: an invitation, a question, a request for feedback."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="asks")
    about = models.CharField(max_length=80)
    on = models.DateField(default=clock.today)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(KEEP), "about": personal(DELETE),
        "on": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["member", "on"], name="asks_of_a_member")]

    def __str__(self) -> str:
        return f"ask about {self.about}"
