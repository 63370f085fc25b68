"""After the close: what was done, follow-ups, what happened since, how it went on, and who confirms it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import BLANK, KEEP, personal, public
from alongside.people.models import Member, Mode

from .outcomes import Outcome, Rating, Stance
from .projects import Project, TeamRole


class Closing(BaseModel):
    """What a project says at its close. What did not work stands as items of `learning`, which name the project."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="closing")
    done = models.TextField()
    changed = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "done": public(), "changed": public(),
        "language": public(), "by": personal(KEEP),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"closing of {self.project_id}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def open(self) -> FollowUpQuerySet:
        """Not answered, and nobody asked us to stop."""
        return self.filter(answered_at=None, stopped_at=None)


class FollowUp(BaseModel):
    """One question after the close: did something happen since? Asked `months` after it, by the lead's channel.

    The link in the message is kept as a hash, ends at `expires_at`, and answers once. While nobody answered, what
    happened is not yet known.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    something = models.BooleanField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "months": public(), "due_on": public(),
        "member": personal(BLANK), "asked_at": public(), "reminders": personal(KEEP),
        "reminded_at": personal(KEEP), "token_hash": personal(BLANK), "expires_at": personal(KEEP),
        "answered_at": public(), "something": public(), "how": personal(KEEP), "stopped_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "months"], name="a_follow_up_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, something=None)
                | Q(answered_at__isnull=False, something__isnull=False),
                name="an_answer_says_whether_something_happened",
            ),
            models.CheckConstraint(condition=Q(reminders__lte=2), name="reminded_at_most_twice"),
        ]

    def __str__(self) -> str:
        return f"follow-up of {self.project_id} after {self.months} months"


class SinceKind(models.TextChoices):
    """What can happen after a project."""

    AWARD = "award", _("Won an award")
    FUNDING = "funding", _("Got more funding")
    COMMISSION = "commission", _("Was commissioned")
    PROFILE = "profile", _("Became better known")
    GROWTH = "growth", _("Grew")
    PARTNERSHIP = "partnership", _("Found a new partner")
    PUBLISHED = "published", _("Was published, or changed a policy")


class SinceThenQuerySet(models.QuerySet["SinceThen"]):
    def standing(self) -> SinceThenQuerySet:
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def published(self) -> SinceThenQuerySet:
        """What everybody may read; of versions that contradict each other, the one that was published."""
        return self.standing().filter(published_at__isnull=False, project__published_at__isnull=False)


class SinceThen(BaseModel):
    """Something that happened since: claimed, until the funder or somebody else confirms it or staff saw evidence.

    `about` is the first row about the same thing: those that contradict each other are all kept, one is published.
    Sums are in pence.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="since_then")
    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="told"
    )
    about = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="versions"
    )
    kind = models.CharField(max_length=12, choices=SinceKind.choices)
    what = models.TextField()
    happened_on = models.DateField()
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    funder = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_how = models.CharField(
        max_length=10,
        blank=True,
        choices=[("person", _("Confirmed by somebody else")), ("seen", _("We saw it"))],
    )
    seen = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = SinceThenQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "follow_up": public(), "about": public(),
        "kind": public(), "what": public(), "happened_on": public(), "pence": public(), "funder": public(),
        "url": public(), "language": public(), "role": public(), "how": personal(KEEP), "published_at": public(),
        "confirmed_at": public(), "confirmed_how": public(), "seen": public(), "withdrawn_at": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["happened_on", "pk"]
        verbose_name_plural = "since then"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_how="")
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_how=""),
                name="what_is_confirmed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(pence=None)
                | Q(kind__in=["funding", "commission", "award"], pence__gt=0) & ~Q(funder=""),
                name="money_since_says_from_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.project_id}"


class RippleKind(models.TextChoices):
    """How something went on."""

    PEOPLE = "people", _("Through people")
    PRACTICE = "practice", _("Through how somebody works")
    PLACE = "place", _("To another place")
    IDEA = "idea", _("As an idea")
    POLICY = "policy", _("Into a rule or policy")
    MONEY = "money", _("Through money")


class RippleQuerySet(models.QuerySet["Ripple"]):
    def public(self) -> RippleQuerySet:
        """What everybody may read."""
        return self.filter(withdrawn_at=None, checked_at__isnull=False, project__published_at__isnull=False)


class Ripple(BaseModel):
    """How something went on from the project to others: from whom, to whom, in what way. Nobody is named."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="ripples")
    begins = models.CharField(max_length=120)
    reached = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=RippleKind.choices)
    words = models.TextField(blank=True)
    happened_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    checked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = RippleQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "begins": public(), "reached": public(),
        "kind": public(), "words": public(), "happened_on": public(), "language": public(),
        "how": personal(KEEP), "checked_at": public(), "withdrawn_at": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["happened_on", "pk"]

    def __str__(self) -> str:
        return f"ripple of {self.project_id}"


class Independence(models.TextChoices):
    """How independent somebody is who confirms."""

    OUTSIDE = "outside", _("I have nothing to do with the project")
    KNOWS = "knows", _("I know the project, and I am not paid by it")
    PARTNER = "partner", _("I work with the project, or I am paid by it")
    FUNDER = "funder", _("I gave the money or the award")


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def answered(self) -> ConfirmationQuerySet:
        """Those that somebody answered."""
        return self.exclude(answered_at=None)

    def roles_to_look_at(self) -> ConfirmationQuerySet:
        """Answered, and nobody looked yet whether somebody could be known by the role."""
        rows = self.answered().filter(role_checked_at=None)
        return rows.exclude(outcome__withdrawn_at__isnull=False).exclude(since__withdrawn_at__isnull=False)

    def waiting(self) -> ConfirmationQuerySet:
        """Asked, not answered, and not taken back."""
        return self.filter(answered_at=None, withdrawn_at=None)


class Confirmation(BaseModel):
    """Somebody outside the team is asked whether an outcome, or what happened since, is so.

    Asked by a link that works once and is kept as a hash, or by phone or post. Name and address go when it is
    answered. Somebody could be known by `role`: everybody reads it once a lead or the centre looked at it. What was
    answered stays, also when it disagrees.
    """

    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, null=True, blank=True, related_name="confirmations"
    )
    since = models.ForeignKey(
        SinceThen, on_delete=models.CASCADE, null=True, blank=True, related_name="confirmations"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    called = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    independence = models.CharField(max_length=10, choices=Independence.choices, blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    checked_at = models.DateTimeField(null=True, blank=True)
    role_checked_at = models.DateTimeField(null=True, blank=True)
    role_shows = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=40)

    objects = ConfirmationQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "outcome": public(), "since": public(), "number": public(),
        "called": personal(BLANK), "email": personal(BLANK), "role": personal(KEEP), "how": personal(KEEP),
        "token_hash": personal(BLANK), "expires_at": public(), "answered_at": public(), "stance": public(),
        "rating": public(), "independence": public(), "words": personal(BLANK), "language": public(),
        "checked_at": public(), "role_checked_at": public(), "role_shows": public(), "withdrawn_at": public(),
        "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role_shows=False) | Q(role_checked_at__isnull=False),
                name="a_role_shows_once_it_was_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=False, since=None) | Q(outcome=None, since__isnull=False),
                name="a_confirmation_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, stance="")
                | Q(answered_at__isnull=False) & ~Q(stance="") & ~Q(independence=""),
                name="an_answer_takes_a_stance",
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"

    @property
    def shown_as(self) -> str:
        """As whom everybody reads it: the role once it may show, and nothing but "outside the team" until then."""
        return self.role if self.role_shows else gettext("Somebody outside the team")
