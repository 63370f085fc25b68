"""Round-ups: who wants one and when, which were written, and what their readers had opened already."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import DELETE, personal, public
from alongside.people.models import Mode


class Rhythm(models.TextChoices):
    """How often a round-up comes."""

    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


LAST_OF_EVERY_MONTH = 28


class DigestChoice(BaseModel):
    """On which day a member wants their round-up. Whether they want one is for the ledger of consents to say.

    `month_day` is 1 to 28, a day that every month has. `chosen_at` is when they last went from none to one.
    """

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="digest_choice")
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=Weekday.choices)
    month_day = models.PositiveSmallIntegerField(null=True, blank=True)
    easy_read = models.BooleanField(default=False)
    chosen_at = models.DateTimeField(default=clock.now)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)

    privacy = {
        "id": public(), "created_at": public(), "member": personal(DELETE), "rhythm": personal(DELETE),
        "weekday": personal(DELETE), "month_day": personal(DELETE), "easy_read": personal(DELETE),
        "chosen_at": personal(DELETE), "how": personal(DELETE),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="weekly", weekday__range=(0, 6), month_day=None)
                | Q(rhythm="monthly", weekday=None, month_day__range=(1, LAST_OF_EVERY_MONTH)),
                name="a_round_up_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} round-up of {self.member_id}"


class DigestQuerySet(models.QuerySet["Digest"]):
    def reached(self) -> DigestQuerySet:
        """Those that went out, or still can: not missed, not failed, and not taken back for a newer one."""
        in_time = Q(message__not_after=None) | Q(message__not_after__gte=clock.now())
        can = Q(message__missed_at=None, message__failed_at=None) & (
            Q(message__sent_at__isnull=False) | in_time
        )
        return self.filter(can, taken_back_at=None)


class Digest(BaseModel):
    """One round-up that was written: what became new after `since`, up to `until`. One a day and member, at most."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="digests")
    on = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    keys = models.JSONField(default=list)
    message = models.ForeignKey(
        "foundation.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "member": personal(DELETE), "on": personal(DELETE),
        "since": personal(DELETE), "until": personal(DELETE), "keys": personal(DELETE),
        "message": personal(DELETE), "taken_back_at": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "on"], name="one_round_up_a_day"),
            models.CheckConstraint(condition=~Q(keys=[]), name="a_round_up_is_never_empty"),
        ]

    def __str__(self) -> str:
        return f"round-up {self.pk}"


class Opened(BaseModel):
    """A member who gets round-ups had a page with news open, last at `at`. Kept for their round-ups alone.

    Nobody else reads it, no figure is made of it, and it goes after `KEEP_DAYS` days, or when they want no round-up.
    """

    KEEP_DAYS = 70

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="pages_opened")
    page = models.CharField(max_length=200)
    at = models.DateTimeField()

    privacy = {
        "id": public(), "created_at": personal(DELETE), "member": personal(DELETE, keep_days=KEEP_DAYS),
        "page": personal(DELETE, keep_days=KEEP_DAYS), "at": personal(DELETE, keep_days=KEEP_DAYS),
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "page"], name="a_page_is_opened_once")]

    def __str__(self) -> str:
        return self.page
