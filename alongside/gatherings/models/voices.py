"""What people say of a session and to it: feedback, words we may quote, contributions, and their answers.

Contribution and Answer are kept small on purpose. Themes, statements and votes belong to the room
`conversations`, which stands beneath this one and gathers contributions by their keys.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution, Mode

from .sessions import Session


class FeedbackQuestions(BaseModel):
    """The questions of one session as somebody worded them. An answer keeps the version that it answered.

    Each is a sentence; an empty one is not asked. Version 0, without a row, is the house's own wording.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedback_questions")
    version = models.PositiveSmallIntegerField()
    good = models.CharField(max_length=160, blank=True)
    differently = models.CharField(max_length=160, blank=True)
    heard = models.CharField(max_length=160, blank=True)
    anything_else = models.CharField(max_length=160, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "version": public(), "good": public(),
        "differently": public(), "heard": public(), "anything_else": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["session", "version"], name="one_wording_of_a_version")
        ]

    def __str__(self) -> str:
        return f"questions {self.version} of {self.session_id}"


class FeedbackRequest(BaseModel):
    """We asked somebody who was there how it was. Once; `sent_at` is when their link last went out."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedback_requests")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="feedback_requests")
    sent_at = models.DateTimeField(default=clock.now)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": personal(KEEP), "member": personal(KEEP),
        "sent_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="asked_for_feedback_once")]

    def __str__(self) -> str:
        return f"request for feedback {self.pk}"


class Heard(models.TextChoices):
    """Answers to "Did you feel heard?"."""

    YES = "yes", _("Yes")
    MOSTLY = "mostly", _("Mostly")
    LITTLE = "little", _("Not much")
    NO = "no", _("No")


class Feedback(BaseModel):
    """One person's answers. Without a name, `member` is empty and `link_key` lets their link change them.

    `link_key` is a keyed hash of the link. It is emptied when the session is completed.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedback")
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    version = models.PositiveSmallIntegerField(default=0)
    good = models.TextField(blank=True)
    differently = models.TextField(blank=True)
    heard = models.CharField(max_length=6, choices=Heard.choices, blank=True)
    anything_else = models.TextField(blank=True)
    link_key = models.CharField(max_length=64, blank=True)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": personal(KEEP), "member": personal(),
        "how": personal(KEEP), "version": public(), "good": personal(), "differently": personal(),
        "heard": personal(KEEP), "anything_else": personal(), "link_key": personal(),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                condition=Q(member__isnull=False),
                name="one_feedback_of_a_member",
            ),
            models.UniqueConstraint(
                fields=["session", "link_key"], condition=~Q(link_key=""), name="one_feedback_of_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class SessionQuote(BaseModel):
    """Words that somebody lets us quote. Public only while their consent lives; it says who is named."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField()
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    consent = models.OneToOneField("people.Consent", on_delete=models.PROTECT, related_name="session_quote")

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": public(), "text": personal(),
        "language": public(), "consent": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"quote {self.pk} of session {self.session_id}"


class ContributionKind(models.TextChoices):
    IDEA = "idea", _("An idea")
    QUESTION = "question", _("A question")
    WORRY = "worry", _("A worry")
    OTHER = "other", _("Something else")


NAMED_BY = [
    (Attribution.FIRST_NAME.value, _("The name I am called by")),
    (Attribution.ROLE.value, _("My role only")),
    (Attribution.NONE.value, _("No name")),
]


class AnswerState(models.TextChoices):
    DID = "did", _("We did it")
    WILL = "will", _("We will do it")
    CANNOT = "cannot", _("We cannot, because")
    THINKING = "thinking", _("We are still thinking")


class Answer(BaseModel):
    """What was answered, to one contribution or to several. "Still thinking" says by when we say more."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=8, choices=AnswerState.choices)
    text = models.TextField()
    by_role = models.CharField(max_length=120)
    more_by = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "state": public(), "text": public(),
        "by_role": public(), "more_by": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="thinking") | Q(more_by__isnull=False), name="thinking_says_until_when"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def standing(self) -> ContributionQuerySet:
        """Not taken back by who said it, and not held back by us."""
        return self.filter(withdrawn_at=None, held_back_at=None)

    def to_check(self) -> ContributionQuerySet:
        """Standing, and nobody who runs the session has looked at it yet."""
        return self.standing().filter(checked_at=None)

    def public(self) -> ContributionQuerySet:
        """What everybody may read, oldest first."""
        return self.standing().exclude(checked_at=None).order_by("created_at", "pk")

    def unanswered(self) -> ContributionQuerySet:
        """Standing, without an answer, or with one that says we are still thinking. `due` is the next day."""
        open_ones = self.standing().filter(Q(answer=None) | Q(answer__state=AnswerState.THINKING))
        return open_ones.annotate(due=Coalesce(F("answer__more_by"), F("due_on")))

    def loose(self, day: date) -> ContributionQuerySet:
        """Without any answer, or still thinking beyond the day that was named."""
        return self.unanswered().filter(Q(answer=None) | Q(due__lt=day))


class Contribution(BaseModel):
    """What somebody said to a session. `due_on` is the day by which it is answered; it never moves."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="contributions")
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    kind = models.CharField(max_length=8, choices=ContributionKind.choices)
    text = models.TextField()
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    held_back_at = models.DateTimeField(null=True, blank=True)
    held_back_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "session": personal(KEEP), "member": personal(),
        "kind": personal(KEEP), "text": personal(), "how": personal(KEEP), "named": personal(KEEP),
        "role_text": personal(), "due_on": public(), "checked_at": public(), "checked_by": personal(KEEP),
        "held_back_at": public(), "held_back_because": personal(), "withdrawn_at": personal(KEEP),
        "answer": public(), "answered_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["session", "due_on"], name="contributions_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(named="none"), name="nobody_is_named_without_a_member"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answer__isnull=False), name="answered_by_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"
