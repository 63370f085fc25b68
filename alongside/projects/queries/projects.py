"""Projects: as people read them, who is named, and as things that other rooms can name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from alongside.foundation.sources import Thing
from alongside.people.models import Attribution, Consent, Member
from alongside.people.queries import consents

from ..models import Plan, Project, Status, TeamMember, Theory

KIND, MOST = "project", 10


@dataclass(frozen=True)
class Credits:
    """Names of those in a team, as each chose, in the order of the alphabet.

    `more` says that there are people who want no name. How many is not said, so that nobody can be worked out.
    """

    names: list[str]
    more: bool


def name_of(row: TeamMember) -> str:
    """Who is named, by the rules of living consents, worked out anew each time; "" for no name."""
    if row.named == Attribution.NONE or row.member.has_left:
        return ""
    return consents.attribution(
        Consent(member=row.member, attribution=row.named, attribution_text=row.role_text)
    )


def credits(project: Project) -> Credits:
    """The names under a project: of those in its team, and of those who were. One query."""
    rows = TeamMember.objects.filter(project=project).exclude(agreed_at=None)
    names, more = set(), False
    for row in rows.select_related("member", "member__leaving"):
        name = name_of(row)
        names |= {name} if name else set()
        more = more or not name
    return Credits(sorted(names), more)


def has_young(project: Project) -> bool:
    """Whether somebody in the team may be under 18: then the safeguarding contact is shown to the team."""
    here = TeamMember.objects.here().filter(project=project)
    return here.exclude(member__age_guard="adult").exists()


def listed(member: Member | None, *, runs: bool) -> QuerySet[Project]:
    """Projects that somebody sees in the list: all public ones, their own, and for those who run them every one."""
    rows = Project.objects.all() if runs else Project.objects.public()
    if member is not None and not runs:
        mine = TeamMember.objects.here().filter(member=member).values("project")
        rows = rows | Project.objects.filter(pk__in=mine)
    return rows.order_by("-starts_on", "-pk")


def theory_in_force(project: Project) -> Theory | None:
    """The version of the theory that is agreed now."""
    return Theory.objects.filter(project=project, status=Status.AGREED).first()


def plan_in_force(project: Project) -> Plan | None:
    """The version of the evaluation plan that is agreed now."""
    return Plan.objects.filter(project=project, status=Status.AGREED).first()


def find(words: str) -> list[Thing]:
    """Public projects that match some words, newest first."""
    rows = Project.objects.public().filter(title__icontains=words.strip())
    return [thing(row) for row in rows.order_by("-starts_on", "-pk")[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Public projects by key."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): thing(row) for row in Project.objects.public().filter(pk__in=wanted)}


def thing(project: Project) -> Thing:
    """A project as other rooms name it."""
    return Thing(KIND, str(project.pk), project.title, reverse("projects:project", args=[project.slug]))


def things(rows: Iterable[Project]) -> list[Thing]:
    """Projects as other rooms name them."""
    return [thing(row) for row in rows]
