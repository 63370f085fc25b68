"""Who was in the room, by what they came as: counted in frozen blocks of people, published as frozen tables."""

from django.db import models
from django.db.models import Q

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class RoomBlock(BaseModel):
    """Twenty people in the order in which they first came to a session, added up once."""

    number = models.PositiveIntegerField(unique=True)
    closed_on = models.DateField()
    sums = models.JSONField(default=dict)

    privacy = {
        "id": public(), "created_at": public(), "number": public(), "closed_on": public(), "sums": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"block {self.number}"


class CountedInRoom(BaseModel):
    """A member was counted in a block, so that nobody is counted twice."""

    member = models.OneToOneField(
        "people.Member", on_delete=models.CASCADE, related_name="counted_in_the_room"
    )
    block = models.ForeignKey(RoomBlock, on_delete=models.CASCADE, related_name="people")

    privacy = {"id": public(), "created_at": public(), "member": personal(KEEP), "block": personal(KEEP)}

    def __str__(self) -> str:
        return f"{self.member_id} in block {self.block_id}"


class RoomTable(BaseModel):
    """What came out on the first of a month about one thing that people came as."""

    published_on = models.DateField()
    kind = models.CharField(max_length=20)
    held = models.BooleanField(default=False)
    table = models.JSONField(default=dict)

    privacy = {
        "id": public(), "created_at": public(), "published_on": public(), "kind": public(), "held": public(),
        "table": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["published_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["published_on", "kind"], name="one_room_table_a_month"),
            models.CheckConstraint(
                condition=Q(held=False) | Q(table={}), name="a_held_room_table_shows_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.published_on}"
