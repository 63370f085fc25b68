"""Drafts of theories and plans: starting one, saying what changed and why, agreeing, each for themselves."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import LIVED, Agreement, Plan, Project, Status, TeamMember, TeamRole, Theory
from . import wording
from .refusals import CannotAgree, CannotChange

Version = TypeVar("Version", bound=Theory | Plan)
NOT_BEFORE_DRAFT = gettext_lazy("This draft was begun on {day}. Write that day or a later one.")
WHAT = {Theory: "theory", Plan: "plan"}


def held(project: Project) -> Project:
    """The project, locked until the transaction ends, so that two changes never mix."""
    return Project.objects.select_for_update().get(pk=project.pk)


def to_change(version: Version) -> Version:
    """A draft, with its project locked. Raises CannotChange for a version that was agreed."""
    held(version.project)
    rows: Any = type(version).objects
    kept: Version = rows.select_related("project").get(pk=version.pk)
    if not kept.is_draft:
        raise CannotChange(_("This version was agreed, and stays as it is. Start a new draft to change it."))
    return kept


def new_draft(kind: type[Version], project: Project, by: Actor) -> tuple[Version, Version | None, bool]:
    """The draft that is worked on, the version that it is made from, and whether it is new."""
    kept = held(project)
    rows: Any = kind.objects.filter(project=kept)
    if draft := rows.filter(status=Status.DRAFT).first():
        return draft, None, False
    last = rows.order_by("-number").first()
    made: Any = kind.objects
    fresh: Version = made.create(
        project=kept, number=1 + (last.number if last else 0), language=kept.language, by=by.key
    )
    record(f"projects.{WHAT[kind]}_drafted", fresh, by=by, number=fresh.number)
    return fresh, rows.filter(status=Status.AGREED).first(), True


def touched(version: Theory | Plan, by: Actor) -> None:
    """A draft changed: whoever had agreed to it agreed to something else, and is asked again."""
    gone = Agreement.objects.filter(**{WHAT[type(version)]: version})
    if count := gone.count():
        gone.delete()
        record("projects.agreements_void", version, by=by, count=count)


def say_what_changed(version: Version, *, what_changed: str, why: str, by: Actor) -> Version:
    """Say what is other than in the version before, and why. Raises ValidationError without words, CannotChange."""
    words = wording.plain(what_changed, "what_changed", missing=_("Write what changed."), most=2000)
    reason = wording.plain(why, "why", missing=_("Write why it changed."), most=2000)
    with transaction.atomic():
        kept = to_change(version)
        if (kept.what_changed, kept.why) != (words, reason):
            kept.what_changed, kept.why = words, reason
            kept.save(update_fields=["what_changed", "why"])
            touched(kept, by)
            record("projects.change_explained", kept, by=by)
        return kept


def agree(
    version: Version, member: Member, *, role: str, by: Actor, told: people.Told | None = None
) -> Agreement:
    """Somebody in the team agrees to a draft, for themselves, as one thing that they are in it.

    It is agreed once somebody with lived experience did, and somebody else in another role; the version before is
    then replaced. Twice changes nothing. Raises CannotAgree, CannotChange, people.CannotRecord.
    """
    with transaction.atomic():
        kind = WHAT[type(version)]
        if done := Agreement.objects.filter(**{kind: version}, member=member).first():
            return done
        kept = to_change(version)
        _check(kept)
        if not TeamMember.objects.here().filter(project=kept.project, member=member, role=role).exists():
            raise CannotAgree(_("Only somebody in the team agrees, as what they are in it."))
        if told:
            people.check_not_before(told, timezone.localtime(kept.created_at).date(), NOT_BEFORE_DRAFT)
        row = Agreement.objects.create(
            **{kind: kept}, member=member, role=role, how=told.mode if told else Mode.WEB, by=by.key
        )
        wording.written_down(member, f"{kind}_agreement", told, by)
        record(f"projects.agreed_to_{kind}", kept, by=by, role=str(role), how=str(row.how))
        if not missing(kept):
            _agreed(kept, by)
        return row


def take_agreement_back(agreement: Agreement, *, by: Actor, told: people.Told | None = None) -> None:
    """Somebody agrees no more, while it is a draft. Raises CannotChange for a version that is agreed."""
    version = agreement.theory or agreement.plan
    assert version is not None
    with transaction.atomic():
        kept = to_change(version)
        if agreement.member:
            wording.written_down(agreement.member, "agreement_taken_back", told, by)
        agreement.delete()
        record("projects.agreement_taken_back", kept, by=by)


def missing(version: Theory | Plan) -> list[str]:
    """Whose agreement is missing, in sentences; empty when it is agreed. Two people, never one as two things."""
    rows = Agreement.objects.filter(**{WHAT[type(version)]: version})
    said = [(row.member_id or -row.pk, row.role) for row in rows]
    lived = {member for member, role in said if role in LIVED}
    others = {member for member, role in said if role not in LIVED}
    found = []
    if not lived:
        found.append(_("Somebody with lived experience has not agreed yet."))
    if not others:
        found.append(_("Somebody in another role has not agreed yet."))
    return found


def _check(version: Theory | Plan) -> None:
    if isinstance(version, Theory):
        things: models.Manager[models.Model] = version.elements
        empty = _("There is no element yet. Write one first.")
    else:
        things = version.questions
        empty = _("There is no question yet. Write one first.")
    if not things.exists():
        raise CannotAgree(empty)
    if version.number > 1 and not (version.what_changed and version.why):
        raise CannotAgree(_("Say what changed and why first. Everybody can read it."))


def _agreed(version: Theory | Plan, by: Actor) -> None:
    type(version).objects.filter(project=version.project_id, status=Status.AGREED).update(
        status=Status.SUPERSEDED
    )
    version.status, version.agreed_at = Status.AGREED, clock.now()
    version.save(update_fields=["status", "agreed_at"])
    record(f"projects.{WHAT[type(version)]}_agreed", version, by=by, number=version.number)


def role_of(member: Member, project: Project) -> str:
    """As what a member would agree: for what they live through, if they are in the team for that; "" outside it."""
    held_roles = TeamMember.objects.here().filter(project=project, member=member)
    roles = list(held_roles.values_list("role", flat=True))
    return next((str(role) for role in TeamRole.values if role in roles), "")
