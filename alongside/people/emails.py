"""How messages reach a member by their own channel, and what we write to people who join.

Email, letter and call have the same standing: each is a row in the outbox, written in the transaction of its
action.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.foundation.models import Channel, Message

from .models import AgeGuard, Guardian, Member, ReachBy, Supporter
from .queries import members

GUARDIAN_SALT = "people.guardian"
GUARDIAN_LINK_LASTS = 60 * 60 * 24 * 60


def reach(
    member: Member,
    *,
    subject: str,
    text: str,
    by: Actor,
    about: models.Model | None = None,
    html: str = "",
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    calendar: str = "",
    confidential: bool = False,
    forget: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Message | None:
    """Write to a member in the way they chose: an email, a letter, a call, or through whoever supports them.

    Not before `not_before`; after `not_after` it is shown as missed. `calendar` is an iCalendar text (RFC
    5545) that goes with an email, to a helper too; by post and phone, `text` has to say it all.

    Under 16 it goes to the guardian who agreed. None when nobody may be reached: the member left, or no
    guardian has agreed yet. Without `about` the message is about the member. What is `confidential` is
    printed, posted and called by the access role alone. With `forget` an email to the member is emptied once sent.
    `headers` go with an email to the member, and with nothing else.
    """
    place = place_of(member)
    if place is None:
        return None
    letter: dict[str, Any] = {
        "subject": subject, "text": words_at(place, member, text), "by": by, "about": about or member,
        "language": member.language, "not_before": not_before, "not_after": not_after, "confidential": confidential,
        "reader": member,
    }  # fmt: skip
    own: dict[str, Any] = {} if place.helped else {"html": html, "forget": forget, "headers": headers}
    return send_to(place, letter, own | {"calendar": calendar})


def send_to(place: "Place", letter: Mapping[str, Any], in_email: Mapping[str, Any] | None = None) -> Message:
    """Put a message in the outbox for a place; `in_email` goes with it where it is an email."""
    if place.channel == Channel.CALL:
        return outbox.call(to_name=place.name, phone=place.to, **letter)
    if place.channel == Channel.LETTER:
        return outbox.letter(to_name=place.name, address=place.to, **letter)
    return outbox.email(to=place.to, to_name=place.name, **letter, **(in_email or {}))


@dataclass(frozen=True)
class Place:
    """Where a member is reached today, and under which name; `helped` where it is a supporter or guardian."""

    channel: Channel
    to: str
    name: str
    helped: bool = False


def place_of(member: Member) -> Place | None:
    """Where a member is reached now, in the way they chose; None when nobody may be reached."""
    if not members.may_be_reached(member):
        return None
    if member.age_guard == AgeGuard.UNDER_16:
        return _of_helper(Guardian.objects.get(member=member))
    if member.reach_by == ReachBy.SUPPORTER:
        return _of_helper(Supporter.objects.get(member=member))
    if member.reach_by == ReachBy.PHONE:
        return Place(Channel.CALL, member.phone, member.called)
    if member.reach_by == ReachBy.POST:
        return Place(Channel.LETTER, member.address, member.full_name or member.called)
    return Place(Channel.EMAIL, member.email, member.called)


def _of_helper(helper: Supporter | Guardian) -> Place:
    """A supporter or guardian, by the first way that we know of them."""
    if helper.email:
        return Place(Channel.EMAIL, helper.email, helper.name, helped=True)
    if helper.phone:
        return Place(Channel.CALL, helper.phone, helper.name, helped=True)
    address = helper.address if isinstance(helper, Supporter) else ""
    return Place(Channel.LETTER, address, helper.name, helped=True)


def words_at(place: Place, member: Member, text: str) -> str:
    """A text as it is said there: to a helper for whom it is; on paper and by phone under which reference."""
    if place.helped:
        text = f"{_opening(place.name, member)}\n\n{text}"
    return text if place.channel == Channel.EMAIL else _with_reference(member, text)


def as_written(message: Message, member: Member) -> str:
    """The text of a message without the line that told a helper for whom it is."""
    return message.text.removeprefix(f"{_opening(message.to_name, member)}\n\n")


def _opening(helper: str, member: Member) -> str:
    with translation.override(member.language):
        line = _("Hello %(helper)s. This is for %(member)s. Please tell them, or read it to them.")
    return line % {"helper": helper, "member": member.called}


def _with_reference(member: Member, text: str) -> str:
    """What is posted or read out ends with the reference, by which we find who calls or writes back."""
    if member.reference in text:
        return text
    with translation.override(member.language):
        line = _("Your reference is %(reference)s. Say it when you call or write to us.")
        return paragraphs(text, line % {"reference": member.reference})


def welcome(member: Member, *, by: Actor) -> Message | None:
    """Tell a new member that they have a place, their reference, and how to sign in."""
    with translation.override(member.language):
        subject = _("You have a place at %(centre)s") % {"centre": centre_name()}
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("You now have a place at %(centre)s. Thank you for joining.") % {"centre": centre_name()},
            _("Your reference is %(reference)s. Say it when you call or write to us.")
            % {"reference": member.reference},
            _ways_in(member),
            where_to_ask(),
        )
    return reach(member, subject=subject, text=text, by=by)


def _ways_in(member: Member) -> str:
    if member.reach_by == ReachBy.EMAIL and member.age_guard != AgeGuard.UNDER_16:
        link = absolute(reverse("account_login"))
        return _("You can sign in without a password here: %(link)s") % {"link": link}
    return _("To see your details on the web, ask us for a sign-in card. You do not need one to take part.")


def ask_guardian(guardian: Guardian, *, by: Actor) -> Message:
    """Ask a parent or guardian whether a young person under 16 may take part.

    Written before anything else is.
    """
    member = guardian.member
    with translation.override(member.language):
        subject = _("%(name)s would like to join %(centre)s") % {
            "name": member.called,
            "centre": centre_name(),
        }
        opening = [
            _("Hello %(name)s,") % {"name": guardian.name},
            _("%(name)s is under 16 and would like to take part at %(centre)s.")
            % {"name": member.called, "centre": centre_name()},
            _("They need your yes. We do not contact them before you agree."),
        ]
        if guardian.email:
            link = absolute(reverse("people:answer_for_child", args=[guardian_token(guardian)]))
            text = paragraphs(
                *opening, _("Please say yes or no here: %(link)s") % {"link": link}, where_to_ask()
            )
            return outbox.email(
                to=guardian.email, to_name=guardian.name, subject=subject, text=text, by=by, about=member,
                language=member.language, reader=guardian,
            )  # fmt: skip
        asking = _("Ask: do you agree? Write the answer down under reference %(reference)s.")
        text = paragraphs(*opening, asking % {"reference": member.reference})
        return outbox.call(
            to_name=guardian.name, phone=guardian.phone, subject=subject, text=text, by=by, about=member,
            language=member.language, reader=guardian,
        )  # fmt: skip


def tell_of_card(member: Member, *, by: Actor) -> Message | None:
    """Tell a member that somebody made a sign-in card for them, so that they can say if it was not wanted."""
    with translation.override(member.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("We made a sign-in card for you. If you did not ask for one, tell us at once."),
            where_to_ask(),
        )
        return reach(member, subject=_("Sign-in card"), text=text, by=by)


def tell_of_ended_sessions(member: Member, *, by: Actor) -> Message | None:
    """Tell a member that an administrator signed them out in every browser."""
    with translation.override(member.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": member.called},
            _("We signed you out everywhere. You can sign in again as always."),
            _("If you did not ask for this, or wonder why, please ask us."),
            where_to_ask(),
        )
        return reach(member, subject=_("You are signed out everywhere"), text=text, by=by)


def guardian_token(guardian: Guardian) -> str:
    """What lets a guardian answer without an account; good for 60 days, and for this guardian only."""
    return signing.dumps([guardian.pk, _who(guardian)], salt=GUARDIAN_SALT)


def guardian_of(token: str) -> Guardian | None:
    """The guardian whom a link was written to.

    None when it is wrong or too old, when the member has left, or when another guardian was named since.
    """
    try:
        pk, who = signing.loads(token, salt=GUARDIAN_SALT, max_age=GUARDIAN_LINK_LASTS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    guardian = Guardian.objects.select_related("member").filter(pk=pk, member__leaving=None).first()
    return guardian if guardian and constant_time_compare(who, _who(guardian)) else None


def _who(guardian: Guardian) -> str:
    """A keyed digest of a guardian's name and contact details: a link ends when they change."""
    words = "\n".join((guardian.name, guardian.email, guardian.phone))
    return salted_hmac(GUARDIAN_SALT, words, algorithm="sha256").hexdigest()
