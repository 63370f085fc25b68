"""What the room holds about a person, and what it does when they leave: their name goes, what the team made stays."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Attribution, Member

from ..models import Agreement, LogEntry, Pin, Reading, TeamMember, TheoryComment

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class ProjectsRights:
    """What the rights registry asks of this room."""

    name = "projects"

    def export(self, account: "AbstractBaseUser") -> dict[str, Any]:
        """Everything about the member behind an account; empty for somebody without a member."""
        member = _member(account)
        return export_member(member) if member else {}

    def erase(self, account: "AbstractBaseUser", *, by: Actor) -> None:
        """Do what each field declares."""
        if member := _member(account):
            forget_member(member, by=by)

    def links(self, account: "AbstractBaseUser") -> list[dict[str, Any]]:
        """Where somebody changes how they are named in teams, and leaves them."""
        return [{"label": _("My projects"), "url": reverse("projects:my_projects")}]


def _member(account: "AbstractBaseUser") -> Member | None:
    return Member.objects.filter(account_id=account.pk).first()


def export_member(member: Member) -> dict[str, Any]:
    """The teams a member is or was in, what they agreed to, and what they wrote for their teams."""
    teams = TeamMember.objects.filter(member=member).select_related("project")
    agreed = Agreement.objects.filter(member=member).select_related("theory__project", "plan__project")
    readings = Reading.objects.filter(member=member).select_related("project", "measure")
    return {
        "teams": [
            {
                "project": row.project.title, "role": row.role, "leads": row.leads, "named": row.named,
                "role_text": row.role_text, "how": row.how,
                "agreed_at": row.agreed_at.isoformat() if row.agreed_at else None,
                "left_on": row.left_on.isoformat() if row.left_on else None,
            }
            for row in teams
        ],
        "agreed_to": [
            {
                "project": version.project.title, "what": "theory" if row.theory_id else "plan",
                "version": version.number, "role": row.role, "how": row.how, "at": row.created_at.isoformat(),
            }
            for row in agreed
            if (version := row.theory or row.plan)
        ],
        "log": list(
            LogEntry.objects.filter(member=member).values("project__title", "happened", "surprised", "next_step")
        ),
        "comments": list(TheoryComment.objects.filter(member=member).values("theory__project__title", "text")),
        "tasks": list(Pin.objects.filter(member=member).values("project__title", "text")),
        "readings": [
            {"project": row.project.title, "measure": row.measure.text, "value": row.value, "status": row.status}
            for row in readings
        ],
    }  # fmt: skip


def forget_member(member: Member, *, by: Actor) -> None:
    """Leave every team without a name. Agreements stay by role; the team's log and readings stay without whose."""
    with transaction.atomic():
        rows = TeamMember.objects.filter(member=member)
        rows.filter(left_on=None).update(left_on=clock.today())
        count = rows.update(named=Attribution.NONE, role_text="")
        count += TheoryComment.objects.filter(member=member).update(text="", member=None)
        for model in (Agreement, LogEntry, Pin, Reading):
            count += model.objects.filter(member=member).update(member=None)
        if count:
            record("projects.member_forgotten", None, by=by, count=count)
