"""The people who read the bids of a round, what they declared, how they scored, and where they met."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Decider, Decision
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.opportunities.models import Opportunity
from alongside.people.models import Member, Mode, Recording

from .bids import Bid
from .rounds import Criterion, Round


class Panel(BaseModel):
    """Who decides about one round. With an opportunity, whoever takes up a place of it is on the panel."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="panel")
    opportunity = models.OneToOneField(
        Opportunity, on_delete=models.PROTECT, null=True, blank=True, related_name="panel"
    )
    meets_on = models.DateField()
    where = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "opportunity": public(), "meets_on": public(),
        "where": public(), "by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"panel of {self.round_id}"


AS_ONE = {
    Decider.PATIENT: _("Patient"),
    Decider.CARER: _("Carer"),
    Decider.COMMUNITY: _("Community member"),
    Decider.RESEARCHER: _("Researcher"),
    Decider.PRACTITIONER: _("Practitioner"),
    Decider.STAFF: _("Staff of the centre"),
    Decider.FUNDER: _("Funder or trustee"),
    Decider.OTHER: _("Another role"),
}
"""As what one person decides."""


class PanelMember(BaseModel):
    """Somebody on a panel. `as_what` is empty until they said as what they are there; `remote` is how they meet."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="panels")
    as_what = models.CharField(max_length=12, choices=Decider.choices, blank=True)
    remote = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "panel": public(), "member": personal(KEEP),
        "as_what": personal(KEEP), "remote": personal(KEEP), "left_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "member"], condition=Q(left_at=None), name="on_a_panel_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} on {self.panel_id}"

    @property
    def role(self) -> str:
        """As what they are there, in words about one person; empty until that was said."""
        return str(AS_ONE[Decider(self.as_what)]) if self.as_what else ""


class HasConflict(models.TextChoices):
    """What somebody answers before a bid is shown to them."""

    NONE = "none", _("No conflict of interest")
    CONFLICT = "conflict", _("I have a conflict of interest")
    NOT_SURE = "not_sure", _("I am not sure")


class ConflictKind(models.TextChoices):
    """What the conflict is."""

    ON_IT = "on_it", _("I work on this bid")
    CLOSE = "close", _("Family, or somebody close to me")
    WORK = "work", _("I work with them, or did so lately")
    MONEY = "money", _("I, or my organisation, could gain or lose by it")
    SPOKEN = "spoken", _("I have spoken for it or against it")
    OTHER = "other", _("Something else")


class ConflictAnswer(BaseModel):
    """What somebody answered about one bid. A later answer ends the one before, and both stay on record.

    Who is "not sure" is shown nothing of the bid either, until they or a coordinator answer again.
    """

    person = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="declarations")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="declarations")
    answer = models.CharField(max_length=8, choices=HasConflict.choices)
    kind = models.CharField(max_length=8, choices=ConflictKind.choices, blank=True)
    words = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "person": personal(KEEP), "bid": personal(KEEP),
        "answer": personal(KEEP), "kind": personal(KEEP), "words": personal(BLANK), "how": personal(KEEP),
        "recording": personal(KEEP), "ended_at": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "bid"], condition=Q(ended_at=None), name="one_answer_about_a_bid"
            ),
            models.CheckConstraint(
                condition=Q(answer="conflict") & ~Q(kind="") | Q(answer__in=["none", "not_sure"], kind=""),
                name="a_conflict_has_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} about {self.bid_id}"


class ScoreSheet(BaseModel):
    """How somebody scored one bid: theirs alone until the meeting opens, and a draft until it is sent.

    What is set aside, for a conflict that was declared later, is kept and does not count.
    """

    person = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="sheets")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="sheets")
    comment = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    recording = models.ForeignKey(Recording, on_delete=models.SET_NULL, null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "person": personal(KEEP), "bid": personal(KEEP),
        "comment": personal(BLANK), "sent_at": personal(KEEP), "set_aside_at": personal(KEEP),
        "how": personal(KEEP), "recording": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "bid"], name="a_bid_is_scored_once_by_each")]

    def __str__(self) -> str:
        return f"scores for {self.bid_id}"


class Score(BaseModel):
    """Points for one criterion, from 0 to the most that it has."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "sheet": personal(KEEP), "criterion": personal(KEEP),
        "points": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="points_once")]

    def __str__(self) -> str:
        return f"{self.points} for {self.criterion_id}"


class Meeting(BaseModel):
    """The panel meets: from its opening nobody changes scores any more, and everybody sees the averages."""

    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="meeting")
    opened_by = models.CharField(max_length=40)
    notes = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "panel": public(), "opened_by": personal(KEEP),
        "notes": personal(KEEP), "closed_at": public(), "closed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="a_meeting_is_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"meeting of {self.panel_id}"


class Presence(BaseModel):
    """Somebody was at the meeting, in the room or from elsewhere."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="present_at")
    remote = models.BooleanField()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "meeting": public(), "person": personal(KEEP),
        "remote": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.meeting_id}"


class Rank(BaseModel):
    """Where a bid stood by scores when the meeting opened (1 is first), and where after people talked about it.

    `before` is None for a bid that nobody scored; `after` is None until people placed it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ranks")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="rank")
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "meeting": public(), "bid": personal(KEEP),
        "before": personal(KEEP), "after": personal(KEEP), "reason": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["before", "pk"]

    def __str__(self) -> str:
        return f"rank of {self.bid_id}"


class Conclusion(BaseModel):
    """Every bid of a round is decided, and the decision about the round stands where everybody reads it."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="conclusion")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="concludes")
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "decision": public(), "by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"conclusion of {self.round_id}"


class Announcement(BaseModel):
    """The round was announced: everybody reads what is funded, counts of the rest, and how it was decided."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="announcement")
    words = models.TextField(blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "words": public(), "by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"announcement of {self.round_id}"
