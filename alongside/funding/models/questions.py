"""What a round asks: a self-check before anybody starts, and the questions of its form; and what bids answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, DELETE, KEEP, personal, public
from alongside.people.models import Member

from .bids import Bid
from .rounds import Round


class QuestionKind(models.TextChoices):
    """What an answer looks like."""

    WORDS = "words", _("Several sentences")
    SHORT = "short", _("One line")
    NUMBER = "number", _("A whole number")
    MONEY = "money", _("An amount of money")
    LINK = "link", _("A link")
    YES_NO = "yes_no", _("Yes or no")


class SelfCheck(BaseModel):
    """A yes-or-no question that people ask themselves before they start. Nothing is kept about who asked it.

    `fits` is the answer that fits the round; `told` is the sentence for whoever answers otherwise.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="self_checks")
    text = models.CharField(max_length=200)
    fits = models.BooleanField(default=True)
    told = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "text": public(), "fits": public(),
        "told": public(), "position": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Question(BaseModel):
    """A question of the form. `most_words` limits an answer in several sentences; None where nothing does."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=300)
    help = models.CharField(max_length=600, blank=True)
    kind = models.CharField(max_length=8, choices=QuestionKind.choices, default=QuestionKind.WORDS)
    most_words = models.PositiveSmallIntegerField(null=True, blank=True)
    required = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()

    privacy = {
        "id": public(), "created_at": public(), "round": public(), "text": public(), "help": public(),
        "kind": public(), "most_words": public(), "required": public(), "position": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(BaseModel):
    """What a bid answers to a question, as it stands. `revision` counts how often it was saved.

    Whole numbers and pence are kept as digits, yes and no as "yes" and "no".
    """

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "bid": personal(KEEP), "question": public(),
        "text": personal(KEEP), "revision": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bid", "question"], name="a_question_answered_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Saved(BaseModel):
    """Every text that was sent for an answer, so that nothing is lost. `revision` is None for one that met another.

    `base` is the revision that its writer had read.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="saved")
    text = models.TextField(blank=True)
    base = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(null=True, blank=True)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": personal(KEEP), "answer": personal(KEEP), "text": personal(KEEP),
        "base": personal(KEEP), "revision": personal(KEEP), "member": personal(BLANK), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "revision"],
                condition=models.Q(revision__isnull=False),
                name="a_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"text {self.pk} of answer {self.answer_id}"


class BidComment(BaseModel):
    """What somebody who works on a bid says to the others, about one question or about all of it."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="comments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="bid_comments")
    text = models.TextField()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "bid": personal(KEEP), "question": public(),
        "member": personal(KEEP), "text": personal(DELETE),
    }  # fmt: skip

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
