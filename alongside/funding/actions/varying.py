"""Changing an award on the way: a later end, another sum, another purpose. It counts once both sides agreed."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock, money, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.projects import actions as projects

from .. import emails_money as emails
from ..models import Award, EntryKind, Round, Variation, VariationKind
from ..queries import applicants, pot
from ..queries import money as sums
from . import books, planning
from .books import CannotMove

Side = Literal["applicants", "centre"]
MOST_LETTERS = 2000
WROTE_IT_DOWN = gettext_lazy(
    "You wrote down yourself what they asked for. Somebody else at the centre agrees to it."
)


def ask_variation(
    award: Award,
    *,
    kind: str,
    to: date | int | str,
    reason: str,
    by: Actor,
    member: Member | None = None,
    told: people.Told | None = None,
    over_pot_because: str = "",
) -> Variation:
    """Ask for a change: `to` is a day, a sum in pence or a purpose in words, as `kind` says. Whoever asks has agreed.

    `member` is the lead who asks; without one it is the centre, which says `over_pot_because` where the pot of the
    round does not hold a larger sum. Raises ValidationError with the field, CannotMove.
    """
    words = plain_text.clean(reason)
    if not words or len(words) > MOST_LETTERS:
        raise ValidationError({"reason": _("Say why, in at most 2,000 letters.")})
    try:
        with transaction.atomic():
            kept = _running(award, member, by)
            given = _judged(kept, kind, to)
            row = Variation(award=kept, kind=kind, reason=words, by=by.key, **given)
            _agree(row, member, told, by)
            if member is None:
                _check_pot(row, kept, over_pot_because)
            row.save(force_insert=True)
            record("funding.variation_asked", row, by=by, award=kept.pk, kind=str(kind))
            emails.variation_asked(row, to_applicants=member is None, by=by)
            return row
    except IntegrityError:
        raise CannotMove(_("Such a change waits for an answer already. Answer it first.")) from None


def _running(award: Award, member: Member | None, by: Actor) -> Award:
    """The award, locked. The centre's own people do not speak for the centre about their own bid."""
    if member is None:
        return books.running(award, by)
    kept = books.locked(award)
    if kept.agreed_at is None or kept.closed_at is not None:
        raise CannotMove(str(books.NOT_RUNNING))
    if not applicants.leads_it(kept, member):
        raise CannotMove(_("Only somebody who leads the bid asks for a change, or agrees to one."))
    return kept


def _judged(award: Award, kind: str, to: date | int | str) -> dict[str, Any]:
    if kind == VariationKind.EXTENSION and isinstance(to, date):
        if to <= award.ends_on:
            raise ValidationError({"to_day": _("Write a day after the end that is agreed now.")})
        return {"from_day": award.ends_on, "to_day": to}
    if kind == VariationKind.AMOUNT and isinstance(to, int):
        held = sums.sums(award)
        if to <= 0 or to == held.granted:
            raise ValidationError({"to_pence": _("Write another sum than the one that is granted now.")})
        return {
            "from_pence": held.granted,
            "to_pence": _not_below_paid(to, held, award.bid.round.programme.currency),
        }
    if kind == VariationKind.PURPOSE and isinstance(to, str):
        words = plain_text.clean(to)
        if not words or len(words) > MOST_LETTERS or words == award.purpose:
            raise ValidationError({"to_words": _("Write what the money is for from now on.")})
        return {"from_words": award.purpose, "to_words": words}
    raise ValidationError({"kind": _("Choose what is to be changed.")})


def _not_below_paid(to: int, held: sums.Sums, currency: str) -> int:
    if to < held.paid:
        words = _("%(paid)s was paid already. Write down first what of it came back.")
        raise ValidationError({"to_pence": words % {"paid": money.in_currency(held.paid, currency)}})
    return to


def _over_pot(row: Variation, award: Award) -> int | None:
    """Pence that the pot has left for a larger sum, where that is not enough; else None. Locks the round."""
    if row.kind != VariationKind.AMOUNT or row.to_pence is None:
        return None
    one_round = Round.objects.select_for_update().get(pk=award.bid.round_id)
    more = row.to_pence - sums.sums(award).granted
    left = pot.unpromised(one_round)
    return max(0, left) if more > 0 and more > left else None


