"""Rounds: written as a draft, and changed with care once people rely on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails
from ..models import Programme, Round, RoundChange, Way
from ..models.rounds import every_way
from . import wording
from .refusals import CannotChange

WORDS = frozenset({"title", "about", "access_costs"})
LATER = frozenset({"closes_at", "decide_by", "feedback_by", "starts_on"})
MORE = frozenset({"cap_pence", "pot_pence"})
NAMES = WORDS | LATER | MORE | {"least_pence", "months", "paid_up_front", "ways", "opens_on"}


def start_round(
    programme: Programme,
    *,
    title: str,
    about: str,
    cap_pence: int,
    pot_pence: int,
    months: int,
    closes_at: datetime,
    decide_by: date,
    feedback_by: date,
    starts_on: date,
    by: Actor,
    slug: str = "",
    **more: Any,
) -> Round:
    """Write the next round of a programme as a draft. Nobody else reads it before `open_round`.

    `more` may hold `least_pence`, `access_costs`, `paid_up_front`, `ways` (values of `Way`) and `opens_on`. Raises
    ValidationError with the field to look at.
    """
    given: dict[str, Any] = {
        "title": title, "about": about, "cap_pence": cap_pence, "pot_pence": pot_pence, "months": months,
        "closes_at": closes_at, "decide_by": decide_by, "feedback_by": feedback_by, "starts_on": starts_on,
    }  # fmt: skip
    fields = judged({"least_pence": 0, "access_costs": "", "paid_up_front": True, "ways": every_way(),
                     "opens_on": None} | given | more)  # fmt: skip
    with transaction.atomic():
        held = Programme.objects.select_for_update().get(pk=programme.pk)
        number = (held.rounds.aggregate(most=Max("number"))["most"] or 0) + 1
        found = wording.free_slug(slug, f"{held.slug} {number}", Round, "round")
        made = Round.objects.create(programme=held, number=number, slug=found, by=by.key, **fields)
        record("funding.round_started", made, by=by, programme=held.pk, number=number)
        return made


def change_round(one_round: Round, *, by: Actor, because: str = "", **changes: Any) -> Round:
    """Change a round. While it is a draft everything may change.

    Once it is open, words may change, dates may move later, and the cap and the pot may grow, each with a reason
    (`because`) that everybody reads; everybody with a bid is told. Raises CannotChange for anything that would take
    something away from people, and ValidationError with the field.
    """
    with transaction.atomic():
        row = Round.objects.select_for_update().get(pk=one_round.pk)
        now = {name: getattr(row, name) for name in NAMES}
        fields = judged(now | changes)
        changed = sorted(name for name in NAMES if now[name] != fields[name])
        if not changed:
            return row
        reason = _reason_to_change(row, changed, fields, because) if row.opened_at else ""
        for name in changed:
            setattr(row, name, fields[name])
        row.save(update_fields=changed)
        record("funding.round_changed", row, by=by, fields=changed)
        if row.opened_at:
            _announce(row, now, changed, reason, by)
        return row


def _announce(row: Round, before: dict[str, Any], changed: list[str], reason: str, by: Actor) -> None:
    RoundChange.objects.bulk_create(
        RoundChange(
            round=row, field=name, before=_as_text(before[name]), after=_as_text(getattr(row, name)),
            because=reason, by=by.key,
        )
        for name in changed
    )  # fmt: skip
    emails.round_changed(row, changed, because=reason, by=by)


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _reason_to_change(row: Round, changed: Iterable[str], fields: dict[str, Any], because: str) -> str:
    for name in changed:
        refusal = _refusal(row, name, getattr(row, name), fields[name])
        if refusal:
            raise CannotChange(refusal)
    return wording.plain(
        because, "because", missing=_("Write why. Everybody with a bid reads it."), most=1000
    )


def _refusal(row: Round, name: str, before: Any, after: Any) -> str:
    """Why an open round cannot change so; "" where it may."""
    if name in LATER and after < before:
        return _("People rely on these dates, so they can only move later.")
    if name == "closes_at" and row.is_closed:
        return _("The round has closed. What came in is being looked at, so it does not open again.")
    if name in MORE and after < before:
        return _("People rely on these sums, so they can only grow.")
    if name == "least_pence" and after > before:
        return _("The smallest sum can only become smaller: somebody may be asking for it.")
    if name == "paid_up_front" and not after:
        return _("People rely on being paid up front.")
    if name == "ways" and not set(before) <= set(after):
        return _("People may be using this way to apply, so it stays.")
    if name in ("months", "opens_on"):
        return _("This stays as it was when the round opened.")
    return ""


def judged(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a round, each in order. Raises ValidationError with the field to look at."""
    unknown = set(given) - NAMES
    if unknown:
        raise TypeError(f"A round has no {', '.join(sorted(unknown))}.")
    fields = dict(given)
    fields["title"] = wording.line(given["title"], "title", missing=_("Write what the round is called."))
    fields["about"] = wording.plain(given["about"], "about", missing=_("Write what the money is for."))
    fields["access_costs"] = wording.plain(given["access_costs"], "access_costs", most=2000)
    fields["ways"] = _ways(given["ways"])
    _judge_sums(fields)
    _judge_dates(fields)
    return fields


def _ways(ways: Iterable[str]) -> list[str]:
    found = [way for way in every_way() if way in set(ways)]
    if not set(found) & {Way.PHONE.value, Way.POST.value, Way.IN_PERSON.value}:
        raise ValidationError({"ways": _("Leave at least one way for people who do not use the web.")})
    return found


def _judge_sums(fields: dict[str, Any]) -> None:
    for name in ("cap_pence", "pot_pence"):
        wording.sum_of(fields[name], name)
    wording.sum_of(fields["least_pence"], "least_pence", least=0)
    if fields["least_pence"] > fields["cap_pence"]:
        raise ValidationError({"least_pence": _("The smallest sum cannot be more than the largest one.")})
    if fields["pot_pence"] < fields["cap_pence"]:
        raise ValidationError({"pot_pence": _("The pot has to hold at least one bid of the largest sum.")})
    if not isinstance(fields["months"], int) or not 1 <= fields["months"] <= 120:
        raise ValidationError({"months": _("Write how many months, from 1 to 120.")})


def _judge_dates(fields: dict[str, Any]) -> None:
    closes_at = fields["closes_at"]
    if timezone.is_naive(closes_at):
        raise ValidationError({"closes_at": _("Write the moment at which it closes.")})
    day = timezone.localtime(closes_at).date()
    if fields["decide_by"] < day:
        raise ValidationError({"decide_by": _("Decide on the day it closes, or later.")})
    if fields["feedback_by"] < fields["decide_by"]:
        raise ValidationError({"feedback_by": _("People hear why on the day of the decision, or later.")})
    if fields["starts_on"] < fields["decide_by"]:
        raise ValidationError({"starts_on": _("Projects start on the day of the decision, or later.")})
    if fields["opens_on"] and fields["opens_on"] > day:
        raise ValidationError({"opens_on": _("A round opens before it closes.")})


def is_past(moment: datetime) -> bool:
    """Whether a moment has passed."""
    return moment <= clock.now()
