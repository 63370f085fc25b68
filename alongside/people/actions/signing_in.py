"""Sign-in cards: a way in for members without email, handed over by a coordinator."""

import secrets
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.foundation.paper_codes import EASY_LETTERS
from alongside.foundation.record import record

from .. import emails
from ..models import Account, Appointment, Member, SignInCard, Token
from ..queries import members
from .tokens import end_token

LETTERS_ON_A_CARD = 12


class CardRefused(Exception):  # reads as a sentence where it is raised
    """The card lets nobody in. The message says what to do."""


def issue_sign_in_card(member: Member, *, by: Actor, valid_for: timedelta = timedelta(days=30)) -> str:
    """Make a card that signs a member in once; earlier cards stop working. Gives its code, such as K7FD-3MXA-
    PRTU.

    Only a keyed hash of the code is kept, and the member is told that a card was made. Raises CardRefused for
    somebody who may not be reached, and, unless the house itself makes the card, for staff and for members
    who have claimed their record and can sign in by email: whoever makes a card could use it in their place.
    """
    if why_not := _why_not(member, by.key):
        raise CardRefused(why_not)
    code = "".join(secrets.choice(EASY_LETTERS) for _n in range(LETTERS_ON_A_CARD))
    with transaction.atomic():
        SignInCard.objects.filter(member=member, used_at=None).delete()
        card = SignInCard.objects.create(
            member=member, code_hash=code_hash(code), issued_by=by.key, expires_at=clock.now() + valid_for
        )
        record("people.card_issued", member, by=by, card=card.pk)
        if by != actors.SYSTEM and not member.invented:
            emails.tell_of_card(member, by=by)
    return "-".join(code[at : at + 4] for at in range(0, LETTERS_ON_A_CARD, 4))


def use_sign_in_card(code: str, *, by: Actor) -> Account:
    """Let in whoever holds a card, once. Makes the member's account when there is none.

    Raises CardRefused for a wrong, used or expired card, with the same sentence for each.
    """
    refused = CardRefused(_("This card does not work. It may be used or too old. Ask us for a new card."))
    with transaction.atomic():
        cards = SignInCard.objects.select_for_update(of=("self",)).filter(
            code_hash=code_hash(code), used_at=None, expires_at__gt=clock.now(), member__leaving=None
        )
        card = cards.first()
        if card is None or _why_not(card.member, card.issued_by):
            raise refused
        card.used_at = clock.now()
        card.save(update_fields=["used_at"])
        member = card.member
        if member.account is None:
            member.account = Account.objects.create_user()
            member.save(update_fields=["account"])
        record("people.card_used", member, by=by, card=card.pk)
        return member.account


def _why_not(member: Member, issued_by: str) -> str:
    """Why a card must not open a record, in a sentence; "" when it may."""
    if not members.may_be_reached(member):
        return _("This person has no way in yet: they left, or a guardian has not agreed.")
    if issued_by == actors.SYSTEM.key:
        return ""
    if Appointment.objects.filter(member=member).held_on(clock.today()).exists():
        return _("No card for people with a role. They sign in by email or with their passkey.")
    if members.has_claimed(member) and member.account and member.account.email:
        return _("No card for somebody who has signed in before. They sign in with a code by email.")
    return ""


def sign_everybody_out(*, by: Actor) -> None:
    """End every session, card and token: for a house that was restored.

    In an old copy of the house, cards that were used since would work again, and tokens that were ended.
    """
    with transaction.atomic():
        Session.objects.all().delete()
        SignInCard.objects.filter(used_at=None).delete()
        for token in Token.objects.filter(ended_at=None):
            end_token(token, by=by)
        record("people.everybody_signed_out", None, by=by)


def code_hash(code: str) -> str:
    """The keyed hash of a code, whatever dashes, spaces and small letters it was typed with."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac("people.sign_in_card", plain, algorithm="sha256").hexdigest()
