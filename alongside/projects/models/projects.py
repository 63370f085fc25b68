"""Projects, who works in them, and with whom."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation import clock
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution, Member, Mode, Organisation


class ProjectQuerySet(models.QuerySet["Project"]):
    def public(self) -> ProjectQuerySet:
        """Those that everybody may read about."""
        return self.exclude(published_at=None)

    def running(self) -> ProjectQuerySet:
        """Those that are not closed."""
        return self.filter(closed_at=None)


class Project(BaseModel):
    """One project. `planned_end_on` is the day that was first agreed and never moves; `ends_on` moves with extensions.

    What is public, once published, is the row itself; the people in it only as each consented.
    """

    title = models.CharField(max_length=140)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    starts_on = models.DateField()
    ends_on = models.DateField()
    planned_end_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=40)

    objects = ProjectQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "slug": public(), "summary": public(),
        "about": public(), "language": public(), "starts_on": public(), "ends_on": public(),
        "planned_end_on": public(), "published_at": public(), "closed_at": public(),
        "closed_by": personal(KEEP), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) & Q(planned_end_on__gte=F("starts_on")),
                name="a_project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="a_project_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TeamRole(models.TextChoices):
    """As what somebody is in a team; somebody may be in it as several things."""

    YOUNG_PERSON = "young", _("Young person")
    LIVED = "lived", _("Person with lived experience")
    CARER = "carer", _("Carer")
    COMMUNITY = "community", _("Community member")
    RESEARCHER = "researcher", _("Researcher")
    PRACTITIONER = "practitioner", _("Practitioner")
    STAFF = "staff", _("Staff of the project")
    OTHER = "other", _("Another role")


LIVED = (TeamRole.YOUNG_PERSON, TeamRole.LIVED, TeamRole.CARER, TeamRole.COMMUNITY)
"""Those who are in a team for what they live or lived through."""


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def here(self) -> TeamMemberQuerySet:
        """Those who agreed to be in the team, and have not left it."""
        return self.filter(left_on=None).exclude(agreed_at=None)

    def here_on(self, day: date) -> TeamMemberQuerySet:
        """Those who are in the team, and those who were in it on this day and left it since."""
        return self.filter(Q(left_on=None) | Q(left_on__gte=day, joined_on__lte=day)).exclude(agreed_at=None)

    def asked(self) -> TeamMemberQuerySet:
        """Those who were asked, and have not answered yet."""
        return self.filter(left_on=None, agreed_at=None)


class TeamMember(BaseModel):
    """A member in a team, as one thing. `leads` may change the team. Nobody is named but as they consented.

    Without `agreed_at` they were asked, and are not in the team yet.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="in_teams")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    leads = models.BooleanField(default=False)
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True, default=clock.now)
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    joined_on = models.DateField(default=clock.today)
    left_on = models.DateField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "member": personal(KEEP), "role": public(),
        "leads": personal(KEEP), "named": personal(KEEP), "role_text": personal(),
        "agreed_at": personal(KEEP), "how": personal(KEEP), "joined_on": personal(KEEP), "left_on": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "member", "role"],
                condition=Q(left_on=None),
                name="in_a_team_once_as_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.project_id}"


class Partner(BaseModel):
    """An organisation that works with a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="in_projects")
    brings = models.CharField(max_length=200, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "project": public(), "organisation": public(), "brings": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="a_partner_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.project_id}"
