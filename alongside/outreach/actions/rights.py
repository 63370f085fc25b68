"""What this room holds about a person, and what it does when they leave or ask to be forgotten."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, privacy
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel, Message, MessageQuerySet
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import ConsentEvent, SignUp, Subscriber, SubscriberList, SuppressionReason
from . import suppressing


class OutreachRights:
    """Registered with `foundation.rights`.

    What stays after leaving is the ledger without its person: that somebody agreed on a day, in these words, and
    stopped on another; it is the proof that we were allowed to write. A keyed hash of each address stays too, so that
    no list brings them back.
    """

    name = "outreach"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The subscription with its choices, and the whole ledger."""
        subscriber = Subscriber.objects.filter(member__account_id=account.pk).first()
        if subscriber is None:
            return {}
        return {
            "subscription": {
                "language": subscriber.language, "easy_read": subscriber.easy_read,
                "topics": list(subscriber.topics.values_list("name", flat=True)),
            },
            "ledger": [_line(event) for event in subscriber.ledger.all()],
        }  # fmt: skip

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where the person chooses about the newsletter."""
        return [{"label": _("The newsletter: what I get"), "url": reverse("outreach:my_newsletter")}]

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Forget the subscriber behind an account, and whatever was typed in with their addresses."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return
        with transaction.atomic():
            _forget_addresses([member.email, getattr(account, "email", "") or ""], by)
            subscriber = Subscriber.objects.filter(member=member).first()
            if subscriber is not None:
                _forget_addresses([member.phone, member.address], by)
                _erase(subscriber, by)


def forget(subscriber: Subscriber, *, by: Actor) -> None:
    """Forget somebody on the list who is no member: the ledger stays without them, a hash keeps lists out."""
    if subscriber.member_id is not None:
        raise ValueError("A member is forgotten by leaving.")
    with transaction.atomic():
        places = [subscriber.email, subscriber.phone, subscriber.address]
        _forget_messages(subscriber.email)
        _erase(subscriber, by)
        _forget_addresses(places, by)


def _erase(subscriber: Subscriber, by: Actor) -> None:
    subscriber.topics.clear()
    _forget_words(Message.objects.filter(hand_copy__subscriber=subscriber))
    subscriber.erased_at = clock.now()
    subscriber.save(update_fields=["erased_at"])
    privacy.erase(subscriber)
    record("outreach.erased", subscriber, by=by)


def _forget_addresses(places: list[str], by: Actor) -> None:
    for place in dict.fromkeys(place.strip().lower() for place in places if place and place.strip()):
        suppressing.suppress(place, reason=SuppressionReason.ERASED, by=by)
        SignUp.objects.filter(email=place).delete()
        _forget_lines(place)


def _forget_lines(place: str) -> None:
    """Take a person's line out of lists that wait to be taken in."""
    for held in SubscriberList.objects.exclude(rows=[]):
        kept = [
            row
            for row in held.rows
            if place not in {str(cell).strip().lower() for cell in row["cells"].values()}
        ]
        if len(kept) < len(held.rows):
            held.rows = kept
            held.save(update_fields=["rows"])


def _forget_messages(address: str) -> None:
    """Of mail to an address only the fact remains, and what was not sent is not sent."""
    if not address or Member.objects.filter(email__iexact=address).exists():
        return
    _forget_words(Message.objects.filter(channel=Channel.EMAIL, to__iexact=address))


def _forget_words(theirs: MessageQuerySet) -> None:
    theirs.waiting().update(missed_at=clock.now())
    for message in theirs:
        privacy.erase(message)


def _line(event: ConsentEvent) -> dict[str, Any]:
    return {
        "purpose": event.get_purpose_display(), "basis": event.get_basis_display(), "granted": event.granted,
        "wording": event.wording, "how": event.how, "at": event.at.isoformat(), "recorded_by": event.recorded_by,
        "note": event.note,
    }  # fmt: skip
