"""What we write to applicants about their award, each by their own channel."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import money
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.people import actions as people
from alongside.people.models import Member, ReachBy

from .models import Award, LedgerEntry, Variation, VariationKind
from .queries import applicants


def offered(award: Award, *, by: Actor) -> None:
    """The leads hear what is offered, until when, and how to answer."""
    for member in applicants.leads(award):
        with translation.override(member.language):
            _tell(
                award,
                member,
                _("We offer you an award"),
                _("Good news about “%(title)s”.") % {"title": award.bid.title},
                _("We offer %(sum)s, from %(start)s to %(end)s.")
                % {
                    "sum": _sum(award, award.pence),
                    "start": date_format(award.starts_on),
                    "end": date_format(award.ends_on),
                },
                _("Please answer by %(day)s. Nothing is paid before you accept.")
                % {"day": date_format(award.answer_by)},
                by=by,
                asks=True,
            )


def accepted(award: Award, *, by: Actor) -> None:
    """Everybody who worked on the bid hears that it starts."""
    for row in applicants.of(award):
        with translation.override(row.member.language):
            _tell(
                award,
                row.member,
                _("Your award is agreed"),
                _("“%(title)s” has its award of %(sum)s.")
                % {"title": award.bid.title, "sum": _sum(award, award.pence)},
                _("Tell us as what you work in its team, if you did not yet."),
                _("We tell you when money is on its way."),
                by=by,
            )


def withdrawn(award: Award, *, by: Actor) -> None:
    """The leads hear that an offer is taken back, and why."""
    for member in applicants.leads(award):
        with translation.override(member.language):
            _tell(
                award,
                member,
                _("We take back our offer"),
                _("We take back the offer for “%(title)s”.") % {"title": award.bid.title},
                _("The reason: %(reason)s") % {"reason": award.withdrawn_because},
                by=by,
            )


def paid(entry: LedgerEntry, *, by: Actor) -> None:
    """The leads hear that money is on its way, how much and under which reference."""
    for member in applicants.leads(entry.award):
        with translation.override(member.language):
            _tell(
                entry.award,
                member,
                _("Money for your project was paid"),
                _("We paid %(sum)s on %(day)s, for “%(title)s”.")
                % {
                    "sum": _sum(entry.award, entry.pence),
                    "day": date_format(entry.on),
                    "title": entry.award.bid.title,
                },
                _("The reference is %(reference)s.") % {"reference": entry.reference},
                _("If it does not arrive within five working days, tell us."),
                by=by,
            )


def failed(entry: LedgerEntry, because: str, *, by: Actor) -> None:
    """The leads hear that money did not reach them."""
    for member in applicants.leads(entry.award):
        with translation.override(member.language):
            _tell(
                entry.award,
                member,
                _("Money for your project did not arrive"),
                _("We tried to pay %(sum)s, and it is back.") % {"sum": _sum(entry.award, entry.pence)},
                _("The reason: %(reason)s") % {"reason": because},
                _("Call us, so that we pay it again. Never send us bank details by email."),
                by=by,
                asks=True,
            )


def returned(entry: LedgerEntry, *, by: Actor) -> None:
    """The leads hear that unspent money reached us."""
    for member in applicants.leads(entry.award):
        with translation.override(member.language):
            _tell(
                entry.award,
                member,
                _("Unspent money reached us"),
                _("%(sum)s came back to us on %(day)s. Thank you.")
                % {"sum": _sum(entry.award, -entry.pence), "day": date_format(entry.on)},
                by=by,
            )


def closed(award: Award, *, by: Actor) -> None:
    """The leads hear the final sum."""
    for member in applicants.leads(award):
        with translation.override(member.language):
            _tell(
                award,
                member,
                _("Your award is closed"),
                _("The award for “%(title)s” is closed. In the end %(sum)s was spent.")
                % {"title": award.bid.title, "sum": _sum(award, award.spent_pence or 0)},
                _("Thank you. Please keep telling us what comes of your project."),
                by=by,
            )


def variation_asked(row: Variation, *, to_applicants: bool, by: Actor) -> None:
    """The leads are asked about a change, or hear that theirs reached us."""
    for member in applicants.leads(row.award):
        with translation.override(member.language):
            _tell(
                row.award,
                member,
                _("A change of your award is proposed") if to_applicants else _("We have your request"),
                _("It is about “%(title)s”: %(change)s")
                % {"title": row.award.bid.title, "change": change_words(row)},
                _("The reason: %(reason)s") % {"reason": row.reason},
                _("It counts once you agree.") if to_applicants else _("It counts once we agree."),
                by=by,
                asks=to_applicants,
            )


def variation_answered(row: Variation, *, by: Actor) -> None:
    """The leads hear what came of a change."""
    for member in applicants.leads(row.award):
        with translation.override(member.language):
            _tell(
                row.award,
                member,
                _("A change of your award is not made")
                if row.refused_at
                else _("A change of your award is agreed"),
                _("It is about “%(title)s”: %(change)s")
                % {"title": row.award.bid.title, "change": change_words(row)},
                _("The reason: %(reason)s") % {"reason": row.refused_because} if row.refused_at else "",
                by=by,
            )


def change_words(row: Variation) -> str:
    """What a variation changes, in a sentence."""
    if row.kind == VariationKind.EXTENSION and row.from_day and row.to_day:
        return _("The end moves from %(before)s to %(after)s.") % {
            "before": date_format(row.from_day),
            "after": date_format(row.to_day),
        }
    if row.kind == VariationKind.AMOUNT and row.to_pence is not None:
        return _("The sum changes from %(before)s to %(after)s.") % {
            "before": _sum(row.award, row.from_pence or 0),
            "after": _sum(row.award, row.to_pence),
        }
    return _("From now on the money is for this: %(purpose)s") % {"purpose": row.to_words}


def _sum(award: Award, pence: int) -> str:
    return money.in_currency(pence, award.bid.round.programme.currency)


def _tell(award: Award, member: Member, subject: str, *lines: str, by: Actor, asks: bool = False) -> None:
    where = _("Tell us by phone, by post or in person. We write it down for you.")
    if member.reach_by == ReachBy.EMAIL:
        link = absolute(reverse("funding:my_award", args=[award.reference]))
        where = _("You find everything here: %(link)s") % {"link": link}
    hello = _("Hello %(name)s,") % {"name": member.called}
    text = paragraphs(hello, *lines, where, where_to_ask(), centre_name())
    people.tell(member, subject=subject, text=text, by=by, asks=asks)
