"""What people of the network bring, counted in frozen blocks of joiners, published as frozen tables."""

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .members import Member


class NetworkBlock(BaseModel):
    """Twenty people in order of joining, added up once. Its sums are never computed again."""

    number = models.PositiveIntegerField(unique=True)
    closed_on = models.DateField()
    sums = models.JSONField(default=dict)
    languages = models.JSONField(default=dict)

    privacy = {
        "id": public(), "created_at": public(), "number": public(), "closed_on": public(), "sums": public(),
        "languages": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"block {self.number}"


class CountedMember(BaseModel):
    """A member was counted in a block, so that nobody is counted twice."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="counted")
    block = models.ForeignKey(NetworkBlock, on_delete=models.CASCADE, related_name="people")

    privacy = {"id": public(), "created_at": public(), "member": personal(KEEP), "block": personal(KEEP)}

    def __str__(self) -> str:
        return f"{self.member_id} in block {self.block_id}"


class NetworkTable(BaseModel):
    """What came out on the first of a month about one kind of experience, or about languages."""

    published_on = models.DateField()
    question = models.CharField(max_length=20)
    held = models.BooleanField(default=False)
    table = models.JSONField(default=dict)

    privacy = {
        "id": public(), "created_at": public(), "published_on": public(), "question": public(),
        "held": public(), "table": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["published_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["published_on", "question"], name="one_table_a_month"),
            models.CheckConstraint(condition=Q(held=False) | Q(table={}), name="a_held_table_shows_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.question} on {self.published_on}"
