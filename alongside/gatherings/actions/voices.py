"""What people say to a session, and what they are answered: each change with who, and each person told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Attribution, Member, Mode
from alongside.people.queries import members

from .. import emails
from ..models import Answer, AnswerState, Contribution, Session
from ..queries import voices


class CannotSay(Exception):
    """Nothing was written down; the message is a sentence for the page."""


def say(
    session: Session,
    member: Member | None,
    *,
    text: str,
    kind: str,
    by: Actor,
    named: str = Attribution.NONE,
    role_text: str = "",
    how: str = Mode.WEB,
    told: people.Told | None = None,
) -> Contribution:
    """Keep what somebody says to a session: before, at or after it; the clock for an answer starts.

    Without a member it has no name. `told` is how it reached us other than by the web. Raises CannotSay for
    a session that nobody can see, and for somebody who may not take part yet; `people.CannotRecord` as Told
    may.
    """
    if session.announced_at is None or session.cancelled_at is not None:
        raise CannotSay(_("This session takes no contributions now. Tell us directly instead."))
    if member is not None and not members.may_be_reached(member):
        raise CannotSay(str(members.GUARDIAN_FIRST))
    with transaction.atomic():
        row = Contribution.objects.create(
            session=session, member=member, kind=kind, text=text.strip(), how=told.mode if told else how,
            named=named if member else Attribution.NONE, role_text=role_text if member else "",
            due_on=clock.today() + voices.answer_within(),
        )  # fmt: skip
        if told and member:
            _written_down(member, told, by)
        record("gatherings.contribution_made", row, by=by, session=session.pk, how=str(row.how))
        return row


def _written_down(member: Member, told: people.Told, by: Actor) -> None:
    people.record_for(
        member, what="contribution", mode=told.mode, on=told.on, note=told.note, by=by,
        read_back_and_agreed=told.read_back_and_agreed,
    )  # fmt: skip


def change_naming(
    contribution: Contribution,
    *,
    named: str,
    by: Actor,
    role_text: str = "",
    told: people.Told | None = None,
) -> None:
    """Change how somebody is named for one contribution; it counts from the next page that is shown."""
    with transaction.atomic():
        contribution.named, contribution.role_text = named, role_text if named == Attribution.ROLE else ""
        contribution.save(update_fields=["named", "role_text"])
        if told and contribution.member:
            _written_down(contribution.member, told, by)
        record("gatherings.contribution_named", contribution, by=by, named=str(named))


def take_back(contribution: Contribution, *, by: Actor, told: people.Told | None = None) -> None:
    """Take back what one said; it is shown no more. Twice changes nothing."""
    with transaction.atomic():
        standing = Contribution.objects.filter(pk=contribution.pk, withdrawn_at=None)
        if not standing.update(withdrawn_at=clock.now()):
            return
        contribution.refresh_from_db(fields=["withdrawn_at"])
        if told and contribution.member:
            _written_down(contribution.member, told, by)
        record("gatherings.contribution_taken_back", contribution, by=by)


def check(contributions: Iterable[Contribution], *, by: Actor) -> int:
    """Look at what people said and let everybody read it. Gives how many were new."""
    with transaction.atomic():
        wanted = [row.pk for row in contributions]
        fresh = list(Contribution.objects.to_check().select_for_update().filter(pk__in=wanted))
        Contribution.objects.filter(pk__in=[row.pk for row in fresh]).update(
            checked_at=clock.now(), checked_by=by.key
        )
        for row in fresh:
            record("gatherings.contribution_checked", row, by=by)
        return len(fresh)


def hold_back(contribution: Contribution, *, because: str, by: Actor) -> None:
    """Do not show what somebody said; they are told why. Raises ValidationError without a reason."""
    if not because.strip():
        raise ValidationError(_("Write why. The person who said it will read your reason."))
    with transaction.atomic():
        standing = Contribution.objects.filter(pk=contribution.pk, held_back_at=None)
        if not standing.update(held_back_at=clock.now(), held_back_because=because.strip()):
            return
        contribution.refresh_from_db()
        record("gatherings.contribution_held_back", contribution, by=by)
        emails.held_back(contribution, by=by)


def let_stand(contribution: Contribution, *, by: Actor) -> None:
    """Show what was held back after all."""
    with transaction.atomic():
        held = Contribution.objects.filter(pk=contribution.pk).exclude(held_back_at=None)
        if held.update(held_back_at=None, held_back_because="", checked_at=clock.now(), checked_by=by.key):
            record("gatherings.contribution_let_stand", contribution, by=by)


def answer(
    contributions: Sequence[Contribution],
    *,
    state: str,
    text: str,
    by_role: str,
    by: Actor,
    more_by: date | None = None,
    told: set[int] | None = None,
) -> Answer:
    """Give one answer to one contribution or to several of a session, and tell each person once.

    `by_role` is who answers, as it is printed. "Still thinking" needs `more_by`, a day to come. What is
    answered was looked at. Members in `told` were told already; those who are told now are added. Raises
    ValidationError, with the field to look at.
    """
    _check_answer(contributions, state, text, by_role, more_by)
    session, now = contributions[0].session, clock.now()
    with transaction.atomic():
        given = Answer.objects.create(
            session=session, state=state, text=text.strip(), by_role=by_role.strip(), by=by.key,
            more_by=more_by if state == AnswerState.THINKING else None,
        )  # fmt: skip
        rows = (
            Contribution.objects.standing()
            .select_for_update()
            .filter(pk__in=[row.pk for row in contributions])
        )
        said = list(rows.order_by("created_at", "pk"))
        for row in said:
            row.answer = given
            if row.checked_at is None:
                row.checked_at, row.checked_by = now, by.key
            if state != AnswerState.THINKING and row.answered_at is None:
                row.answered_at = now
            row.save(update_fields=["answer", "answered_at", "checked_at", "checked_by"])
        record("gatherings.answered", given, by=by, state=str(state), contributions=[row.pk for row in said])
        _tell(said, given, set() if told is None else told, by)
        return given


def _check_answer(
    contributions: Sequence[Contribution], state: str, text: str, by_role: str, more_by: date | None
) -> None:
    if not contributions:
        raise ValidationError(_("Choose at least one thing that people said."))
    if len({row.session_id for row in contributions}) > 1:
        raise ValidationError(_("Answer one session at a time."))
    if not text.strip():
        raise ValidationError({"text": _("Write the answer in words.")})
    if not by_role.strip():
        raise ValidationError({"by_role": _("Write who answers, for example: the coordinator.")})
    if state == AnswerState.THINKING and (more_by is None or more_by <= clock.today()):
        raise ValidationError({"more_by": _("Write a day to come, by which you say more.")})


def _tell(said: Sequence[Contribution], given: Answer, told: set[int], by: Actor) -> None:
    """One message to each person, in the order in which they spoke."""
    of: dict[int, list[Contribution]] = {}
    for row in said:
        if row.member_id is not None and row.withdrawn_at is None:
            of.setdefault(row.member_id, []).append(row)
    members = Member.objects.filter(pk__in=of.keys() - told)
    for member in members.select_related("guardian", "supporter").order_by("pk"):
        emails.answered(member, of[member.pk], given, by=by)
        told.add(member.pk)
