"""Who is in a team: asked by a lead, agreed by themselves, named as they choose, leaving when they want."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Mode
from alongside.people.queries import members

from .. import emails
from ..models import Project, TeamMember, TeamRole
from . import wording
from .refusals import CannotJoin

WHAT = "team"


def add_to_team(
    project: Project,
    member: Member,
    *,
    role: str,
    by: Actor,
    leads: bool = False,
    named: str = Attribution.NONE,
    role_text: str = "",
    told: people.Told | None = None,
) -> TeamMember:
    """Put somebody in a team who has agreed already: on a bid, or as they told us. The same again changes nothing.

    Raises ValidationError for no role, CannotJoin while a guardian has not agreed, people.CannotRecord.
    """
    role = _may_join(member, role)
    with transaction.atomic():
        held = Project.objects.select_for_update().get(pk=project.pk)
        row, made = TeamMember.objects.get_or_create(
            project=held, member=member, role=role, left_on=None,
            defaults={"leads": leads, "how": told.mode if told else Mode.WEB, **_naming(named, role_text)},
        )  # fmt: skip
        if made or row.agreed_at is None:
            row.agreed_at, row.leads = row.agreed_at or clock.now(), row.leads or leads
            row.save(update_fields=["agreed_at", "leads"])
            wording.written_down(member, WHAT, told, by)
            record("projects.joined_team", row, by=by, role=role, how=str(row.how))
        return row


def ask_to_join(project: Project, member: Member, *, role: str, by: Actor, leads: bool = False) -> TeamMember:
    """Ask a member to be in a team; they answer themselves. Asking again changes nothing.

    Raises ValidationError for no role, CannotJoin for somebody whose guardian has not agreed.
    """
    role = _may_join(member, role)
    with transaction.atomic():
        held = Project.objects.select_for_update().get(pk=project.pk)
        row, made = TeamMember.objects.get_or_create(
            project=held, member=member, role=role, left_on=None, defaults={"leads": leads, "agreed_at": None}
        )
        if made:
            record("projects.asked_to_join", row, by=by, role=role)
            emails.asked_to_join(row, by=by)
        return row


def join_team(
    row: TeamMember,
    *,
    by: Actor,
    named: str = Attribution.NONE,
    role_text: str = "",
    told: people.Told | None = None,
) -> TeamMember:
    """Agree to be in a team, and say how to be named. Twice changes nothing. Raises CannotJoin, CannotRecord."""
    with transaction.atomic():
        kept = TeamMember.objects.select_for_update(of=("self",)).select_related("member").get(pk=row.pk)
        if kept.left_on:
            raise CannotJoin(_("This was answered with no. Ask them again first."))
        if kept.agreed_at:
            return kept
        _may_join(kept.member, kept.role)
        naming = _naming(named, role_text)
        kept.agreed_at, kept.joined_on = clock.now(), clock.today()
        kept.how = told.mode if told else Mode.WEB
        kept.named, kept.role_text = naming["named"], naming["role_text"]
        kept.save()
        wording.written_down(kept.member, WHAT, told, by)
        record("projects.joined_team", kept, by=by, role=kept.role, how=str(kept.how))
        return kept


def name_in_team(
    row: TeamMember, *, named: str, by: Actor, role_text: str = "", told: people.Told | None = None
) -> None:
    """Change how somebody is named in this one team."""
    with transaction.atomic():
        TeamMember.objects.filter(pk=row.pk).update(**_naming(named, role_text))
        wording.written_down(row.member, WHAT, told, by)
        record("projects.named_in_team", row, by=by, named=str(named))


def leave_team(row: TeamMember, *, by: Actor, told: people.Told | None = None) -> None:
    """Leave a team, or say no to being in it. What they agreed to stays. Twice changes nothing."""
    with transaction.atomic():
        if TeamMember.objects.filter(pk=row.pk, left_on=None).update(left_on=clock.today()):
            wording.written_down(row.member, WHAT, told, by)
            record("projects.left_team", row, by=by)


def set_lead(row: TeamMember, *, leads: bool, by: Actor) -> None:
    """Let somebody in the team change who is in it, or not any more."""
    with transaction.atomic():
        if TeamMember.objects.here().filter(pk=row.pk).exclude(leads=leads).update(leads=leads):
            record("projects.lead_set", row, by=by, leads=leads)


def _may_join(member: Member, role: str) -> str:
    role = wording.chosen(role, TeamRole, "role", _("Choose as what they are in the team."))
    if not members.may_be_reached(member):
        raise CannotJoin(str(members.GUARDIAN_FIRST))
    return role


def _naming(named: str, role_text: str) -> dict[str, str]:
    named = wording.chosen(named, Attribution, "named", _("Choose how we name you."))
    missing = _("Write the role that we should show.") if named == Attribution.ROLE else ""
    words = wording.line(role_text, "role_text", missing=missing, most=120)
    return {"named": named, "role_text": words if named == Attribution.ROLE else ""}
