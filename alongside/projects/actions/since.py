"""What happened since: told by the team, claimed until it is confirmed; contradicting versions are all kept."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from ..models import Confirmation, FollowUp, Project, Ripple, RippleKind, SinceKind, SinceThen
from . import wording
from .outcomes import as_role
from .refusals import CannotChange

WITH_MONEY = (SinceKind.AWARD, SinceKind.FUNDING, SinceKind.COMMISSION)
MOST_PENCE = 100_000_000_000


def record_since(
    project: Project,
    *,
    kind: str,
    what: str,
    by: Actor,
    happened_on: date | None = None,
    pence: int | None = None,
    funder: str = "",
    url: str = "",
    role: str = "",
    about: SinceThen | None = None,
    follow_up: FollowUp | None = None,
    member: Member | None = None,
    language: str = settings.LANGUAGE_CODE,
    how: str = Mode.WEB,
    told: people.Told | None = None,
) -> SinceThen:
    """Write down that something happened, before or after the close. It is claimed until somebody confirms it.

    `about` is what another row said of the same thing: both are kept. Sums are in pence. Raises ValidationError with
    the field.
    """
    kind = wording.chosen(kind, SinceKind, "kind", _("Choose what happened."))
    day = happened_on or clock.today()
    if day > clock.today():
        raise ValidationError({"happened_on": _("The day cannot be in the future.")})
    given = {
        "what": wording.plain(what, "what", missing=_("Write what happened.")),
        "url": wording.link(url),
        "funder": wording.line(funder, "funder", missing=_("Write who gives the money.") if pence else ""),
        "pence": _money(kind, pence),
    }
    with transaction.atomic():
        row = SinceThen.objects.create(
            project=project, kind=kind, happened_on=day, role=as_role(role), language=language, follow_up=follow_up,
            about=(about.about or about) if about else None, how=told.mode if told else how, by=by.key, **given,
        )  # fmt: skip
        wording.written_down(member, "since_then", told, by)
        record("projects.since_recorded", row, by=by, project=project.pk, kind=kind)
        return row


def _money(kind: str, pence: int | None) -> int | None:
    if pence is None:
        return None
    if kind not in WITH_MONEY:
        raise ValidationError({"pence": _("Money belongs to an award, to funding or to a commission.")})
    if not 0 < pence <= MOST_PENCE:
        raise ValidationError({"pence": _("Write an amount of 1p or more.")})
    return pence


def publish_since(row: SinceThen, *, by: Actor, seen: datetime | None = None) -> None:
    """Let everybody read this, and what those who were asked wrote about it up to the moment `seen`, or until now.

    Of versions about the same thing it is the one that shows; the others are kept.
    """
    first = row.about_id or row.pk
    with transaction.atomic():
        same = SinceThen.objects.select_for_update().filter(Q(pk=first) | Q(about=first))
        list(same)
        if row.withdrawn_at:
            raise CannotChange(_("This was taken back."))
        same.exclude(pk=row.pk).update(published_at=None)
        fresh = same.filter(pk=row.pk, published_at=None).update(published_at=clock.now())
        answers = Confirmation.objects.filter(
            since=row, checked_at=None, answered_at__lte=seen or clock.now()
        )
        if answers.update(checked_at=clock.now()) or fresh:
            record("projects.since_published", row, by=by)
    row.refresh_from_db()


def see_evidence(row: SinceThen, *, seen: str, by: Actor) -> None:
    """Staff saw what proves it, such as a letter: it counts as confirmed. Raises ValidationError without words."""
    words = wording.line(
        seen, "seen", missing=_("Write what you saw, for example: the letter of the funder.")
    )
    with transaction.atomic():
        rows = SinceThen.objects.filter(pk=row.pk, confirmed_at=None)
        if rows.update(confirmed_at=clock.now(), confirmed_how="seen", seen=words):
            record("projects.since_confirmed", row, by=by, how="seen")
    row.refresh_from_db()


def take_since_back(row: SinceThen, *, by: Actor) -> None:
    """Take back what was said to have happened. Twice changes nothing."""
    with transaction.atomic():
        if SinceThen.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            record("projects.since_taken_back", row, by=by)


def add_ripple(
    project: Project,
    *,
    begins: str,
    reached: str,
    kind: str,
    by: Actor,
    words: str = "",
    happened_on: date | None = None,
    member: Member | None = None,
    language: str = settings.LANGUAGE_CODE,
    told: people.Told | None = None,
) -> Ripple:
    """Say how something went on to others: from whom, to whom, in what way. Raises ValidationError with the field."""
    if happened_on and happened_on > clock.today():
        raise ValidationError({"happened_on": _("The day cannot be in the future.")})
    given = {
        "begins": wording.line(begins, "begins", missing=_("Write where it began."), most=120),
        "reached": wording.line(reached, "reached", missing=_("Write whom or what it reached."), most=120),
        "kind": wording.chosen(kind, RippleKind, "kind", _("Choose how it went on.")),
        "words": wording.plain(words, "words", most=1000),
    }
    with transaction.atomic():
        row = Ripple.objects.create(
            project=project, happened_on=happened_on, language=language, how=told.mode if told else Mode.WEB,
            by=by.key, **given,
        )  # fmt: skip
        wording.written_down(member, "ripple", told, by)
        record("projects.ripple_added", row, by=by, project=project.pk, kind=given["kind"])
        return row


def check_ripple(ripple: Ripple, *, by: Actor) -> None:
    """Let everybody read how something went on. Twice changes nothing."""
    with transaction.atomic():
        if Ripple.objects.filter(pk=ripple.pk, checked_at=None).update(checked_at=clock.now()):
            record("projects.ripple_checked", ripple, by=by)


def take_ripple_back(ripple: Ripple, *, by: Actor) -> None:
    """Take back how something went on. Twice changes nothing."""
    with transaction.atomic():
        if Ripple.objects.filter(pk=ripple.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            record("projects.ripple_taken_back", ripple, by=by)
