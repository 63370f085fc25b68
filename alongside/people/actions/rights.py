"""A person's rights: correct what we hold, take it along, leave."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.foundation import outbox, privacy
from alongside.foundation import rights as house_rights
from alongside.foundation.actors import Actor
from alongside.foundation.models import Channel, Message
from alongside.foundation.record import key_of, record

from .. import signals
from ..models import (
    Account,
    Brings,
    Consent,
    ErasedAddress,
    Introduction,
    Leaving,
    Member,
    MemberImport,
    ReachBy,
    Recording,
    SignInCard,
    Supporter,
)
from ..queries import members, sessions
from . import appointments, following

CORRECTABLE = frozenset({"called", "full_name", "interests", "languages", "language", "brings_in_own_words"})


class CannotLeave(Exception):  # reads as a sentence where it is raised
    """Nobody else holds a role that must not be empty. The message says what to do first."""


class CannotReach(Exception):  # reads as a sentence where it is raised
    """The change would leave us with no way to reach the member. The message says what to add."""


def correct(member: Member, *, by: Actor, **fields: Any) -> None:
    """Change details of a member. The record says which, not what. Raises ValueError for any other field."""
    if not fields.keys() <= CORRECTABLE:
        raise ValueError(f"Not to be corrected here: {', '.join(sorted(fields.keys() - CORRECTABLE))}.")
    with transaction.atomic():
        for name, value in fields.items():
            setattr(member, name, value)
        member.save(update_fields=list(fields))
        record("people.member_corrected", member, by=by, fields=sorted(fields))


def change_brings(member: Member, *, kinds: Collection[str], own_words: str, by: Actor) -> None:
    """Change what a member brings."""
    with transaction.atomic():
        Brings.objects.filter(member=member).exclude(kind__in=kinds).delete()
        held = set(Brings.objects.filter(member=member).values_list("kind", flat=True))
        Brings.objects.bulk_create(
            Brings(member=member, kind=kind) for kind in dict.fromkeys(kinds) if kind not in held
        )
        correct(member, by=by, brings_in_own_words=own_words.strip())


def change_reach(
    member: Member,
    *,
    reach_by: str,
    by: Actor,
    phone: str = "",
    address: str = "",
    supporter: Mapping[str, str] | None = None,
) -> None:
    """Change how a member is reached. An email address changes elsewhere, by a code that proves it.

    Raises CannotReach when the way that was chosen lacks its address.
    """
    with transaction.atomic():
        member.reach_by = reach_by
        member.phone, member.address = phone.strip(), address.strip()
        if supporter and supporter.get("name"):
            Supporter.objects.update_or_create(member=member, defaults=dict(supporter))
        elif reach_by != ReachBy.SUPPORTER:
            Supporter.objects.filter(member=member).delete()
        if not _reachable(member):
            raise CannotReach(_("Tell us where we can reach you in this way."))
        member.save(update_fields=["reach_by", "phone", "address"])
        record("people.member_corrected", member, by=by, fields=["reach_by"])
        following.follow_reach(member, by=by)


def _reachable(member: Member) -> bool:
    if member.reach_by == ReachBy.SUPPORTER:
        return Supporter.objects.filter(member=member).exists()
    ways = {"email": member.email, "phone": member.phone, "post": member.address}
    return bool(ways[member.reach_by])


def confirm_email(account: Account, *, email: str, by: Actor) -> None:
    """An address was proven by its code: it is now the member's.

    With a first address the record is claimed.
    """
    with transaction.atomic():
        member = Member.objects.here().filter(account=account).first()
        if member is None or member.email == email:
            return
        first = not member.email
        member.email = email
        member.save(update_fields=["email"])
        record("people.member_claimed" if first else "people.email_changed", member, by=by)
        following.follow_reach(member, by=by)


def leave(member: Member, *, by: Actor) -> None:
    """Erase a member everywhere, as every field of every room declares, and end their sessions.

    What stays: that somebody was here from one day to another, without name or address; a keyed hash of each
    address, so that an import cannot bring them back. Leaving twice changes nothing. Raises CannotLeave for the
    last coordinator or administrator.
    """
    with transaction.atomic():
        if Leaving.objects.filter(member=member).exists():
            return
        if appointments.is_last_in_a_role(member):
            raise CannotLeave(
                _("You are the last person with your role. Give the role to somebody else first.")
            )
        if member.account is None:
            member.account = Account.objects.create_user()
            member.save(update_fields=["account"])
        Leaving.objects.create(member=member, by=by.key)
        record("people.member_left", member, by=by)
        for room in sorted(house_rights.rooms(), key=lambda room: room.name == PeopleRights.name):
            room.erase(member.account, by=by)
        member.refresh_from_db()
        signals.member_left.send(sender=Member, member=member, by=by)


class PeopleRights:
    """What the hall holds about a person, for "my data" and for leaving."""

    name = "people"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The member's own row and every row of this room about them; messages that were written to them."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return {"account": _exported(account)}
        held: dict[str, Any] = {"account": _exported(account), "member": _exported(member)}
        for row in _rows_about(member):
            told = _introduction(row, member) if isinstance(row, Introduction) else _exported(row)
            held.setdefault(row._meta.model_name or "", []).append(told)
        held["signed_in"] = [
            _exported(row, "created_at", "device") for row in sessions.of_account(account.pk)
        ]
        written = Message.objects.filter(_written_to(member, [key_of(member)])).order_by("created_at")
        held["messages"] = [
            _exported(message, "channel", "to", "subject", "text", "sent_at") for message in written
        ]
        return held

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Erase the member, all about them, what was written to them, their account and its sessions."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is not None:
            _erase_member(member)
        end_sessions(account.pk, [])
        Account.objects.filter(pk=account.pk).delete()


def _erase_member(member: Member) -> None:
    contacts, rows = _contacts(member), list(_rows_about(member))
    for contact in contacts:
        ErasedAddress.objects.get_or_create(address_hash=members.address_hash(contact))
    _erase_messages(_written_to(member, [key_of(row) for row in [member, *rows]]))
    outbox.unsent_to(member).delete()
    _erase_from_imports(contacts, member)
    end_sessions(member.account_id, contacts)
    SignInCard.objects.filter(member=member, used_at=None).delete()
    for row in [*rows, member]:
        privacy.erase(row)


def _rows_about(member: Member) -> Iterator[models.Model]:
    """Every row of this room that points at a member, a few from each table."""
    for relation in Member._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label == "people":
            yield from model._default_manager.filter(**{relation.field.name: member})


def _contacts(member: Member) -> list[str]:
    """Every address under which we know a member."""
    places = [member.email, member.phone, member.address]
    places += EmailAddress.objects.filter(user_id=member.account_id).values_list("email", flat=True)
    return [place for place in dict.fromkeys(places) if place]


def _written_to(member: Member, about: list[str]) -> Q:
    """Messages about a member, however they went, and emails to an address that is theirs alone.

    Never by a phone number, a street or a helper that several people may share. What is confidential is
    told by the room that it is about: it may be about somebody whom this person supports.
    """
    own = [
        member.email,
        *EmailAddress.objects.filter(user_id=member.account_id).values_list("email", flat=True),
    ]
    shared = Member.objects.exclude(pk=member.pk).filter(email__in=own).values_list("email", flat=True)
    theirs_alone = Q(channel=Channel.EMAIL, to__in=set(own) - {"", *shared}, confidential=False)
    return Q(about__in=about) | theirs_alone


def _introduction(row: Introduction, member: Member) -> dict[str, Any]:
    """An introduction from one side: what the other would share is theirs until both have agreed."""
    asked = row.asked_id == member.pk
    theirs, mine = ("share", "accepted_share") if asked else ("accepted_share", "share")
    told = _exported(row, "created_at", "message", mine, "accepted_at", "declined_at")
    return told | (_exported(row, theirs) if row.accepted_at else {})


def _erase_messages(theirs: Q) -> None:
    """What was not sent yet is not sent; of what was sent only the fact remains."""
    Message.objects.filter(theirs, sent_at=None).delete()
    for message in Message.objects.filter(theirs):
        privacy.erase(message)


def _erase_from_imports(contacts: list[str], member: Member) -> None:
    """Take the person's line out of lists that were uploaded."""
    for upload in MemberImport.objects.exclude(rows=[]):
        kept = [line for line in upload.rows if not _is_about(line, contacts, member)]
        if len(kept) < len(upload.rows):
            upload.rows = kept
            upload.save(update_fields=["rows"])


