"""Outcomes: recorded by anybody of the team, corrected by new versions, seen in several ways, shown to everybody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries import members

from .. import emails_outcomes
from ..models import (
    Confirmation,
    Element,
    ElementKind,
    Evidence,
    Expected,
    Outcome,
    OutcomeVersion,
    Project,
    Rating,
    Significance,
    Stance,
    TeamRole,
    Valence,
    Viewpoint,
)
from . import theory, wording
from .refusals import CannotChange

WHAT = "outcome"
MOST_OF_AN_ELEMENT = 300


def record_outcome(
    project: Project,
    *,
    what: str,
    who_changed: str,
    expected: str,
    valence: str,
    by: Actor,
    member: Member | None = None,
    role: str = "",
    for_everybody: bool = True,
    element_key: str = "",
    told: people.Told | None = None,
    **more: Any,
) -> Outcome:
    """Write down that something changed, expected or not, good or not. The plan need not know of it.

    `more` takes `happened_on` (today, if left out), `where`, `contribution`, `rating`, `others` and `language`. It is
    looked at before everybody reads it. Raises ValidationError with the field, CannotChange while a guardian has not
    agreed, people.CannotRecord.
    """
    _may_speak(member)
    words = _judged(what=what, who_changed=who_changed, expected=expected, valence=valence, **more)
    role = as_role(role)
    with transaction.atomic():
        outcome = Outcome.objects.create(
            project=project, member=member, role=role, for_everybody=for_everybody, by=by.key,
            element_key=wording.line(element_key, "element_key", most=40),
            how=told.mode if told else Mode.WEB,
        )  # fmt: skip
        OutcomeVersion.objects.create(outcome=outcome, number=1, role=role, by=by.key, **words)
        wording.written_down(member, WHAT, told, by)
        record("projects.outcome_recorded", outcome, by=by, project=project.pk, expected=words["expected"],
               valence=words["valence"], how=str(outcome.how))  # fmt: skip
        return outcome


def correct_outcome(
    outcome: Outcome,
    *,
    why: str,
    base: int,
    by: Actor,
    role: str = "",
    member: Member | None = None,
    told: people.Told | None = None,
    **words: Any,
) -> OutcomeVersion:
    """Correct what is written, as a new version; the ones before stay readable. `base` is the version that was read.

    Everybody reads the new one once it was looked at. Raises ValidationError with the field, also without a reason,
    and CannotChange when somebody else corrected it in the meantime.
    """
    reason = wording.plain(why, "why", missing=_("Write why you correct it. Everybody can read this."))
    given = _judged(**words)
    with transaction.atomic():
        kept = Outcome.objects.select_for_update().get(pk=outcome.pk)
        if kept.number != base:
            raise CannotChange(
                _(
                    "Somebody else corrected this in the meantime. Read the newest version, then send yours again."
                )
            )
        row = OutcomeVersion.objects.create(
            outcome=kept, number=base + 1, why=reason, role=as_role(role), by=by.key, **given
        )
        Outcome.objects.filter(pk=kept.pk).update(number=F("number") + 1)
        wording.written_down(member, WHAT, told, by)
        record("projects.outcome_corrected", kept, by=by, number=row.number)
        outcome.refresh_from_db()
        return row


def place_outcome(outcome: Outcome, *, element_key: str, by: Actor) -> None:
    """Say to which element of the theory of change an outcome belongs; "" for none."""
    key = wording.line(element_key, "element_key", most=40)
    with transaction.atomic():
        if Outcome.objects.filter(pk=outcome.pk).exclude(element_key=key).update(element_key=key):
            record("projects.outcome_placed", outcome, by=by, element=key)


def propose_element(outcome: Outcome, *, kind: str, by: Actor) -> Element:
    """Propose an outcome that no step of the theory foresaw as a new step of its draft, and point the outcome at it.

    The theory that is agreed stays as it is, until the team agrees to the draft. Raises ValidationError for no kind.
    """
    kind = wording.chosen(kind, ElementKind, "kind", _("Choose what kind of step it is."))
    version = outcome.versions.get(number=outcome.number)
    with transaction.atomic():
        draft = theory.start_theory(outcome.project, by=by)
        text = Truncator(plain_text.clean_line(version.what)).chars(MOST_OF_AN_ELEMENT)
        element = theory.add_element(draft, kind=kind, text=text, who_changes=version.who_changed, by=by)
        place_outcome(outcome, element_key=element.key, by=by)
        record("projects.outcome_proposed", outcome, by=by, element=element.key, theory=draft.number)
        outcome.refresh_from_db()
        return element


def show_outcome(outcome: Outcome, *, for_everybody: bool, by: Actor) -> None:
    """Say whether an outcome is for everybody or for the team alone. Raises CannotChange for a public one.

    What everybody read once is not hidden silently: it can be taken back, and the page says so.
    """
    if outcome.public_number and not for_everybody:
        raise CannotChange(_("Everybody reads this already. You can correct it, or take it back."))
    with transaction.atomic():
        rows = Outcome.objects.filter(pk=outcome.pk).exclude(for_everybody=for_everybody)
        if rows.update(for_everybody=for_everybody):
            record("projects.outcome_shown_to", outcome, by=by, everybody=for_everybody)


def take_outcome_back(outcome: Outcome, *, by: Actor, told: people.Told | None = None) -> None:
    """Take an outcome back. The list says that one was taken back. Twice changes nothing."""
    with transaction.atomic():
        if Outcome.objects.filter(pk=outcome.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            wording.written_down(outcome.member, WHAT, told, by)
            record("projects.outcome_taken_back", outcome, by=by)


def say_viewpoint(
    outcome: Outcome,
    *,
    stance: str,
    significance: str,
    by: Actor,
    words: str = "",
    member: Member | None = None,
    role: str = "",
    language: str = settings.LANGUAGE_CODE,
    told: people.Told | None = None,
) -> Viewpoint:
    """Say whether it is so, and how much it matters, in one's own words. What the same person said before is replaced.

    Raises ValidationError with the field; who does not agree says why.
    """
    _may_speak(member)
    stance = wording.chosen(stance, Stance, "stance", _("Choose whether you agree."))
    significance = wording.chosen(
        significance, Significance, "significance", _("Choose how much it matters to you.")
    )
    missing = "" if stance == Stance.AGREE else _("Write what you see in another way.")
    text = wording.plain(words, "words", missing=missing)
    with transaction.atomic():
        if member is not None:
            before = outcome.viewpoints.filter(member=member, replaced_at=None)
            before.update(replaced_at=clock.now())
        row = Viewpoint.objects.create(
            outcome=outcome, member=member, role=as_role(role), stance=stance, significance=significance, words=text,
            language=language, how=told.mode if told else Mode.WEB, by=by.key,
        )  # fmt: skip
        wording.written_down(member, "viewpoint", told, by)
        record("projects.viewpoint_said", row, by=by, outcome=outcome.pk, stance=stance)
        return row


def take_viewpoint_back(viewpoint: Viewpoint, *, by: Actor, told: people.Told | None = None) -> None:
    """Take back how one sees an outcome. Twice changes nothing."""
    with transaction.atomic():
        if Viewpoint.objects.filter(pk=viewpoint.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            wording.written_down(viewpoint.member, "viewpoint", told, by)
            record("projects.viewpoint_taken_back", viewpoint, by=by)


def check_outcome(outcome: Outcome, *, seen: datetime, by: Actor) -> None:
    """Let everybody read an outcome, with all that was said about it up to the moment `seen`.

    Whatever kind it is: good or not, expected or not, disputed or not.
    """
    now = clock.now()
    with transaction.atomic():
        kept = Outcome.objects.select_for_update().get(pk=outcome.pk)
        newest = kept.versions.filter(created_at__lte=seen).order_by("-number").first()
        if newest is None or kept.withdrawn_at:
            return
        Outcome.objects.filter(pk=kept.pk).update(
            public_number=newest.number,
            checked_at=now,
            checked_by=by.key,
            held_back_at=None,
            held_back_because="",
        )
        Viewpoint.objects.filter(outcome=kept, created_at__lte=seen, checked_at=None).update(checked_at=now)
        Evidence.objects.filter(outcome=kept, created_at__lte=seen, checked_at=None).update(checked_at=now)
        answered = Confirmation.objects.filter(outcome=kept, answered_at__lte=seen, checked_at=None)
        answered.update(checked_at=now)
        roles = Confirmation.objects.filter(outcome=kept, answered_at__lte=seen, role_checked_at=None)
        roles.update(role_checked_at=now, role_shows=True)
        record("projects.outcome_checked", kept, by=by, number=newest.number)
    outcome.refresh_from_db()


def hold_outcome_back(outcome: Outcome, *, because: str, by: Actor) -> None:
    """Do not show an outcome; whoever recorded it is told why, and the list says that one is held back.

    Raises ValidationError without a reason.
    """
    words = wording.plain(
        because, "because", missing=_("Write why. The person who recorded it will read your reason.")
    )
    with transaction.atomic():
        rows = Outcome.objects.filter(pk=outcome.pk, held_back_at=None)
        if rows.update(held_back_at=clock.now(), held_back_because=words):
            outcome.refresh_from_db()
            record("projects.outcome_held_back", outcome, by=by)
            emails_outcomes.held_back(outcome, by=by)


def as_role(role: str) -> str:
    """A role of the team, or "" for somebody of the team. Raises ValidationError for anything else."""
    return wording.chosen(role, TeamRole, "role", _("Choose as what you say this."), empty=True)


def _may_speak(member: Member | None) -> None:
    if member is not None and not members.may_be_reached(member):
        raise CannotChange(str(members.GUARDIAN_FIRST))


def _judged(
    *,
    what: str,
    who_changed: str,
    expected: str,
    valence: str,
    happened_on: date | None = None,
    where: str = "",
    contribution: str = "",
    rating: str = "",
    others: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> dict[str, Any]:
    """The words of a version as they come in. Raises ValidationError with the field."""
    day = happened_on or clock.today()
    if day > clock.today():
        raise ValidationError({"happened_on": _("The day cannot be in the future.")})
    return {
        "what": wording.plain(what, "what", missing=_("Write what changed.")),
        "who_changed": wording.line(who_changed, "who_changed", missing=_("Write who or what changed.")),
        "expected": wording.chosen(expected, Expected, "expected", _("Choose whether you expected it.")),
        "valence": wording.chosen(valence, Valence, "valence", _("Choose whether it is good.")),
        "happened_on": day,
        "where": wording.line(where, "where"),
        "contribution": wording.plain(contribution, "contribution"),
        "rating": wording.chosen(rating, Rating, "rating", _("Choose how much you did for it."), empty=True),
        "others": wording.plain(others, "others"),
        "language": language,
    }
