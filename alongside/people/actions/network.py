"""The network: organisations, who belongs to them, the directory, and introductions by mutual consent."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails_network
from ..models import Affiliation, DirectoryEntry, Introduction, Member, Organisation
from ..queries import network
from . import on_behalf

OPEN_AT_ONCE = 5


class CannotList(Exception):
    """A member cannot be in the directory; the message is a sentence for the page."""


class CannotIntroduce(Exception):
    """An introduction cannot be asked for or answered; the message is a sentence for the page."""


def add_organisation(*, name: str, kind: str, by: Actor, website: str = "", about: str = "") -> Organisation:
    """Add a group, charity, service or university."""
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, kind=kind, website=website, about=about)
        record("people.organisation_added", organisation, by=by)
        return organisation


def change_organisation(
    organisation: Organisation, *, name: str, kind: str, by: Actor, website: str = "", about: str = ""
) -> Organisation:
    """Correct what is known of an organisation."""
    with transaction.atomic():
        organisation.name, organisation.kind = name, kind
        organisation.website, organisation.about = website, about
        organisation.save(update_fields=["name", "kind", "website", "about"])
        record("people.organisation_changed", organisation, by=by)
        return organisation


def affiliate(
    member: Member, organisation: Organisation, *, by: Actor, role: str = "", since: date | None = None
) -> Affiliation:
    """A member belongs to an organisation, again too after a time away. Saying it twice changes nothing."""
    with transaction.atomic():
        affiliation, new = Affiliation.objects.get_or_create(
            member=member, organisation=organisation, role=role, defaults={"since": since}
        )
        if not new and affiliation.until is None:
            return affiliation
        if not new:
            affiliation.since, affiliation.until = since, None
            affiliation.save(update_fields=["since", "until"])
        record("people.affiliated", member, by=by, organisation=organisation.pk)
        return affiliation


def end_affiliation(affiliation: Affiliation, *, by: Actor, until: date | None = None) -> None:
    """A member no longer belongs to an organisation. Ending it twice changes nothing."""
    with transaction.atomic():
        ended = Affiliation.objects.filter(pk=affiliation.pk, until=None).update(until=until or clock.today())
        if ended:
            record(
                "people.affiliation_ended",
                affiliation.member,
                by=by,
                organisation=affiliation.organisation_id,
            )


def save_directory_entry(
    member: Member,
    *,
    shown_name: str,
    by: Actor,
    about: str = "",
    shows_brings: bool = False,
    shows_interests: bool = False,
    shows_languages: bool = False,
    shows_organisations: bool = False,
    welcomes_introductions: bool = False,
) -> DirectoryEntry:
    """A member chooses what other members see of them. Raises CannotList for young people."""
    if member.has_left:
        raise CannotList(_("This person has left, so they cannot be in the directory."))
    if member.is_young:
        raise CannotList(_("The directory is for people of 18 and over. This keeps young people safe."))
    with transaction.atomic():
        entry, new = DirectoryEntry.objects.update_or_create(
            member=member,
            defaults={
                "shown_name": shown_name, "about": about, "shows_brings": shows_brings,
                "shows_interests": shows_interests, "shows_languages": shows_languages,
                "shows_organisations": shows_organisations, "welcomes_introductions": welcomes_introductions,
            },
        )  # fmt: skip
        record("people.directory_entry_saved", member, by=by, new=new)
        return entry


def remove_directory_entry(member: Member, *, by: Actor) -> None:
    """A member is in the directory no longer. Removing twice changes nothing."""
    with transaction.atomic():
        removed, _rows = DirectoryEntry.objects.filter(member=member).delete()
        if removed:
            record("people.directory_entry_removed", member, by=by)


def ask_introduction(asker: Member, asked: Member, *, message: str, share: str, by: Actor) -> Introduction:
    """One member asks to be introduced to another. What they would share stays here until the other says yes.

    Raises CannotIntroduce when the other does not welcome it, was asked before, or either is under 18.
    """
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=asker.pk)
        _check_asking(asker, asked)
        introduction = Introduction.objects.create(asker=asker, asked=asked, message=message, share=share)
        record("people.introduction_asked", introduction, by=by, asker=asker.pk, asked=asked.pk)
        emails_network.introduction_asked(introduction, by=by)
        return introduction


def accept_introduction(introduction: Introduction, *, share: str, by: Actor) -> Introduction:
    """The one who was asked says yes. Only now do contact details pass, each by the other's own channel.

    Accepting twice changes nothing. Raises CannotIntroduce after a no, and when one of the two has left.
    """
    with transaction.atomic():
        locked = _locked(introduction)
        if locked.accepted_at:
            return locked
        _check_answering(locked)
        locked.accepted_at, locked.accepted_share = clock.now(), share
        locked.save(update_fields=["accepted_at", "accepted_share"])
        record("people.introduction_accepted", locked, by=by, asker=locked.asker_id, asked=locked.asked_id)
        emails_network.introduction_accepted(locked, by=by)
        return locked


def decline_introduction(introduction: Introduction, *, by: Actor) -> Introduction:
    """The one who was asked says no. The asker hears it kindly, and no details pass."""
    with transaction.atomic():
        locked = _locked(introduction)
        if locked.declined_at:
            return locked
        _check_answering(locked)
        locked.declined_at = clock.now()
        locked.save(update_fields=["declined_at"])
        record("people.introduction_declined", locked, by=by, asker=locked.asker_id, asked=locked.asked_id)
        emails_network.introduction_declined(locked, by=by)
        return locked


def answer_introduction_for(
    introduction: Introduction,
    *,
    accepted: bool,
    share: str,
    mode: str,
    on: date,
    read_back_and_agreed: bool,
    by: Actor,
    note: str = "",
) -> Introduction:
    """A coordinator writes down the answer that somebody gave by phone, post or in person."""
    with transaction.atomic():
        on_behalf.record_for(introduction.asked, what="introduction_answer", mode=mode, on=on, note=note,
                             read_back_and_agreed=read_back_and_agreed, by=by)  # fmt: skip
        if accepted:
            return accept_introduction(introduction, share=share, by=by)
        return decline_introduction(introduction, by=by)


def _check_asking(asker: Member, asked: Member) -> None:
    if asker.pk == asked.pk:
        raise CannotIntroduce(_("This is your own entry."))
    if asker.is_young or asked.is_young:
        raise CannotIntroduce(_("Introductions are for people of 18 and over. This keeps young people safe."))
    entry = DirectoryEntry.objects.filter(member=asked, welcomes_introductions=True).first()
    if entry is None or asked.has_left or asker.has_left:
        raise CannotIntroduce(_("This person does not ask for introductions just now."))
    if Introduction.objects.filter(asker=asker, asked=asked).exists():
        raise CannotIntroduce(_("You have asked this person already. We tell you when they answer."))
    if network.waiting_asked_by(asker).count() >= OPEN_AT_ONCE:
        raise CannotIntroduce(
            _("Five people have not answered you yet. Wait until one of them has answered.")
        )


def _check_answering(introduction: Introduction) -> None:
    if introduction.accepted_at or introduction.declined_at:
        raise CannotIntroduce(_("This was answered before. Ask the centre if the answer should change."))
    if introduction.asker.has_left or introduction.asked.has_left:
        raise CannotIntroduce(_("One of the two people has left, so they cannot be introduced."))
    if introduction.asker.is_young or introduction.asked.is_young:
        raise CannotIntroduce(_("Introductions are for people of 18 and over. This keeps young people safe."))


def _locked(introduction: Introduction) -> Introduction:
    return Introduction.objects.select_for_update().get(pk=introduction.pk)
