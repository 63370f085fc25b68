"""What people need to take part, and what the centre does about each need at one session.

Health data in the sense of UK GDPR article 9, held for one purpose: to make taking part possible. Only the
access role and the access support of a session read it (ADR 0009). The steps are those of the Accessible
Information Standard: ask, record, flag, share, act.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public, special
from alongside.people.models import Mode

from .registrations import Registration
from .sessions import Session


class NeedKind(models.TextChoices):
    """What somebody may need, in plain words; `other` is for everything that a list forgets."""

    BSL = "bsl", _("British Sign Language interpreters")
    CAPTIONS = "captions", _("Captions: speech shown as text")
    LIPSPEAKER = "lipspeaker", _("A lipspeaker")
    HEARING_LOOP = "hearing_loop", _("A hearing loop")
    PAPERS_EARLY = "papers_early", _("Papers early, before the day")
    LARGE_PRINT = "large_print", _("Papers in large print")
    EASY_READ = "easy_read", _("Papers in Easy Read")
    PLAIN_TEXT = "plain_text", _("Papers as plain text")
    SCREEN_READER = "screen_reader", _("Files that work with a screen reader")
    BRAILLE = "braille", _("Papers in Braille")
    AUDIO = "audio", _("Papers to listen to")
    STEP_FREE = "step_free", _("A way in without steps")
    SEATING = "seating", _("A certain seat, table or light")
    PARKING = "parking", _("A parking space")
    QUIET = "quiet", _("A quiet room, or less noise and light")
    BREAKS = "breaks", _("More breaks")
    COMPANION = "companion", _("A place for an assistant or companion")
    ASSISTANCE_DOG = "assistance_dog", _("Room for a guide dog or assistance dog")
    INTERPRETER = "interpreter", _("An interpreter or translation")
    FOOD = "food", _("Certain food and drink")
    TIMING = "timing", _("Times that fit medicine or energy")
    TRAVEL = "travel", _("Travel or a taxi, booked")
    CARE = "care", _("Care for a child or adult, booked")
    DEVICE = "device", _("A device or mobile data to borrow")
    ANOTHER_WAY = "another_way", _("To take part by chat, phone or post")
    SOMEONE_TO_CALL = "someone_to_call", _("Someone to call on the day")
    OTHER = "other", _("Something else")


GROUPS: list[tuple[str | Promise, tuple[NeedKind, ...]]] = [
    (_("Hearing and signing"), (
        NeedKind.BSL, NeedKind.CAPTIONS, NeedKind.LIPSPEAKER, NeedKind.HEARING_LOOP,
    )),
    (_("Papers and files"), (
        NeedKind.PAPERS_EARLY, NeedKind.LARGE_PRINT, NeedKind.EASY_READ, NeedKind.PLAIN_TEXT,
        NeedKind.SCREEN_READER, NeedKind.BRAILLE, NeedKind.AUDIO,
    )),
    (_("The way in and the room"), (
        NeedKind.STEP_FREE, NeedKind.SEATING, NeedKind.PARKING, NeedKind.QUIET, NeedKind.BREAKS,
    )),
    (_("Companions and language"), (
        NeedKind.COMPANION, NeedKind.ASSISTANCE_DOG, NeedKind.INTERPRETER,
    )),
    (_("Food, time, travel and care"), (
        NeedKind.FOOD, NeedKind.TIMING, NeedKind.TRAVEL, NeedKind.CARE,
    )),
    (_("Other ways to take part"), (
        NeedKind.DEVICE, NeedKind.ANOTHER_WAY, NeedKind.SOMEONE_TO_CALL, NeedKind.OTHER,
    )),
]  # fmt: skip

USUAL_DAYS = 7
DAYS_BEFORE: dict[str, int] = {
    NeedKind.BSL: 28, NeedKind.LIPSPEAKER: 28, NeedKind.INTERPRETER: 28, NeedKind.CAPTIONS: 14,
    NeedKind.PAPERS_EARLY: 10, NeedKind.LARGE_PRINT: 10, NeedKind.EASY_READ: 10, NeedKind.PLAIN_TEXT: 10,
    NeedKind.SCREEN_READER: 10, NeedKind.BRAILLE: 10, NeedKind.AUDIO: 10, NeedKind.TRAVEL: 5,
}  # fmt: skip
"""Days before a session by which each kind has to be booked; 7 for the rest. Interpreters ask for three to
four weeks; papers in other formats have to arrive before the day. One adjustment may have a date of its own.
"""

KEPT_DAYS = 30
"""Days after a session on which what was arranged for it is deleted, and only counts stay."""


def usual_book_by(kind: str, session: Session) -> date:
    """The day by which this kind is usually booked for this session."""
    return session.day - timedelta(days=DAYS_BEFORE.get(kind, USUAL_DAYS))


class AccessNeedQuerySet(models.QuerySet["AccessNeed"]):
    def kept(self) -> AccessNeedQuerySet:
        """Needs that stay on the profile of their person."""
        return self.filter(only_for=None)

    def to_review(self, day: date) -> AccessNeedQuerySet:
        """Kept needs whose review date has come."""
        return self.kept().filter(review_on__lte=day)


class AccessNeed(BaseModel):
    """What one person needs to take part: said once, kept on their profile or for one session only.

    With `reuse` it is ticked for them at the next registration; nothing is shared before they send that form.
    """

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="access_needs")
    kind = models.CharField(max_length=20, choices=NeedKind.choices)
    detail = models.TextField(blank=True)
    reuse = models.BooleanField(default=False)
    only_for = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, blank=True, related_name="needs_for_it_only"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    review_on = models.DateField(null=True, blank=True)
    review_asked_at = models.DateTimeField(null=True, blank=True)

    objects = AccessNeedQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "member": personal(KEEP), "kind": special(),
        "detail": special(), "reuse": personal(KEEP), "only_for": personal(KEEP), "how": personal(KEEP),
        "review_on": personal(KEEP), "review_asked_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(only_for=None) | Q(reuse=False, review_on=None),
                name="what_is_for_one_session_is_not_reused",
            )
        ]

    def __str__(self) -> str:
        return f"access need {self.pk}"

    @property
    def starts_ticked(self) -> bool:
        """Whether it is ticked at a registration: reuse was agreed, and it is not due to be looked at again."""
        return self.reuse and (self.review_on is None or self.review_on > clock.today())


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    def standing(self) -> AdjustmentQuerySet:
        """Adjustments that are still wanted: not ended, and the registration and the session stand."""
        return self.filter(
            ended_at=None, registration__cancelled_at=None, registration__session__cancelled_at=None
        )

    def of_session(self, session: Session) -> AdjustmentQuerySet:
        """Those of one session."""
        return self.filter(registration__session=session)

    def unanswered(self) -> AdjustmentQuerySet:
        """Neither arranged nor answered with "we cannot"."""
        return self.filter(arranged_at=None, cannot_at=None)

    def ownerless(self) -> AdjustmentQuerySet:
        """Unanswered, and nobody has taken them on."""
        return self.unanswered().filter(owner=None)

    def to_call_off(self) -> AdjustmentQuerySet:
        """Arranged with somebody, and wanted by nobody any more, before the session: a booking to call off, once."""
        gone = (
            Q(ended_at__isnull=False) | Q(registration__cancelled_at__isnull=False)
            | Q(registration__session__cancelled_at__isnull=False)
        )  # fmt: skip
        coming = Q(registration__session__starts_at__gt=clock.now())
        arranged = self.filter(gone & coming, called_off_at=None).exclude(arranged_at=None)
        return arranged.filter(same_as=None).exclude(supplier="").exclude(Exists(self._sharing()))

    def bookings(self) -> AdjustmentQuerySet:
        """Bookings of their own that stand, also where whoever they were made for does not come any more."""
        here = self.filter(registration__session__cancelled_at=None, called_off_at=None, same_as=None)
        wanted = Q(pk__in=Adjustment.objects.standing()) | Exists(self._sharing()) | ~Q(supplier="")
        return here.exclude(arranged_at=None).filter(wanted)

    def serves_somebody(self) -> AdjustmentQuerySet:
        """Those whose booking is wanted by somebody else at the session."""
        return self.filter(Q(same_as__isnull=False) | Exists(self._sharing()))

    def _sharing(self) -> AdjustmentQuerySet:
        rows: AdjustmentQuerySet = Adjustment.objects.standing().filter(same_as=OuterRef("pk"))
        return rows

    def with_all(self) -> AdjustmentQuerySet:
        """With everything that a page shows of them, in one query."""
        return self.select_related(
            "registration__session__series", "registration__member", "owner", "same_as", "verdict", "need"
        )


class Adjustment(BaseModel):
    """What the centre does about one need at one session: who, with which supplier, at what cost, by when.

    `kind` and `detail` are what the person shared, as they were then. Its states are dates: taken on by an
    owner, then arranged or not possible, then told. `same_as` points to a sibling whose booking serves this
    one too, so that its cost counts once.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="adjustments")
    need = models.ForeignKey(
        AccessNeed, on_delete=models.SET_NULL, null=True, blank=True, related_name="adjustments"
    )
    kind = models.CharField(max_length=20, choices=NeedKind.choices)
    detail = models.TextField(blank=True)
    own_book_by = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        "people.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="adjustments_owned"
    )
    taken_on_at = models.DateTimeField(null=True, blank=True)
    arranged_at = models.DateTimeField(null=True, blank=True)
    cannot_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    cost_pence = models.PositiveIntegerField(default=0)
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="shared_with"
    )
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = AdjustmentQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "registration": personal(KEEP), "need": personal(KEEP),
        "kind": special(), "detail": special(keep_days=KEPT_DAYS), "own_book_by": personal(KEEP),
        "owner": personal(KEEP), "taken_on_at": personal(KEEP), "arranged_at": personal(KEEP),
        "cannot_at": personal(KEEP), "answer": special(keep_days=KEPT_DAYS),
        "supplier": special(keep_days=KEPT_DAYS), "cost_pence": personal(KEEP), "same_as": personal(KEEP),
        "told_at": personal(KEEP), "ended_at": personal(KEEP), "called_off_at": personal(KEEP),
        "asked_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(arranged_at=None) | Q(cannot_at=None), name="arranged_or_not_possible_not_both"
            ),
            models.CheckConstraint(
                condition=Q(arranged_at=None, cannot_at=None)
                | (Q(taken_on_at__isnull=False) & ~Q(answer="")),
                name="an_answer_has_somebody_and_words",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(taken_on_at__isnull=False), name="an_owner_took_it_on"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | Q(cost_pence=0), name="a_shared_booking_costs_once"
            ),
        ]

    def __str__(self) -> str:
        return f"adjustment {self.pk}"

    @property
    def session(self) -> Session:
        """The session that it is for."""
        return self.registration.session

    @property
    def book_by(self) -> date:
        """The day by which it has to be booked: its own, or the usual one of its kind."""
        return self.own_book_by or usual_book_by(self.kind, self.session)

    @property
    def is_answered(self) -> bool:
        """Whether somebody arranged it or said why not."""
        return self.arranged_at is not None or self.cannot_at is not None

    @property
    def is_late(self) -> bool:
        """Whether its book-by date has passed without an answer, and the session has not."""
        return not self.is_answered and self.book_by < clock.today() <= self.session.day

    @property
    def came_late(self) -> bool:
        """Whether the book-by date had passed when the need was shared."""
        from django.utils import timezone

        return self.book_by < timezone.localtime(self.created_at).date()


class Met(models.TextChoices):
    MET = "met", _("Yes, it worked")
    PARTLY = "partly", _("Partly")
    NOT_MET = "not_met", _("No, it did not")


class Verdict(BaseModel):
    """What the person says afterwards: whether their need was met. Nobody else can say it for themselves."""

    adjustment = models.OneToOneField(Adjustment, on_delete=models.CASCADE, related_name="verdict")
    met = models.CharField(max_length=8, choices=Met.choices)
    words = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    looked_into_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "adjustment": personal(KEEP), "met": special(),
        "words": special(keep_days=KEPT_DAYS), "how": personal(KEEP), "looked_into_at": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"verdict on {self.adjustment_id}"


class AccessCount(BaseModel):
    """What stays of the access needs of a session once their details are deleted: sums without anybody."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="access_counts")
    kind = models.CharField(max_length=20, choices=NeedKind.choices)
    shared = models.PositiveIntegerField(default=0)
    arranged = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    cost_pence = models.PositiveIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "kind": public(), "shared": public(),
        "arranged": public(), "met": public(), "partly": public(), "not_met": public(), "cost_pence": public(),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "kind"], name="one_access_count_for_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.session_id}"
