"""Series and their numbered sessions: what, when, where, with whom, and what happened to each."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, KEEP, personal, public


class Meeting(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Strand(models.TextChoices):
    """The strands of the story so far, in the words that it tells them in."""

    LEARNING = "learning", _("Generate and share learning")
    PROJECTS = "projects", _("Facilitate co-production projects")
    MOVEMENT = "movement", _("Build the co-production movement")


class AccessOffer(models.TextChoices):
    """What every session can say it has, whoever asks."""

    CAPTIONS = "captions", _("Live captions")
    BSL = "bsl", _("British Sign Language interpreters")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    STEP_FREE = "step_free", _("Step-free way in")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    BREAKS = "breaks", _("Breaks in the plan")
    PAPERS_EARLY = "papers_early", _("Papers before the day, in more than one format")


class Series(BaseModel):
    """A series of numbered sessions. A number is given when a session is announced, and is never used again.

    A session that is cancelled after that keeps its number, and stays visible as cancelled; the next one
    takes the next number. Only delivered sessions are counted in public.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    about = models.TextField(blank=True)

    privacy = {
        "id": public(), "created_at": public(), "name": public(), "slug": public(), "about": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SessionQuerySet(models.QuerySet["Session"]):
    def announced(self) -> SessionQuerySet:
        """Sessions that everybody may see, cancelled ones too."""
        return self.exclude(announced_at=None)

    def coming_up(self) -> SessionQuerySet:
        """Announced, not cancelled, and not over; soonest first."""
        return self.announced().filter(cancelled_at=None, ends_at__gt=clock.now()).order_by("starts_at", "pk")

    def delivered(self) -> SessionQuerySet:
        """Sessions that took place."""
        return self.exclude(delivered_at=None)


class Session(BaseModel):
    """One co-production session. What happened to it are dates, with who did it on record."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=160)
    purpose = models.TextField()
    what_difference = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    strands = models.JSONField(default=list)
    meeting = models.CharField(max_length=10, choices=Meeting.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    getting_there = models.TextField(blank=True)
    online_link = models.URLField(max_length=500, blank=True)
    dial_in = models.CharField(max_length=60, blank=True)
    places_in_person = models.PositiveSmallIntegerField(null=True, blank=True)
    places_online = models.PositiveSmallIntegerField(null=True, blank=True)
    registration_closes_at = models.DateTimeField(null=True, blank=True)
    access_offer = models.JSONField(default=list)
    ground_rules = models.TextField(blank=True)
    offer = models.ForeignKey(
        "payments.Offer", on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    proposed_by = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions_proposed"
    )
    revision = models.PositiveIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_because = models.TextField(blank=True)

    objects = SessionQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "series": public(), "number": public(), "title": public(),
        "purpose": public(), "what_difference": public(), "language": public(), "strands": public(),
        "meeting": public(), "starts_at": public(), "ends_at": public(), "venue": public(), "address": public(),
        "getting_there": public(), "online_link": public(), "dial_in": public(), "places_in_person": public(),
        "places_online": public(), "registration_closes_at": public(), "access_offer": public(),
        "ground_rules": public(), "offer": public(), "proposed_by": personal(KEEP), "revision": public(),
        "announced_at": public(), "cancelled_at": public(), "cancelled_because": public(), "ready_at": public(),
        "delivered_at": public(), "completed_at": public(), "completed_because": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["starts_at"], name="session_starts")]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(number__isnull=False),
                name="an_announced_session_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(delivered_at=None), name="cancelled_or_delivered_not_both"
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(delivered_at__isnull=False),
                name="only_a_delivered_session_is_completed",
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.number or '–'} of {self.series_id}"

    @property
    def day(self) -> date:
        """The day on which it starts, where the centre is."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_open(self) -> bool:
        """Whether people can register now: announced, not cancelled, not closed, not begun."""
        closes = self.registration_closes_at or self.starts_at
        return self.announced_at is not None and self.cancelled_at is None and clock.now() < closes


class PlanItem(BaseModel):
    """One part of the plan for the day, breaks included."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="plan")
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    notes = models.TextField(blank=True)
    is_break = models.BooleanField(default=False)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "order": public(), "minutes": public(),
        "title": public(), "notes": public(), "is_break": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class HelperRole(models.TextChoices):
    CHAIR = "chair", _("Chair")
    FACILITATOR = "facilitator", _("Facilitator")
    SCRIBE = "scribe", _("Scribe")
    ACCESS_SUPPORT = "access_support", _("Access support")


class Helper(BaseModel):
    """Somebody who helps to run one session. Members can do any of these."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="helpers")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="session_roles")
    role = models.CharField(max_length=16, choices=HelperRole.choices)

    privacy = {
        "id": public(), "created_at": public(), "session": personal(KEEP), "member": personal(KEEP),
        "role": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "member", "role"], name="one_helper_row_for_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.session_id}"
