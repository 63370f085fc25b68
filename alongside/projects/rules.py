"""Who may: predicates, true or false."""

from django.http import HttpRequest

from alongside.foundation import doors
from alongside.foundation.doors import Role
from alongside.people.models import Member

from .models import LIVED, Project, TeamMember

Who = HttpRequest | frozenset[Role]


def _roles(who: Who) -> frozenset[Role]:
    return who if isinstance(who, frozenset) else doors.roles_of(who)


def runs(who: Who) -> bool:
    """Whether somebody starts projects, publishes them, and writes things down for every team."""
    return bool(_roles(who) & doors.COORDINATORS)


def audits(who: Who) -> bool:
    """Whether somebody looks at everything and changes nothing."""
    return Role.AUDITOR in _roles(who)


def in_team(member: Member | None, project: Project) -> bool:
    """Whether a member agreed to be in the team of a project, and has not left it."""
    return member is not None and TeamMember.objects.here().filter(project=project, member=member).exists()


def leads(who: Who, member: Member | None, project: Project) -> bool:
    """Whether somebody may change who is in the team: a coordinator, or a lead of the team."""
    if runs(who):
        return True
    led = TeamMember.objects.here().filter(project=project, member=member, leads=True)
    return member is not None and led.exists()


def works_on(who: Who, member: Member | None, project: Project) -> bool:
    """Whether somebody writes in the project's shared place, theory and plan: its team, and coordinators."""
    return runs(who) or in_team(member, project)


def reads(who: Who, member: Member | None, project: Project) -> bool:
    """Whether somebody may read a project's page: everybody once it is public; before, its team and the centre."""
    return project.published_at is not None or Role.AUDITOR in _roles(who) or works_on(who, member, project)


def has_lived_experience(project: Project) -> bool:
    """Whether somebody is in the team for what they live or lived through."""
    return TeamMember.objects.here().filter(project=project, role__in=LIVED).exists()
