"""Saying "I would like to", and taking it back: on the web, by phone, by post or in person."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as hall
from alongside.people.models import Member, Mode

from .. import emails, rules
from ..models import Category, Interest, Method, Opportunity, Value, Volunteered
from ..queries import listing, people
from . import filling
from .days import NOT_BEFORE_PUBLISHED, since_when
from .locking import held, written_down


class CannotJoinIn(Exception):
    """No interest was written down; the message is a sentence for the page."""


def express_interest(
    opportunity: Opportunity,
    member: Member,
    *,
    by: Actor,
    words: str = "",
    answers: Mapping[int, int | None] | None = None,
    told: hall.Told | None = None,
) -> Interest:
    """Write down that somebody would like to. Saying it twice counts once.

    `answers` maps categories of a lottery to values, None for "rather not say". With `told`, the day they told
    us counts, also when it was keyed in after the last day. While places are free and the first come get them,
    a place is theirs at once. Raises CannotJoinIn, and `people.CannotRecord`.
    """
    with transaction.atomic():
        row = held(opportunity)
        known = row.interests.filter(member=member, withdrawn_at=None).first()
        if known is not None:
            return known
        _check_person(member)
        if told and row.opened_on:
            hall.check_not_before(told, row.opened_on, NOT_BEFORE_PUBLISHED)
        _check_open(row, told.on if told else clock.today(), recorded=told is not None)
        recording = written_down(member, "interest", told, by)
        interest = Interest.objects.create(
            opportunity=row, member=member, words=words.strip(), recording=recording,
            how=told.mode if told else Mode.WEB, told_on=told.on if told else clock.today(),
        )  # fmt: skip
        if row.method == Method.LOTTERY:
            _keep_answers(interest, answers or {})
        record("opportunities.interest_expressed", interest, by=by, opportunity=row.pk, how=str(interest.how))
        _what_follows(row, interest, by)
        return interest


def _what_follows(opportunity: Opportunity, interest: Interest, by: Actor) -> None:
    """A place at once, or a place on the reserve list, or waiting for the choice; and a message."""
    reserve = None
    if opportunity.method == Method.FIRST_COME:
        left = listing.places_left(opportunity)
        first = people.reserve(opportunity).first()
        if left is None or (left and first == interest):
            filling.give(interest, reason="", by=by, accepted=True)
            filling.settle(opportunity, by=by)
        else:
            reserve = people.reserve_number(interest)
    emails.interest_noted(interest, by=by, reserve=reserve)


def _check_person(member: Member) -> None:
    if member.has_left:
        raise CannotJoinIn(_("This person has left."))
    if not rules.may_take_part(member):
        raise CannotJoinIn(
            _("A parent or guardian has to agree first. Once they have, come back to this page.")
        )


def _check_open(opportunity: Opportunity, on: date, *, recorded: bool) -> None:
    """Open today; or, for what somebody told us in time, open on that day and nobody was chosen since."""
    if not opportunity.is_published:
        raise CannotJoinIn(_("This is not published yet."))
    if hasattr(opportunity, "taking"):
        raise CannotJoinIn(_("This was taken back. Look for something else on the list."))
    if opportunity.is_open:
        return
    if not recorded or not _told_in_time(opportunity, on):
        raise CannotJoinIn(_("This is closed. Look for something else on the list, or ask us."))


def _told_in_time(opportunity: Opportunity, on: date) -> bool:
    in_time = on <= opportunity.closed_on
    chosen = opportunity.decisions.exists() or hasattr(opportunity, "pool")
    return in_time and not chosen and not hasattr(opportunity, "filling")


def _keep_answers(interest: Interest, answers: Mapping[int, int | None]) -> None:
    """One row for each question of the lottery; a value of another question is no answer."""
    categories = Category.objects.filter(opportunity=interest.opportunity).prefetch_related("values")
    for category in categories:
        known: dict[int, Value] = {value.pk: value for value in category.values.all()}
        chosen = known.get(answers.get(category.pk) or 0)
        Volunteered.objects.create(interest=interest, category=category, value=chosen)


def withdraw_interest(interest: Interest, *, by: Actor, told: hall.Told | None = None) -> None:
    """Take an interest back; answers given for a lottery go with it. Doing it twice changes nothing.

    Raises CannotJoinIn for somebody who was offered a place: they say no to the place, or give it back.
    """
    with transaction.atomic():
        held(interest.opportunity)
        row = Interest.objects.select_related("member", "opportunity").get(pk=interest.pk)
        if row.withdrawn_at:
            return
        if hasattr(row, "place") and row.place.ended_at is None:
            raise CannotJoinIn(_("You have a place. Give the place back instead."))
        if told:
            hall.check_not_before(told, *since_when(row))
        written_down(row.member, "interest_withdrawn", told, by)
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        Volunteered.objects.filter(interest=row).delete()
        record("opportunities.interest_withdrawn", row, by=by, opportunity=row.opportunity_id)
