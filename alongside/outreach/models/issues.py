"""Issues of the newsletter, the blocks that they are made of, and copies that were handed out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel, Mailing
from alongside.foundation.privacy import KEEP, personal, public

from .ledger import Basis


class IssueState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    MISSED = "missed", _("Missed: its time passed")
    SENDING = "sending", _("Being sent")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("Cancelled")


class IssueQuerySet(models.QuerySet["Issue"]):
    def archived(self) -> IssueQuerySet:
        """Those that everybody may read: from the moment at which their sending began; newest first."""
        return self.exclude(started_at=None).order_by("-number")

    def due(self) -> IssueQuerySet:
        """Scheduled ones whose time has come and has not passed."""
        now = clock.now()
        waiting = self.filter(started_at=None, cancelled_at=None, send_at__lte=now)
        return waiting.filter(Q(send_before=None) | Q(send_before__gt=now)).exclude(approved_at=None)


class Issue(BaseModel):
    """One newsletter. `words` is {language: {"subject", "intro", "easy"}}, for each of its `languages`.

    The first language is the one for readers whose own is missing. `revision` counts what was saved of its words.
    `sealed` is what was sent, {language: pieces}; words of people are in it by their key alone. States are dates:
    see `state`. `send_before`: what has not begun by then is missed, not sent late.
    """

    number = models.PositiveIntegerField(unique=True)
    languages = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.CONSENT)
    topics = models.ManyToManyField("outreach.Topic", blank=True, related_name="issues")
    edited_by = models.CharField(max_length=40)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=40, blank=True)
    alone_because = models.CharField(max_length=300, blank=True)
    send_at = models.DateTimeField(null=True, blank=True)
    send_before = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.CharField(max_length=40, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=40, blank=True)
    mailing = models.OneToOneField(
        Mailing, on_delete=models.PROTECT, null=True, blank=True, related_name="issue"
    )
    sealed = models.JSONField(default=dict)

    objects = IssueQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "number": public(), "languages": public(), "words": public(),
        "revision": public(), "basis": public(), "edited_by": personal(KEEP), "approved_at": public(),
        "approved_by": personal(KEEP), "alone_because": public(), "send_at": public(), "send_before": public(),
        "scheduled_by": personal(KEEP), "started_at": public(), "started_by": personal(KEEP),
        "cancelled_at": public(), "cancelled_by": personal(KEEP), "mailing": public(), "sealed": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None) | (Q(approved_at__isnull=False) & Q(mailing__isnull=False)),
                name="an_issue_is_approved_before_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(send_before=None) | Q(send_before__gt=F("send_at")),
                name="an_issue_is_due_before_it_is_late",
            ),
        ]

    def __str__(self) -> str:
        return f"issue {self.number}"

    @property
    def language(self) -> str:
        """The language for readers whose own is missing."""
        return str(self.languages[0]) if self.languages else settings.LANGUAGE_CODE

    def said(self, name: str, language: str) -> str:
        """What is written under a name ("subject", "intro", "easy") in a language; "" where nothing is."""
        return str(self.words.get(language, {}).get(name, ""))

    @property
    def subject(self) -> str:
        """Its subject in its first language that has one."""
        found = (self.said("subject", language) for language in self.languages)
        return next((subject for subject in found if subject), "")

    @property
    def may_be_written(self) -> bool:
        """Whether its words can still be changed."""
        return self.started_at is None and self.cancelled_at is None


class BlockKind(models.TextChoices):
    HEADING = "heading", _("A heading")
    WORDS = "words", _("Our own words")
    SESSION = "session", _("A session")
    OPPORTUNITY = "opportunity", _("An opportunity")
    RESPONSE = "response", _("You said, we did")
    QUOTE = "quote", _("Somebody’s own words")
    FIGURE = "figure", _("A figure")
    OUTCOME = "outcome", _("What changed through a project")
    RESOURCE = "resource", _("Something in the library")
    OTHER = "other", _("Something else from our pages")


OWN_WORDS = (BlockKind.HEADING, BlockKind.WORDS)


class Block(BaseModel):
    """A part of an issue. `words` is {language: {"heading", "text", "easy"}}.

    What comes from a room is named by `source` and `key`, and read there each time: nothing of it is kept here.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=BlockKind.choices)
    source = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=120, blank=True)
    words = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": public(), "issue": public(), "position": public(), "kind": public(),
        "source": public(), "key": public(), "words": public(), "revision": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in OWN_WORDS], key="") | ~Q(key=""),
                name="a_block_from_a_room_names_its_source",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[str(one) for one in OWN_WORDS]) | Q(key=""),
                name="our_own_words_have_no_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of issue {self.issue_id}"

    def said(self, name: str, language: str) -> str:
        """What is written under a name ("heading", "text", "easy") in a language; "" where nothing is."""
        return str(self.words.get(language, {}).get(name, ""))

    @property
    def has_source(self) -> bool:
        """Whether it shows something that a room knows."""
        return bool(self.key)


class HandCopy(BaseModel):
    """A reader of an issue by post or phone, and the letter or call in the outbox that staff tick off."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="hand_copies")
    subscriber = models.ForeignKey(
        "outreach.Subscriber", on_delete=models.PROTECT, related_name="hand_copies"
    )
    message = models.OneToOneField("foundation.Message", on_delete=models.CASCADE, related_name="hand_copy")

    privacy = {
        "id": public(), "created_at": public(), "issue": public(), "subscriber": personal(KEEP),
        "message": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="one_copy_by_hand_each"),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk} of issue {self.issue_id}"


class HandOut(BaseModel):
    """Copies that were given out at a place, such as 40 at a library. Each counts as a recipient."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="hand_outs")
    count = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    on = models.DateField()
    by = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=40, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "issue": public(), "count": public(), "place": public(),
        "on": public(), "by": personal(KEEP), "removed_at": public(), "removed_by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=1), name="copies_are_handed_out_to_some")
        ]

    def __str__(self) -> str:
        return f"{self.count} copies of issue {self.issue_id}"
