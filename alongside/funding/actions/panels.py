"""Making a panel, filling it, and paying the people on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.conversations.models import Decider
from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.opportunities.models import Opportunity, Place
from alongside.payments import actions as payments
from alongside.payments.models import Offer, Rate
from alongside.payments.queries import offers
from alongside.people.models import Member
from alongside.people.queries import members

from .. import emails_panel as emails
from ..models import Panel, PanelMember, Round


class CannotBeOnPanel(Exception):
    """The panel stays as it is; the message is a sentence for the page."""


def start_panel(
    one_round: Round, *, meets_on: date, by: Actor, where: str = "", opportunity: Opportunity | None = None
) -> Panel:
    """Make the panel of a round. Whoever has taken up a place of the opportunity is on it, and whoever does later.

    Raises ValidationError, with the field.
    """
    _check_meeting(one_round, meets_on)
    with transaction.atomic():
        if Panel.objects.filter(round=one_round).exists():
            raise CannotBeOnPanel(_("This round has a panel already."))
        made = Panel.objects.create(
            round=one_round, opportunity=opportunity, meets_on=meets_on, where=plain_text.clean_line(where),
            by=by.key,
        )  # fmt: skip
        record("funding.panel_started", made, by=by, round=one_round.pk)
        _fill_from(made, by)
        return made


def change_panel(
    panel: Panel, *, meets_on: date, by: Actor, where: str = "", opportunity: Opportunity | None = None
) -> Panel:
    """Change when and where the panel meets, and the opportunity that fills it. Raises ValidationError."""
    _check_meeting(panel.round, meets_on)
    with transaction.atomic():
        panel.meets_on, panel.where, panel.opportunity = meets_on, plain_text.clean_line(where), opportunity
        panel.save(update_fields=["meets_on", "where", "opportunity"])
        record("funding.panel_changed", panel, by=by)
        _fill_from(panel, by)
        return panel


def _check_meeting(one_round: Round, meets_on: date) -> None:
    if meets_on < timezone.localtime(one_round.closes_at).date():
        raise ValidationError(
            {"meets_on": _("The panel meets once the round has closed. Write a later day.")}
        )
    if meets_on > one_round.decide_by:
        raise ValidationError({"meets_on": _("This is after the day by which the round is decided.")})


def _fill_from(panel: Panel, by: Actor) -> None:
    if panel.opportunity is None:
        return
    places = Place.objects.filter(opportunity=panel.opportunity).exclude(accepted_at=None)
    for place in places.select_related("interest__member"):
        if place.ended_at is None:
            seat(panel.opportunity, place.interest.member, by=by)


def seat(opportunity: Opportunity, member: Member, *, by: Actor) -> PanelMember | None:
    """Somebody took up a place of an opportunity: they are on the panel that it fills, if it fills one.

    A panel that has met takes nobody any more. Their place stays theirs, and the record says why they are not on it.
    """
    panel = Panel.objects.filter(opportunity=opportunity).select_related("round").first()
    if panel is None or panel.people.filter(member=member, left_at=None).exists():
        return None
    brought = set(member.brings.values_list("kind", flat=True))
    as_what = brought.pop() if len(brought) == 1 else ""
    try:
        return add_to_panel(panel, member, as_what=as_what, by=by)
    except CannotBeOnPanel as refusal:
        record("funding.not_seated", panel, by=by, member=member.pk, because=str(refusal))
        return None


def unseat(opportunity: Opportunity, member: Member, *, by: Actor) -> None:
    """Somebody gave their place back: they leave the panel that the opportunity fills."""
    rows = PanelMember.objects.filter(panel__opportunity=opportunity, member=member, left_at=None)
    for person in rows.select_related("panel"):
        leave_panel(person, by=by)


def add_to_panel(
    panel: Panel, member: Member, *, by: Actor, as_what: str = "", remote: bool = False
) -> PanelMember:
    """Put somebody on the panel, and tell them what to do first. Raises CannotBeOnPanel and ValidationError.

    Whoever was on it before comes back as the same person: what they declared, scored and voted counts once.
    """
    if as_what and as_what not in Decider.values:
        raise ValidationError({"as_what": _("Choose as what they are on the panel.")})
    if not members.may_be_reached(member):
        raise CannotBeOnPanel(_("This person has left, or their guardian must agree first."))
    with transaction.atomic():
        locked = Panel.objects.select_for_update().get(pk=panel.pk)
        if locked.people.filter(member=member, left_at=None).exists():
            raise CannotBeOnPanel(_("This person is on the panel already."))
        if hasattr(locked, "meeting"):
            raise CannotBeOnPanel(_("The panel has met, so nobody can be added."))
        person = _come_back(locked, member) or PanelMember(panel=panel, member=member)
        person.as_what, person.remote = as_what or person.as_what, remote
        person.save()
        record("funding.on_panel", person, by=by, panel=panel.pk, as_what=as_what)
        emails.on_the_panel(person, by=by)
        return person


def _come_back(panel: Panel, member: Member) -> PanelMember | None:
    """Somebody who left the panel, here again; None for whoever was never on it."""
    former = panel.people.filter(member=member).order_by("-pk").first()
    if former is not None:
        former.left_at = None
    return former


def change_person(person: PanelMember, *, as_what: str, remote: bool, by: Actor) -> PanelMember:
    """Say as what somebody is on the panel, and whether they join from elsewhere. Raises ValidationError."""
    if as_what not in Decider.values:
        raise ValidationError({"as_what": _("Choose as what they are on the panel.")})
    person.as_what, person.remote = as_what, remote
    with transaction.atomic():
        person.save(update_fields=["as_what", "remote"])
        record("funding.panel_person_changed", person, by=by, as_what=as_what, remote=remote)
        return person


def leave_panel(person: PanelMember, *, by: Actor) -> None:
    """Somebody leaves the panel. What they declared stays; scores that were sent stay and count."""
    with transaction.atomic():
        person.left_at = clock.now()
        person.save(update_fields=["left_at"])
        record("funding.left_panel", person, by=by)


def offer_for_panel(
    panel: Panel,
    *,
    by: Actor,
    rate: Rate | None = None,
    pence: int | None = None,
    expenses: Iterable[str] = (),
) -> Offer:
    """Offer something for sitting on the panel. Raises `payments.CannotOffer`."""
    label = _("Panel: %(round)s") % {"round": panel.round.title}
    return payments.make_offer(about=panel, label=label, by=by, rate=rate, pence=pence, expenses=expenses)


def owe_for(people: Iterable[PanelMember], panel: Panel, *, by: Actor) -> int:
    """Those who met or scored are owed what the panel offers, once each. Gives for how many."""
    offer = offers.current(panel)
    if offer is None:
        return 0
    rows = list(people)
    for person in rows:
        payments.owe(offer, person.member, because=person, by=by)
    return len(rows)
