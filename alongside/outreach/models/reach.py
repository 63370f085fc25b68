"""Channels through which the centre reaches people, and what each showed: typed, out of a file, or asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public


class ChannelKind(models.TextChoices):
    X = "x", _("X (Twitter)")
    MASTODON = "mastodon", _("Mastodon")
    BLUESKY = "bluesky", _("Bluesky")
    NEWSLETTER = "newsletter", _("Newsletter")
    PRESS = "press", _("Press, radio and television")
    EVENTS = "events", _("Events")
    OTHER = "other", _("Something else")


class Measure(models.TextChoices):
    """Six things that are unlike. No two of them are ever added together."""

    FOLLOWERS = "followers", _("Followers")
    REACH = "reach", _("Reach")
    IMPRESSIONS = "impressions", _("Impressions")
    ENGAGEMENTS = "engagements", _("Engagements")
    RECIPIENTS = "recipients", _("Recipients")
    ATTENDEES = "attendees", _("People who came")


STOCKS = frozenset({Measure.FOLLOWERS})
"""Measures that are a state on one day. All others are counted over a period."""


class How(models.TextChoices):
    TYPED = "typed", _("typed in")
    FILE = "file", _("out of a file")
    POLL = "poll", _("asked of the platform")


class ReachChannel(BaseModel):
    """One account, paper, list or series through which the centre reaches people."""

    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    name = models.CharField(max_length=100, unique=True)
    handle = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    polled = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "kind": public(), "name": public(), "handle": public(),
        "opened_on": public(), "closed_on": public(), "polled": public(), "asked_at": public(),
        "problem": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="channel_opens_then_closes",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReachFile(BaseModel):
    """A file that a platform gave, kept as it came, so that anybody can compute the readings again."""

    channel = models.ForeignKey(ReachChannel, on_delete=models.PROTECT, related_name="files")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    exported_on = models.DateField()
    day_first = models.BooleanField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=40)
    taken_in_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict)

    privacy = {
        "id": public(), "created_at": public(), "channel": public(), "file_name": public(), "digest": public(),
        "content": public(), "exported_on": public(), "day_first": public(), "uploaded_by": personal(KEEP),
        "taken_in_at": public(), "discarded_at": public(), "outcome": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it in or thrown it away."""
        return self.taken_in_at is None and self.discarded_at is None


class ReadingQuerySet(models.QuerySet["Reading"]):
    def current(self) -> ReadingQuerySet:
        """Those that no newer reading has taken the place of."""
        return self.filter(ended_at=None)

    def of_account(self) -> ReadingQuerySet:
        """Those of a whole channel. Those of single posts are inside them, and are told apart."""
        return self.filter(post="")


class Reading(BaseModel):
    """What a channel showed: a number, of which measure, on a day (`since` = `until`) or over a period.

    A reading is never changed. A newer one takes its place (`supersedes`), and the old one stays to be read.
    `known_on` is the day on which the number was seen: of two for the same days, the one seen later holds.
    """

    channel = models.ForeignKey(ReachChannel, on_delete=models.PROTECT, related_name="readings")
    measure = models.CharField(max_length=12, choices=Measure.choices)
    since = models.DateField()
    until = models.DateField()
    post = models.CharField(max_length=40, blank=True)
    post_text = models.CharField(max_length=280, blank=True)
    value = models.BigIntegerField()
    definition = models.CharField(max_length=300)
    how = models.CharField(max_length=5, choices=How.choices)
    source_note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(
        ReachFile, on_delete=models.PROTECT, null=True, blank=True, related_name="readings"
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    known_on = models.DateField()
    recorded_by = models.CharField(max_length=40)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "channel": public(), "measure": public(), "since": public(),
        "until": public(), "post": public(), "post_text": public(), "value": public(), "definition": public(),
        "how": public(), "source_note": public(), "file": public(), "line": public(), "known_on": public(),
        "recorded_by": personal(KEEP), "supersedes": public(), "ended_at": public(), "ended_why": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["since", "until", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="reading_is_not_negative"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="reading_begins_then_ends"),
            models.CheckConstraint(
                condition=~Q(measure="followers") | Q(since=F("until")), name="followers_are_of_one_day"
            ),
            models.CheckConstraint(
                condition=~Q(how="file") | Q(file__isnull=False), name="reading_of_a_file_has_it"
            ),
            models.UniqueConstraint(
                fields=["channel", "measure", "since", "until"], condition=Q(post="", ended_at=None),
                name="one_reading_holds_for_its_days",
            ),
            models.UniqueConstraint(
                fields=["channel", "measure", "post"], condition=~Q(post="") & Q(ended_at=None),
                name="one_reading_holds_for_a_post",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["measure", "since"], name="reading_by_measure")]

    def __str__(self) -> str:
        return f"{self.measure} {self.since}: {self.value}"

    @property
    def of_one_day(self) -> bool:
        """Whether it tells of one day alone."""
        return self.since == self.until

    @property
    def shown(self) -> str:
        """The exact number, with its thousands apart."""
        return formats.number_format(self.value, force_grouping=True)