def _is_about(line: Any, contacts: list[str], member: Member) -> bool:
    values = {str(value).strip().lower() for value in _values(line)}
    known = {contact.lower() for contact in contacts} or {member.called.lower()}
    return bool(values & known)


def _values(line: Any) -> Iterator[Any]:
    if isinstance(line, Mapping):
        for value in line.values():
            yield from _values(value)
    elif isinstance(line, list | tuple):
        for value in line:
            yield from _values(value)
    else:
        yield line


def end_sessions(account_id: int | None, contacts: list[str]) -> None:
    """Delete the sessions of an account, and those that still hold one of its addresses half-way through a
    sign-in.
    """
    for session in Session.objects.iterator():
        held = session.get_decoded()
        text = str(held)
        if held.get("_auth_user_id") == str(account_id) or any(contact in text for contact in contacts):
            session.delete()


def _exported(row: models.Model, *only: str) -> dict[str, Any]:
    """The fields of a row as JSON: those that are named, or all that may say something about a person."""
    fields = [f for f in row._meta.concrete_fields if f.name in only or (not only and _tells(row, f.name))]
    encoder = DjangoJSONEncoder()
    return {
        field.name: value
        if isinstance(value, str | int | bool | list | dict | None)
        else encoder.default(value)
        for field in fields
        for value in [getattr(row, field.attname)]
    }


def _tells(row: models.Model, name: str) -> bool:
    declared = privacy.declared(type(row)).get(name)
    pointless = name in ("member", "account", "password", "id") or name.endswith("_hash")
    return (
        declared is not None
        and not pointless
        and (isinstance(row, Consent | Recording) or declared.kind != "public")
    )