def _check_pot(row: Variation, award: Award, because: str) -> None:
    """A larger sum than the pot holds is kept with its reason, or refused. A reason that is not needed is not kept."""
    left = _over_pot(row, award)
    if left is None:
        return
    words = plain_text.clean(because) or row.over_pot_because
    if not words or len(words) > MOST_LETTERS:
        shown = money.in_currency(left, award.bid.round.programme.currency)
        said = _(
            "The pot of this round has %(left)s left. Say why this goes over it, or write a smaller sum."
        )
        raise ValidationError({"over_pot_because": said % {"left": shown}})
    row.over_pot_because = words


def _agree(row: Variation, member: Member | None, told: people.Told | None, by: Actor) -> None:
    if member is None:
        row.centre_agreed_at, row.centre_agreed_by = clock.now(), by.key
        return
    row.applicants_agreed_at, row.applicants_agreed_by = clock.now(), by.key
    row.how = told.mode if told else Mode.WEB
    if told:
        row.recording = people.record_for(
            member, what="variation_agreed", mode=told.mode, on=told.on, note=told.note, by=by,
            read_back_and_agreed=told.read_back_and_agreed,
        )  # fmt: skip


def agree_variation(
    variation: Variation,
    *,
    by: Actor,
    member: Member | None = None,
    told: people.Told | None = None,
    over_pot_because: str = "",
) -> None:
    """The side that was asked agrees, and the change counts from now on. Twice changes nothing.

    A larger sum than the pot of the round holds takes `over_pot_because`, from the centre. Raises ValidationError where
    what happened since makes it impossible, CannotMove.
    """
    with transaction.atomic():
        award = _running(variation.award, member, by)
        row = _open(variation)
        _agree(row, member, told, by)
        if row.applicants_agreed_at and row.centre_agreed_at:
            if row.applicants_agreed_by == row.centre_agreed_by and told is None:
                raise CannotMove(str(WROTE_IT_DOWN))
            if member is None:
                _check_pot(row, award, over_pot_because)
            elif _over_pot(row, award) is not None and not row.over_pot_because:
                raise CannotMove(
                    _("The round has not that much left any more. Ask the centre to look at it again.")
                )
            _apply(row, award, by)
            row.applied_at = clock.now()
        row.save()
        record("funding.variation_agreed", row, by=by, award=award.pk, applied=row.applied_at is not None)
        emails.variation_answered(row, by=by)


def refuse_variation(
    variation: Variation,
    *,
    because: str,
    by: Actor,
    member: Member | None = None,
    told: people.Told | None = None,
) -> None:
    """The change is not made. Whoever asked reads why."""
    words = plain_text.clean(because)
    if not words:
        raise ValidationError({"because": _("Say why. Whoever asked reads it.")})
    with transaction.atomic():
        award = _running(variation.award, member, by)
        row = _open(variation)
        row.refused_at, row.refused_by, row.refused_because = clock.now(), by.key, words
        if member and told:
            row.recording = people.record_for(
                member, what="variation_refused", mode=told.mode, on=told.on, note=told.note, by=by,
                read_back_and_agreed=told.read_back_and_agreed,
            )  # fmt: skip
        row.save()
        record("funding.variation_refused", row, by=by, award=award.pk)
        emails.variation_answered(row, by=by)


def _open(variation: Variation) -> Variation:
    row = Variation.objects.open().select_for_update().filter(pk=variation.pk).first()
    if row is None:
        raise CannotMove(_("This change was answered already. Look at the page again."))
    return row


def _apply(row: Variation, award: Award, by: Actor) -> None:
    if row.kind == VariationKind.EXTENSION:
        _extend(row, award, by)
    elif row.kind == VariationKind.PURPOSE:
        award.purpose = row.to_words
        award.save(update_fields=["purpose"])
    else:
        _resize(row, award, by)


def _extend(row: Variation, award: Award, by: Actor) -> None:
    """The end moves, of the project too; the end that was first agreed stays on record."""
    assert row.to_day is not None
    award.ends_on = row.to_day
    award.save(update_fields=["ends_on"])
    if award.project.ends_on < row.to_day:
        projects.change_project(award.project, ends_on=row.to_day, by=by)


def _resize(row: Variation, award: Award, by: Actor) -> None:
    assert row.to_pence is not None
    held = sums.sums(award)
    change = _not_below_paid(row.to_pence, held, award.bid.round.programme.currency) - held.granted
    if not change:
        return
    if held.granted + change > held.offered:
        more = held.granted + change - held.offered
        books.write(award, EntryKind.OFFERED, more, on=clock.today(), by=by, variation=row)
    books.write(award, EntryKind.GRANTED, change, on=clock.today(), by=by, variation=row)
    if change > 0:
        planning.add_parts(award, [planning.Part(change, clock.today())])
    else:
        planning.fit(award)
