"""Joining: the one way in which a member comes to be, on the web, through a coordinator, by import or in the
demo.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock, draws
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails, signals
from ..models import (
    Account,
    AgeGuard,
    Attribution,
    Brings,
    BringsKind,
    Guardian,
    Member,
    Mode,
    Purpose,
    ReachBy,
    Supporter,
    new_reference,
)
from . import consents, following, rights

Details = Mapping[str, str]

NO_WAY: dict[str, str | Promise] = {
    ReachBy.EMAIL: gettext_lazy("Write an email address, or choose another way to be reached."),
    ReachBy.PHONE: gettext_lazy("Write a phone number, or choose another way to be reached."),
    ReachBy.POST: gettext_lazy("Write an address for letters, or choose another way to be reached."),
    ReachBy.SUPPORTER: gettext_lazy("Write the supporter's name, and how we can reach them."),
}


class CannotJoin(Exception):  # reads as a sentence where it is raised
    """Nobody was added. The message is a sentence that says what to do."""


class AlreadyHere(CannotJoin):
    """The email address belongs to a member. On the web this must not be told to whoever typed it."""


def join(
    *,
    called: str,
    reach_by: str,
    by: Actor,
    mode: str = Mode.WEB,
    full_name: str = "",
    email: str = "",
    phone: str = "",
    address: str = "",
    brings: Collection[str] = (),
    brings_in_own_words: str = "",
    interests: str = "",
    languages: Collection[str] = (),
    language: str = "en",
    age_guard: str = AgeGuard.UNKNOWN,
    supporter: Details | None = None,
    guardian: Details | None = None,
    contact_wording: str = "",
    joined_on: date | None = None,
    invented: bool = False,
    welcome: bool = True,
) -> Member:
    """Add a member and, where there is an email address, their account.

    `supporter` (name, relation, email, phone, address) and `guardian` (name, email, phone) are plain
    dictionaries. `contact_wording` is the sentence that was agreed to about being contacted; "" when it was
    not. A person under 16 joins through a guardian, who is asked first. With `welcome` the member is written
    to in the way they chose; people that are `invented` for a demonstration never are. Raises CannotJoin, or
    AlreadyHere for a known address.
    """
    member = new_member(
        called=called, full_name=full_name, reach_by=reach_by, email=email, phone=phone, address=address,
        brings_in_own_words=brings_in_own_words, interests=interests, languages=languages, language=language,
        age_guard=age_guard, joined_on=joined_on, invented=invented,
    )  # fmt: skip
    judge(member, brings, supporter or {}, guardian or {})
    with transaction.atomic():
        member.account = _account(member.email) if member.email else None
        draws.until_free(lambda reference: _save(member, reference), new_reference)
        Brings.objects.bulk_create(Brings(member=member, kind=kind) for kind in dict.fromkeys(brings))
        add_helpers(member, supporter or {}, guardian or {})
        record("people.member_joined", member, by=by, mode=str(mode), reach_by=str(reach_by))
        if contact_wording and age_guard != AgeGuard.UNDER_16:
            consents.give_consent(
                member,
                purpose=Purpose.CONTACT,
                attribution=Attribution.NONE,
                wording=contact_wording,
                how=mode,
                by=by,
                given_on=member.joined_on,
            )
        if not invented:
            _write_first(member, welcome, by)
        signals.member_joined.send(sender=Member, member=member, by=by)
        return member


def new_member(
    *, called: str, languages: Collection[str] = (), joined_on: date | None = None, **told: Any
) -> Member:
    """A member from what was told, not saved yet."""
    given = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    given["email"] = given.get("email", "").lower()
    return Member(
        called=called.strip(), languages=list(languages), joined_on=joined_on or clock.today(), **given
    )  # fmt: skip


def _save(member: Member, reference: str) -> None:
    member.reference = reference
    member.save(force_insert=True)


def judge(member: Member, brings: Collection[str], supporter: Details, guardian: Details) -> None:
    """Raises CannotJoin, with what to do."""
    if not member.called:
        raise CannotJoin(_("Write a name to be called by."))
    if member.reach_by not in ReachBy.values or member.age_guard not in AgeGuard.values:
        raise CannotJoin(_("Choose one of the known answers."))
    if not set(brings) <= set(BringsKind.values):
        raise CannotJoin(_("Choose what you bring from the list, or use your own words."))
    if member.age_guard == AgeGuard.UNDER_16:
        if not guardian.get("name") or not (guardian.get("email") or guardian.get("phone")):
            raise CannotJoin(_("Write the name of a parent or guardian, and their email or phone."))
        return
    reachable = {
        ReachBy.EMAIL.value: member.email, ReachBy.PHONE.value: member.phone,
        ReachBy.POST.value: member.address,
        ReachBy.SUPPORTER.value: supporter.get("name")
        and (supporter.get("email") or supporter.get("phone") or supporter.get("address")),
    }  # fmt: skip
    if not reachable[member.reach_by]:
        raise CannotJoin(str(NO_WAY[member.reach_by]))


def _account(email: str) -> Account:
    """A new account with its address, still to be confirmed by a code."""
    known = _("Somebody with this email address is here already.")
    if Account.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email).exists():
        raise AlreadyHere(known)
    try:
        with transaction.atomic():
            account = Account.objects.create_user(email)
    except IntegrityError:
        raise AlreadyHere(known) from None
    EmailAddress.objects.create(user=account, email=email, primary=True, verified=False)
    return account


def add_helpers(member: Member, supporter: Details, guardian: Details) -> None:
    """The supporter or guardian through whom somebody is reached."""
    if supporter.get("name") and member.reach_by == ReachBy.SUPPORTER:
        Supporter.objects.create(member=member, **_only(supporter, "name relation email phone address"))
    if guardian.get("name") and member.age_guard == AgeGuard.UNDER_16:
        Guardian.objects.create(member=member, **_only(guardian, "name email phone"))


def _only(details: Details, names: str) -> dict[str, str]:
    return {name: str(details.get(name) or "").strip() for name in names.split()}


def _write_first(member: Member, welcome: bool, by: Actor) -> None:
    if member.age_guard == AgeGuard.UNDER_16:
        emails.ask_guardian(Guardian.objects.select_related("member").get(member=member), by=by)
    elif welcome:
        emails.welcome(member, by=by)


def record_guardian_agreement(guardian: Guardian, *, how: str, wording: str, by: Actor) -> None:
    """A parent or guardian said yes: from now on the young person may be reached, through them."""
    with transaction.atomic():
        asked = {"name": guardian.name, "email": guardian.email, "phone": guardian.phone}
        fresh = Guardian.objects.filter(pk=guardian.pk, agreed_at=None, **asked)
        if not fresh.update(agreed_at=clock.now(), agreed_how=how):
            return
        guardian.refresh_from_db(fields=["agreed_at", "agreed_how"])
        record("people.guardian_agreed", guardian.member, by=by, how=str(how))
        consents.give_consent(guardian.member, purpose=Purpose.CONTACT, wording=wording, how=how, by=by)
        following.follow_reach(guardian.member, by=by)
        emails.welcome(guardian.member, by=by)


def record_guardian_refusal(guardian: Guardian, *, by: Actor) -> None:
    """A parent or guardian said no: what the young person told us is erased."""
    with transaction.atomic():
        record("people.guardian_refused", guardian.member, by=by)
        rights.leave(guardian.member, by=by)
