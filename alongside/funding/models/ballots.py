"""A vote by the Method of Equal Shares: what was fixed before it, who approved of what, and what it suggests."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode, Recording

from .bids import Bid
from .panel import PanelMember
from .rounds import Round


class Completion(models.TextChoices):
    """What happens to money that equal shares leave over."""

    NONE = "none", _("It is kept")
    FILL = "fill", _("It funds what still fits, most votes first")
    ADD1 = "add1", _("Shares grow a little at a time, until the next step would cost more than the pot")
    ADD1_FILL = "add1_fill", _("Shares grow a little at a time; then what still fits, most votes first")
    COMPARISON = "add1_comparison", _("Shares grow; and most votes win if more voters get more that way")


class FundingBallot(BaseModel):
    """One vote of the panel. All that decides is fixed when it opens: the pot, what each bid asks, rules and lot.

    `pot_pence` is shared out equally among those who vote. `seed` stays secret until the vote closes, and
    `commitment`, its SHA-256, is published before: nobody can choose the lot afterwards. `warnings` were shown first.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="ballot")
    pot_pence = models.PositiveBigIntegerField()
    completion = models.CharField(max_length=16, choices=Completion.choices)
    stop_when_exhaustive = models.BooleanField(default=False)
    step_pence = models.PositiveIntegerField(default=100)
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    warnings: Any = models.JSONField(default=list)
    opened_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "pot_pence": public(), "completion": public(),
        "stop_when_exhaustive": public(), "step_pence": public(), "seed": personal(KEEP), "commitment": public(),
        "warnings": public(), "opened_by": personal(KEEP), "closed_at": public(), "closed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="a_vote_is_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"vote of {self.round_id}"


class BallotBid(BaseModel):
    """A bid that can be voted for: what it asked when the vote opened, and a code that means nothing elsewhere."""

    ballot = models.ForeignKey(FundingBallot, on_delete=models.CASCADE, related_name="bids")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="on_ballot")
    code = models.CharField(max_length=8)
    pence = models.PositiveBigIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "ballot": public(), "bid": personal(KEEP), "code": public(),
        "pence": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["ballot", "code"], name="a_code_once_in_a_vote")]

    def __str__(self) -> str:
        return self.code


class BallotPaper(BaseModel):
    """Which bids one member approves of, by any way; cast again while the vote is open. `codes` may be empty."""

    ballot = models.ForeignKey(FundingBallot, on_delete=models.PROTECT, related_name="papers")
    person = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="papers")
    codes: Any = models.JSONField(default=list)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "ballot": public(), "person": personal(KEEP),
        "codes": personal(KEEP), "how": personal(KEEP), "recording": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="everybody_votes_once")]

    def __str__(self) -> str:
        return f"paper of {self.ballot_id}"


class BallotResult(BaseModel):
    """What the vote suggests. It is worked out once and never changes; people decide, and may depart from it.

    `file` holds who would be funded in order, the rounds, and what each unfunded bid would have taken. `pb` is the
    vote without names as a Pabulib file; `fingerprint` is the SHA-256 of it.
    """

    ballot = models.OneToOneField(FundingBallot, on_delete=models.PROTECT, related_name="result")
    file: Any = models.JSONField()
    pb = models.TextField()
    fingerprint = models.CharField(max_length=64)

    privacy = {
        "id": public(), "created_at": public(), "ballot": public(), "file": personal(KEEP), "pb": public(),
        "fingerprint": public(),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"result of {self.ballot_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A result stays as it was worked out.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A result stays as it was worked out.")


class BallotShortfall(BaseModel):
    """What a bid that the vote does not fund was short of, worked out in the background after the vote.

    `left_pence` is what its supporters together had left, rounded down. `more` is how many more people would have had
    to vote for it alone, found by sharing out again with them; None where no number is enough.
    """

    ballot = models.ForeignKey(FundingBallot, on_delete=models.CASCADE, related_name="shortfalls")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="shortfall")
    supporters = models.PositiveIntegerField()
    left_pence = models.PositiveBigIntegerField()
    more = models.PositiveIntegerField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "ballot": public(), "bid": personal(KEEP),
        "supporters": personal(KEEP), "left_pence": personal(KEEP), "more": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"what {self.bid_id} was short of"
