"""Starting a project, saying what it is, showing it to everybody; its partners and milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.foundation import clock, draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member, Organisation

from .. import rules
from ..models import Milestone, Partner, Project, TeamRole
from . import wording
from .refusals import CannotChange, CannotPublish
from .team import add_to_team

CHANGEABLE = frozenset({"title", "summary", "about", "language", "starts_on", "ends_on"})
DAYS = "ends_on"


def start_project(
    *,
    title: str,
    summary: str,
    starts_on: date,
    ends_on: date,
    by: Actor,
    about: str = "",
    language: str = settings.LANGUAGE_CODE,
    leads: Iterable[Member] = (),
) -> Project:
    """Start a project, not public yet. `leads` are in its team as staff of the project, and may change the team.

    Raises ValidationError, with the field, for an empty title or summary, and for an end before the start.
    """
    given = _judged(
        {"title": title, "summary": summary, "about": about, "starts_on": starts_on, "ends_on": ends_on}
    )

    def make(slug: str) -> Project:
        return Project.objects.create(
            slug=slug, planned_end_on=ends_on, language=language, by=by.key, **given
        )

    with transaction.atomic():
        project = draws.until_free(make, _slugs(given["title"]))
        record("projects.project_started", project, by=by)
        for member in leads:
            add_to_team(project, member, role=TeamRole.STAFF, leads=True, by=by)
        return project


def _slugs(title: str) -> Any:
    """Addresses for a title, one after the other: "river-walks", "river-walks-2"."""
    stem = slugify(title)[:70] or "project"
    taken = set(Project.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    free = (slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if slug not in taken)
    return lambda: next(free)


def _judged(given: dict[str, Any]) -> dict[str, Any]:
    """Fields of a project as they come in. Raises ValidationError with the field."""
    judged = dict(given)
    for name, missing, most in (
        ("title", _("Write what the project is called."), 140),
        ("summary", _("Write in a sentence or two what it is about."), 300),
    ):
        if name in judged:
            judged[name] = wording.line(judged[name], name, missing=missing, most=most)
    if "about" in judged:
        judged["about"] = wording.plain(judged["about"], "about", most=10_000)
    if {"starts_on", "ends_on"} <= judged.keys() and judged["ends_on"] < judged["starts_on"]:
        raise ValidationError({DAYS: _("The last day cannot be before the first day.")})
    return judged


def change_project(project: Project, *, by: Actor, **fields: Any) -> Project:
    """Change what a project is called and about, and its days. `planned_end_on` stays as it was first agreed.

    Raises ValidationError with the field, ValueError for a field that is not to be changed here.
    """
    if unknown := sorted(fields.keys() - CHANGEABLE):
        raise ValueError(f"Not to be changed here: {', '.join(unknown)}.")
    with transaction.atomic():
        kept = Project.objects.select_for_update().get(pk=project.pk)
        days = {name: getattr(kept, name) for name in ("starts_on", "ends_on")}
        judged = _judged(days | fields)
        changed = sorted(name for name in judged if getattr(kept, name) != judged[name])
        for name in changed:
            setattr(kept, name, judged[name])
        if kept.starts_on > kept.planned_end_on:
            raise ValidationError({"starts_on": _("This is after the end that was first agreed.")})
        if changed:
            kept.save(update_fields=changed)
            record("projects.project_changed", kept, by=by, fields=changed)
        return kept


def publish_project(project: Project, *, by: Actor) -> Project:
    """Show a project to everybody. Twice changes nothing.

    Raises CannotPublish while nobody with lived experience is in its team.
    """
    with transaction.atomic():
        kept = Project.objects.select_for_update().get(pk=project.pk)
        if kept.published_at:
            return kept
        if not rules.has_lived_experience(kept):
            raise CannotPublish(
                _("Nobody with lived experience is in the team yet. Add them first, then publish.")
            )
        kept.published_at = clock.now()
        kept.save(update_fields=["published_at"])
        record("projects.project_published", kept, by=by)
        return kept


def add_partner(project: Project, organisation: Organisation, *, by: Actor, brings: str = "") -> Partner:
    """Name an organisation that works with the project. The same one again changes what it brings."""
    brings = wording.line(brings, "brings")
    with transaction.atomic():
        partner, _made = Partner.objects.update_or_create(
            project=project, organisation=organisation, defaults={"brings": brings}
        )
        record("projects.partner_added", partner, by=by, organisation=organisation.pk)
        return partner


def remove_partner(partner: Partner, *, by: Actor) -> None:
    """An organisation works with the project no more."""
    with transaction.atomic():
        record("projects.partner_removed", partner.project, by=by, organisation=partner.organisation_id)
        partner.delete()


def add_milestone(project: Project, *, what: str, due_on: date, by: Actor) -> Milestone:
    """Say what the project means to reach, and by when. Raises ValidationError with the field."""
    what = wording.line(what, "what", missing=_("Write what you mean to reach."))
    if due_on < project.starts_on:
        raise ValidationError({"due_on": _("This is before the project starts.")})
    with transaction.atomic():
        row = Milestone.objects.create(project=project, what=what, due_on=due_on)
        record("projects.milestone_added", row, by=by)
        return row


def reach_milestone(milestone: Milestone, *, on: date, by: Actor) -> None:
    """Say when it was reached. Raises ValidationError for a day in the future."""
    if on > clock.today():
        raise ValidationError({"on": _("The day cannot be in the future.")})
    with transaction.atomic():
        if Milestone.objects.filter(pk=milestone.pk).exclude(done_on=on).update(done_on=on):
            record("projects.milestone_reached", milestone, by=by, on=on.isoformat())


def remove_milestone(milestone: Milestone, *, by: Actor) -> None:
    """Take a milestone away that is not meant any more. Raises CannotChange for one that was reached."""
    with transaction.atomic():
        kept = Milestone.objects.select_for_update().filter(pk=milestone.pk).first()
        if kept is None:
            return
        if kept.done_on:
            raise CannotChange(_("This was reached, so it stays."))
        record("projects.milestone_removed", kept.project, by=by, what=kept.pk)
        kept.delete()
