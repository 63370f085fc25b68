"""Writing an opportunity, publishing it, closing it, taking it back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.foundation.record import record
from alongside.payments import actions as payments
from alongside.payments.models import Rate

from .. import emails, rules
from ..models import Closing, EndedHow, Method, Opportunity, Publication, Taking, Volunteered
from . import filling
from .locking import held

RULES = frozenset({"method", "places", "forget_days"})
"""What is fixed once people could read it; see `rule_changes`."""


class CannotPublish(Exception):
    """It cannot be published or changed so; the message is a sentence for the page."""


def draft_opportunity(
    *,
    by: Actor,
    rate: Rate | None = None,
    pence: int | None = None,
    expenses: Sequence[str] = (),
    **fields: Any,
) -> Opportunity:
    """Write an opportunity that nobody reads yet, with what is offered for it. `pence` where no rate fits."""
    with transaction.atomic():
        opportunity = Opportunity.objects.create(**fields)
        _offer(opportunity, rate, pence, expenses, by)
        record("opportunities.drafted", opportunity, by=by)
        return opportunity


def change_opportunity(
    opportunity: Opportunity,
    *,
    by: Actor,
    rate: Rate | None = None,
    pence: int | None = None,
    expenses: Sequence[str] = (),
    **fields: Any,
) -> Opportunity:
    """Change what it says. Once it is published, how people are chosen and the last day stay as they are.

    Raises CannotPublish.
    """
    with transaction.atomic():
        row = held(opportunity)
        changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
        if row.is_published and (RULES | {"closes_on"}) & set(changed):
            raise CannotPublish(_("Everybody could read how people are chosen. Change it on its own page."))
        for name in changed:
            setattr(row, name, fields[name])
        if changed:
            row.save(update_fields=changed)
        if not row.is_published:
            _offer(row, rate, pence, expenses, by)
        record("opportunities.changed", row, by=by, fields=changed)
        return row


def _offer(
    opportunity: Opportunity, rate: Rate | None, pence: int | None, expenses: Sequence[str], by: Actor
) -> None:  # fmt: skip
    try:
        payments.make_offer(
            about=opportunity, label=opportunity.title, by=by, rate=rate, pence=None if rate else pence or 0,
            expenses=tuple(expenses),
        )  # fmt: skip
    except payments.CannotOffer as refusal:
        raise CannotPublish(str(refusal)) from refusal


def publish(opportunity: Opportunity, *, by: Actor) -> Opportunity:
    """Put it where everybody can read it. Publishing twice changes nothing. Raises CannotPublish."""
    with transaction.atomic():
        row = held(opportunity)
        if row.is_published:
            return row
        _check_publishable(row)
        Publication.objects.create(opportunity=row, by=by.key)
        record("opportunities.published", row, by=by, method=row.method, places=row.places)
        return held(row)


def _check_publishable(opportunity: Opportunity) -> None:
    centre = Centre.current()
    if centre is None or not centre.help_phone:
        raise CannotPublish(
            _("People need a phone number for their questions. Write the centre’s under “The centre” first.")
        )
    if opportunity.closes_on < clock.today():
        raise CannotPublish(_("The last day is over. Write a later day first."))
    if opportunity.method == Method.LOTTERY and opportunity.places is None:
        raise CannotPublish(_("A lottery needs a number of places. Write it first."))
    if opportunity.method != Method.LOTTERY and opportunity.categories.exists():
        raise CannotPublish(_("Questions are only asked for a lottery. Remove them, or choose the lottery."))


def extend(opportunity: Opportunity, *, closes_on: date, by: Actor) -> Opportunity:
    """Leave people more time; a lottery opens again until its pool is closed. See `rules.may_have_more_time`.

    Raises CannotPublish for an earlier day, for one that is over, or when it is closed.
    """
    with transaction.atomic():
        row = held(opportunity)
        if not rules.may_have_more_time(row):
            raise CannotPublish(_("This is closed. The last day can no longer be moved."))
        if closes_on < row.closes_on:
            raise CannotPublish(_("People were told the last day. It can only move to a later one."))
        if closes_on < clock.today():
            raise CannotPublish(_("This day is over. Choose today or a later day."))
        if hasattr(row, "closing"):
            row.closing.delete()
            record("opportunities.opened_again", row, by=by)
        before, row.closes_on = row.closes_on, closes_on
        row.save(update_fields=["closes_on"])
        record("opportunities.extended", row, by=by, before=before.isoformat(), after=closes_on.isoformat())
        return held(row)


def close(opportunity: Opportunity, *, because: str, by: Actor) -> None:
    """Take no more interests, before the last day too, and say why. Closing twice changes nothing."""
    with transaction.atomic():
        row = held(opportunity)
        if not row.is_published or row.is_over or hasattr(row, "closing"):
            return
        if row.closes_on >= clock.today() and not because.strip():
            raise CannotPublish(_("Say why you close it before the last day. Everybody can read it."))
        Closing.objects.create(opportunity=row, by=by.key, because=because.strip())
        record("opportunities.closed", row, by=by, early=row.closes_on >= clock.today())
        filling.settle(held(row), by=by)


def close_past() -> int:
    """Close what is past its last day. Returns how many."""
    past = list(Opportunity.objects.past_their_day())
    for opportunity in past:
        close(opportunity, because="", by=actors.SYSTEM)
    return len(past)


def take_back(opportunity: Opportunity, *, because: str, by: Actor) -> None:
    """It does not take place: everybody who was interested is told why. Raises CannotPublish without a reason."""
    if not because.strip():
        raise CannotPublish(_("Say why. Everybody who was interested is told."))
    with transaction.atomic():
        row = held(opportunity)
        if row.is_over:
            return
        Taking.objects.create(opportunity=row, by=by.key, because=because.strip())
        Volunteered.objects.filter(interest__opportunity=row).delete()
        for interest in row.interests.standing().filter(member__leaving=None).select_related("member"):
            emails.closed_without(interest, because=because.strip(), by=by)
        row.places_given.held().filter(took_part_on=None).update(
            ended_at=clock.now(), ended_how=EndedHow.TAKEN_BACK
        )
        record("opportunities.taken_back", row, by=by)
