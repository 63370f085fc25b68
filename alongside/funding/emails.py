"""What we write to people about rounds and bids, each by their own channel and in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import money
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.people import actions as people
from alongside.people.models import Member, ReachBy

from .models import Bid, BidInvitation, Round
from .queries import bids

Lines = Callable[[], tuple[str, list[str]]]


def write(member: Member, about: models.Model, lines: Lines, *, by: Actor, asks: bool = False) -> None:
    """Write to a member: `lines` gives the subject and the paragraphs, once their language is set."""
    with translation.override(member.language):
        subject, body = lines()
        text = paragraphs(_("Hello %(name)s,") % {"name": member.called}, *body, where_to_ask())
        people.tell(member, subject=subject, text=text, by=by, about=about, asks=asks)


def moment(when: Any) -> str:
    """A moment where the centre is, in words."""
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")


def where(member: Member, path: str) -> str:
    """Where to look on the web; for everybody else, how to tell us."""
    if member.reach_by == ReachBy.EMAIL:
        return _("See it here: %(link)s") % {"link": absolute(path)}
    return _("To ask or to change something, call us or write to us. It counts the same as on the web.")


def field_words(name: str) -> str:
    """A part of a round in words."""
    known = {
        "title": _("the title"), "about": _("what the money is for"), "access_costs": _("access costs"),
        "closes_at": _("the moment it closes"), "decide_by": _("the day of the decision"),
        "feedback_by": _("the day by which you hear why"), "starts_on": _("the day on which projects start"),
        "cap_pence": _("the largest sum"), "pot_pence": _("the pot"), "least_pence": _("the smallest sum"),
        "paid_up_front": _("payment up front"), "ways": _("ways to apply"),
    }  # fmt: skip
    return known.get(name, name)


def round_changed(one_round: Round, changed: Iterable[str], *, because: str, by: Actor) -> None:
    """Tell everybody with a bid what changed in an open round, and why."""
    names = list(changed)
    for member in bids.reached(one_round):

        def lines(member: Member = member) -> tuple[str, list[str]]:
            said = _("This changed: %(what)s.") % {"what": _(", ").join(field_words(name) for name in names)}
            return (
                _("Something changed: %(title)s") % {"title": one_round.title},
                [
                    said, _("Why: %(because)s") % {"because": because},
                    _("It closes on %(moment)s.") % {"moment": moment(one_round.closes_at)},
                    where(member, reverse("funding:round", args=[one_round.slug])),
                ],
            )  # fmt: skip

        write(member, one_round, lines, by=by)


def _to_all(bid: Bid, lines: Callable[[Member], tuple[str, list[str]]], *, by: Actor) -> None:
    for one in bids.people_of(bid):
        if not one.member.has_left:
            write(one.member, bid, partial(lines, one.member), by=by)


def receipt(bid: Bid, *, by: Actor) -> None:
    """Tell everybody who works on a bid that it is in: when, what it asks for, and what comes next."""

    def lines(member: Member) -> tuple[str, list[str]]:
        return _("We have your bid: %(title)s") % {"title": bid.title}, receipt_lines(bid, member)

    _to_all(bid, lines, by=by)


def receipt_lines(bid: Bid, member: Member | None = None) -> list[str]:
    """The receipt in sentences, for the message and for the page that can be printed."""
    one_round, currency = bid.round, bid.round.programme.currency
    assert bid.submitted_at is not None
    said = [
        _("Your bid “%(title)s” to “%(round)s” is in.") % {"title": bid.title, "round": one_round.title},
        _("Its number is %(reference)s. We had it on %(moment)s.")
        % {"reference": bid.reference, "moment": moment(bid.submitted_at)},
        _("You ask for %(asked)s.") % {"asked": money.in_currency(bid.asked_pence or 0, currency)},
    ]
    if bid.access_pence:
        access = money.in_currency(bid.access_pence, currency)
        said.append(
            _("Access costs are %(access)s on top. They do not count against you.") % {"access": access}
        )
    said.append(
        _("You hear by %(day)s, and why, whatever is decided.") % {"day": date_format(one_round.feedback_by)}
    )
    if member is not None:
        said.append(where(member, reverse("funding:receipt", args=[bid.reference])))
    return said


def taken_up(bid: Bid, *, by: Actor) -> None:
    """Tell everybody who works on a bid that staff write it down with them, so that they can say if that is wrong."""

    def lines(member: Member) -> tuple[str, list[str]]:
        return (
            _("We write this bid down with you: %(title)s") % {"title": bid.called},
            [
                _("Somebody who leads it asked us to. From now on those who look after funding can read and write it."),
                _("If that was not wanted, tell us at once."),
                where(member, reverse("funding:bid", args=[bid.reference])),
            ],
        )  # fmt: skip

    _to_all(bid, lines, by=by)


def withdrawn(bid: Bid, *, by: Actor) -> None:
    """Tell everybody who works on a bid that it is taken back."""

    def lines(member: Member) -> tuple[str, list[str]]:
        return (
            _("Your bid is taken back: %(title)s") % {"title": bid.called},
            [
                _("Your bid “%(title)s” is taken back. Nobody decides about it.") % {"title": bid.called},
                _("While the round is open you can start another one, also as a copy of this one."),
                where(member, reverse("funding:my_bids")),
            ],
        )  # fmt: skip

    _to_all(bid, lines, by=by)


def invited(invitation: BidInvitation, *, by: Actor) -> None:
    """Ask a member to work on a bid. They say yes or no themselves."""
    bid, member = invitation.bid, invitation.member

    def lines() -> tuple[str, list[str]]:
        name = invitation.asked_by.called if invitation.asked_by else _("Somebody")
        return (
            _("Would you work on this bid? %(title)s") % {"title": bid.called},
            [
                _("%(name)s asks you to work on a bid to “%(round)s”.")
                % {"name": name, "round": bid.round.title},
                invitation.words,
                _("What you may do: %(role)s.") % {"role": invitation.get_role_display()},
                _("You are on it only if you say yes. The round closes on %(moment)s.")
                % {"moment": moment(bid.round.closes_at)},
                where(member, reverse("funding:my_bids")),
            ],
        )  # fmt: skip

    write(member, bid, lines, by=by, asks=True)


def answered(invitation: BidInvitation, *, by: Actor) -> None:
    """Tell whoever asked what the answer was."""
    asker, bid = invitation.asked_by, invitation.bid
    if asker is None or asker.has_left:
        return
    yes = invitation.accepted_at is not None

    def lines() -> tuple[str, list[str]]:
        name = {"name": invitation.member.called, "title": bid.called}
        said = (
            _("%(name)s works on “%(title)s” with you.") if yes else _("%(name)s does not join “%(title)s”.")
        )
        return said % name, [said % name, where(asker, reverse("funding:bid", args=[bid.reference]))]

    write(asker, bid, lines, by=by)
