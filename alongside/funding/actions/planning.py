"""In which instalments an award is paid: all of it up front unless somebody plans otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Award, Instalment
from ..queries import money as sums
from . import books
from .books import CannotMove

MOST_PARTS = 12


@dataclass(frozen=True)
class Part:
    """One instalment as somebody plans it, in pence; an empty condition asks for nothing."""

    pence: int
    due_on: date
    condition: str = ""


def usual_plan(award: Award, *, up_front: bool) -> None:
    """Everything on the first day; where the round does not pay up front, half then and half midway."""
    half = award.pence // 2
    midway = award.starts_on + (award.ends_on - award.starts_on) / 2
    parts = [Part(award.pence, award.starts_on)]
    if not up_front and half:
        parts = [Part(award.pence - half, award.starts_on), Part(half, midway)]
    add_parts(award, parts)


def plan_instalments(award: Award, parts: Sequence[Part], *, by: Actor) -> None:
    """Put these in the place of every instalment that is not paid. What is paid stays.

    Together they are at most what is granted and unpaid. Raises ValidationError with the field, CannotMove.
    """
    with transaction.atomic():
        kept = books.running(award, by)
        left = sums.sums(kept).unpaid
        total = sum(part.pence for part in parts)
        if not parts or len(parts) > MOST_PARTS or min(part.pence for part in parts) <= 0:
            raise ValidationError({"parts": _("Plan between one and twelve parts, each more than nothing.")})
        if total != left:
            words = {"total": books.in_words(total, kept), "left": books.in_words(left, kept)}
            raise ValidationError(
                {"parts": _("The parts are %(total)s together. They have to be %(left)s.") % words}
            )
        drop_unpaid(kept)
        add_parts(kept, parts)
        record("funding.instalments_planned", kept, by=by, parts=[part.pence for part in parts])


def add_parts(award: Award, parts: Sequence[Part]) -> None:
    """Instalments after those that the award has."""
    last = award.instalments.aggregate(last=Max("position"))["last"] or 0
    Instalment.objects.bulk_create(
        Instalment(
            award=award, position=last + number, pence=part.pence, due_on=part.due_on,
            condition=plain_text.clean(part.condition),
        )
        for number, part in enumerate(parts, start=1)
    )  # fmt: skip


def drop_unpaid(award: Award) -> None:
    """Nothing of the plan is left to pay. The rows stay, as what was once planned."""
    Instalment.objects.unpaid().filter(award=award).update(dropped_at=clock.now())


def fit(award: Award) -> None:
    """Take from the last instalments what is no longer granted; what is smaller now has to be ready anew."""
    too_much = sums.planned(award) - sums.sums(award).unpaid
    for row in Instalment.objects.unpaid().filter(award=award).order_by("-position"):
        if too_much <= 0:
            return
        row.dropped_at = clock.now()
        row.save(update_fields=["dropped_at"])
        if row.pence > too_much:
            add_parts(award, [Part(row.pence - too_much, row.due_on, row.condition)])
        too_much -= row.pence


def say_ready(instalment: Instalment, *, by: Actor) -> None:
    """Say that an instalment may be paid: its condition is met. Somebody else pays it."""
    with transaction.atomic():
        books.running(instalment.award, by)
        kept = Instalment.objects.unpaid().filter(pk=instalment.pk, ready_at=None).first()
        if kept is None:
            raise CannotMove(
                _("This instalment is ready, paid or no longer planned. Look at the page again.")
            )
        kept.ready_at, kept.ready_by = clock.now(), by.key
        kept.save(update_fields=["ready_at", "ready_by"])
        record("funding.instalment_ready", kept, by=by, award=kept.award_id, pence=kept.pence)


def not_ready(instalment: Instalment, *, by: Actor) -> None:
    """Take that back, as long as it is not paid."""
    with transaction.atomic():
        books.running(instalment.award, by)
        kept = Instalment.objects.to_pay().filter(pk=instalment.pk).first()
        if kept is None:
            raise CannotMove(_("This instalment is not ready, or paid already. Look at the page again."))
        kept.ready_at, kept.ready_by = None, ""
        kept.save(update_fields=["ready_at", "ready_by"])
        record("funding.instalment_not_ready", kept, by=by, award=kept.award_id)
