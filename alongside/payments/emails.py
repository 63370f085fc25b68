"""What we write to people about their money, each by their own channel, without a figure that was not theirs."""

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.foundation import clock, money
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member, ReachBy

from .models import BatchLine, Booking, Expense, Payment, PayTo, TakingPart
from .queries import finance, offers


def ask_to_choose(took_part: TakingPart, *, by: Actor) -> Message | None:
    """Somebody took part and has not chosen: ask how they would like to be paid, with the note on benefits."""
    member, offer = took_part.member, took_part.offer
    with translation.override(member.language):
        return _tell(
            member,
            _("Choose how you would like to be paid"),
            _("Thank you for taking part in %(thing)s.") % {"thing": offer.label},
            _("We offer %(offer)s") % {"offer": offers.words(offer)},
            benefits_note(),
            _("You can choose all of it, part of it, a voucher or no payment."),
            _page(member, "payments:choose_payment", offer.pk),
            by=by,
            asks=True,
        )


def approved(payment: Payment, *, by: Actor) -> Message | None:
    """The payment was checked. Ask how to pay it where nothing is known; else there is nothing to say yet."""
    known = payment.voucher or PayTo.objects.filter(member=payment.member).exists()
    return None if known else ask_how_to_pay(payment.member, pence=payment.pence, by=by)


def ask_how_to_pay(member: Member, *, pence: int, by: Actor) -> Message | None:
    """Ask for a bank account, cash or a voucher, now that there is something to pay."""
    with translation.override(member.language):
        return _tell(
            member,
            _("Tell us how to pay you"),
            _("We checked what we owe you: %(amount)s.") % {"amount": money.in_pounds(pence)},
            _("Tell us how to pay it: into a bank account, as cash, or as a voucher."),
            _("We keep bank details locked, and delete them once finance has them."),
            _page(member, "payments:give_bank_details"),
            by=by,
            asks=True,
        )


def benefits_note() -> str:
    """The note on benefits, as it is written or read out before a choice."""
    return paragraphs(
        _("If you get benefits, being paid may change them. Ask for advice before you choose."),
        _("Money that pays back your costs does not count as income."),
        _("Choosing less or nothing is fine, and nobody will ask you why."),
    )


def _tell(member: Member, subject: str, *lines: str, by: Actor, asks: bool = False) -> Message | None:
    """Write to a member. The message is about the member, so that it goes when they leave."""
    text = paragraphs(_("Hello %(name)s,") % {"name": member.called}, *lines, where_to_ask(), centre_name())
    return people.tell(member, subject=subject, text=text, by=by, asks=asks)


def _page(member: Member, name: str, *args: object) -> str:
    """Where to do it on the web, or that a call is as good."""
    if member.reach_by != ReachBy.EMAIL:
        return _("Tell us by phone, by post or in person. We write it down for you.")
    return _("You can do it here: %(link)s") % {"link": absolute(reverse(name, args=args))}


def booked(booking: Booking, *, by: Actor) -> Message | None:
    """Tell a member that what they asked for is booked and paid."""
    member = booking.member
    with translation.override(member.language):
        return _tell(
            member,
            _("We booked it for you"),
            _("You asked us to book this: %(what)s") % {"what": booking.what},
            _("It is booked with %(supplier)s, and we pay it.") % {"supplier": booking.supplier},
            booking.details,
            by=by,
        )


def booking_declined(booking: Booking, *, by: Actor) -> Message | None:
    """Tell a member that we cannot book it, and why."""
    member = booking.member
    with translation.override(member.language):
        return _tell(
            member,
            _("We could not book it"),
            _("You asked us to book this: %(what)s") % {"what": booking.what},
            _("We could not do it. The reason: %(reason)s") % {"reason": booking.reason},
            _("Call us, and we look for another way together."),
            by=by,
        )


def expense_approved(expense: Expense, *, by: Actor) -> Message | None:
    """Tell a member that we pay it back, and ask how where we do not know."""
    member = expense.member
    with translation.override(member.language):
        known = PayTo.objects.filter(member=member).exists()
        return _tell(
            member,
            _("We pay you back"),
            _("We agreed to pay back %(amount)s.") % {"amount": money.in_pounds(expense.pence)},
            _("It does not count as income.") if known else _("Tell us how to pay it."),
            "" if known else _page(member, "payments:give_bank_details"),
            by=by,
            asks=not known,
        )


def expense_declined(expense: Expense, *, by: Actor) -> Message | None:
    """Tell a member that we do not pay it back, and why."""
    member = expense.member
    with translation.override(member.language):
        return _tell(
            member,
            _("About your claim"),
            _("We could not agree to pay back %(amount)s.") % {"amount": money.in_pounds(expense.pence)},
            _("The reason: %(reason)s") % {"reason": expense.reason},
            _("If that is not right, call us or claim again."),
            by=by,
        )


def paid(line: BatchLine, *, by: Actor) -> Message | None:
    """Tell a member that they were paid, how much, when and what for."""
    member = finance.member_of(line)
    with translation.override(member.language):
        return _tell(
            member,
            _("You have been paid"),
            _("We paid you %(amount)s on %(day)s.")
            % {"amount": money.in_pounds(line.pence), "day": date_format(line.paid_on or clock.today())},
            _("It is for: %(what)s.") % {"what": finance.what_for(line)},
            _("The reference is %(reference)s.") % {"reference": line.reference},
            by=by,
        )


def came_back(line: BatchLine, *, by: Actor) -> Message | None:
    """Tell a member that their money came back, and ask again how to pay it."""
    member = finance.member_of(line)
    with translation.override(member.language):
        voucher = bool(line.payment and line.payment.voucher)
        return _tell(
            member,
            _("Your money came back to us"),
            _("We tried to pay you %(amount)s, and it did not reach you.")
            % {"amount": money.in_pounds(line.pence)},
            _("The reason: %(reason)s") % {"reason": line.failed_because},
            "" if voucher else _("We deleted your bank details. Tell us once more how to pay you."),
            "" if voucher else _page(member, "payments:give_bank_details"),
            by=by,
            asks=not voucher,
        )
