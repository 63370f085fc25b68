"""Two entries of one person become one. It cannot be undone, so both are compared and the person is asked first."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import actors, clock, merging, privacy
from alongside.foundation import rights as house_rights
from alongside.foundation.actors import Actor
from alongside.foundation.letters import centre_name, paragraphs, where_to_ask
from alongside.foundation.merging import MOVES, STAYS, Merging, one_each
from alongside.foundation.models import Message
from alongside.foundation.record import key_of, record

from .. import emails
from ..models import (
    Account,
    AgeGuard,
    Appointment,
    Introduction,
    Leaving,
    Member,
    MergedEntry,
    SignInCard,
    Token,
    Translation,
)
from ..queries import comparing
from . import following, merging_consents, rights, telling, tokens
from .on_behalf import Told, record_for

FILLED_IN = ("full_name", "phone", "address")
JOINED = ("brings_in_own_words", "interests")


class CannotMerge(Exception):
    """Nothing was merged. `reasons` are sentences that say what to do first."""

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def merge_members(keep: Member, gone: Member, *, reason: str, told: Told, by: Actor) -> MergedEntry:
    """Put two entries of one person together: `keep` has everything, `gone` is empty from now on. For ever.

    One person has one place, one vote and one answer: where both have one, that of `keep` stands, and the other is
    treated as when somebody leaves. Of two consents the narrower stands, and a no of either is a no. Answers for
    monitoring are sealed and belong to no name, so they stay as they were given. The person is told, also where the
    other entry was reached. Raises CannotMerge, and CannotRecord as `record_for` does.
    """
    with transaction.atomic():
        held = {
            row.pk: row
            for row in Member.objects.select_for_update().filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
        }
        keep, gone = held[keep.pk], held[gone.pk]
        _check(keep, gone, reason, by)
        telling_both = _words(keep, gone)
        elsewhere = emails.place_of(gone)
        said = merging_consents.said_by(keep, gone)
        record_for(keep, what="merging", mode=told.mode, on=told.on, note=told.note,
                   read_back_and_agreed=told.read_back_and_agreed, by=by)  # fmt: skip
        entry = MergedEntry.objects.create(
            member=gone, into=keep, asked=told.mode, reason=reason.strip()[:300], by=by.key
        )
        Leaving.objects.create(member=gone, by=by.key)
        merging.settle(keep, gone, by=by)
        moved = merging.move(keep, gone)
        merging_consents.narrow(keep, said, by=by)
        _messages(keep, gone)
        _fill_in(keep, gone)
        _accounts(keep, gone)
        _empty(gone, by)
        record(
            "people.members_merged",
            keep,
            by=by,
            gone=gone.pk,
            moved=moved,
            asked=str(told.mode),
            on=str(told.on),
        )
        following.follow_reach(keep, by=by)
        _tell(keep, elsewhere, telling_both, by)
        return entry


def cannot_merge(keep: Member, gone: Member, *, by: Actor) -> list[str]:
    """What has to be put in order by people first, in sentences; none where the two can be put together."""
    if keep.pk == gone.pk:
        return [_("This is one entry, not two.")]
    if keep.has_left or gone.has_left:
        return [_("One of the two has left, or was put together with another one already.")]
    found = []
    if any(member.account and actors.of(member.account).key == by.key for member in (keep, gone)):
        found.append(_("One of the two is your own entry. Ask somebody else to do this."))
    if _holds_a_role(gone):
        found.append(_("The other entry holds a role. End it first, or keep that entry."))
    ages = {member.age_guard for member in (keep, gone)} - {AgeGuard.UNKNOWN.value}
    if len(ages) > 1:
        found.append(_("The two say different ages. Ask, and put one of them right first."))
    return [*found, *merging.refusals(keep, gone)]


def _check(keep: Member, gone: Member, reason: str, by: Actor) -> None:
    reasons = cannot_merge(keep, gone, by=by)
    if not reason.strip():
        reasons.append(_("Write how you know that they are the same person."))
    if reasons:
        raise CannotMerge(reasons)


def _holds_a_role(member: Member) -> bool:
    return Appointment.objects.held_on(clock.today()).filter(member=member).exists()


def _fill_in(keep: Member, gone: Member) -> None:
    """What only the other entry said is taken over; words of both stand one after the other."""
    for name in FILLED_IN:
        setattr(keep, name, getattr(keep, name) or getattr(gone, name))
    for name in JOINED:
        both = dict.fromkeys(words for member in (keep, gone) if (words := getattr(member, name).strip()))
        setattr(keep, name, "\n\n".join(both))
    keep.languages = list(dict.fromkeys([*keep.languages, *gone.languages]))
    if keep.age_guard == AgeGuard.UNKNOWN:
        keep.age_guard = gone.age_guard
    keep.joined_on = min(keep.joined_on, gone.joined_on)
    keep.save(update_fields=[*FILLED_IN, *JOINED, "languages", "age_guard", "joined_on"])


def _accounts(keep: Member, gone: Member) -> None:
    """One person signs in by one account: the kept one, unless only the other was ever used. The other one ends."""
    mine, theirs = keep.account, gone.account
    takes_over = comparing.signs_in_as(keep, gone) == gone
    Member.objects.filter(pk__in=[keep.pk, gone.pk]).update(account=None)
    keep.account, ending = (theirs, mine) if takes_over else (mine, theirs)
    keep.email = gone.email if takes_over else keep.email
    gone.account = None
    keep.save(update_fields=["account", "email"])
    if ending is not None:
        rights.end_sessions(ending.pk, [])
        Account.objects.filter(pk=ending.pk).delete()


def _messages(keep: Member, gone: Member) -> None:
    """What was written to the other entry, or about it, belongs to the kept one."""
    for name in ("about", "reader"):
        Message.objects.filter(**{name: key_of(gone)}).update(**{name: key_of(keep)})


def _empty(gone: Member, by: Actor) -> None:
    """Nothing that says who it was stays with the other entry; what could not go over is treated as for a leaving."""
    gone.email = gone.phone = gone.address = ""
    gone.account = Account.objects.create_user()
    gone.save(update_fields=["email", "phone", "address", "account"])
    for room in house_rights.rooms():
        if room.name != rights.PeopleRights.name:
            room.erase(gone.account, by=by)
    ending, gone.account = gone.account, None
    privacy.erase(gone)
    Account.objects.filter(pk=ending.pk).delete()


def _words(keep: Member, gone: Member) -> tuple[str, str]:
    with translation.override(keep.language):
        text = paragraphs(
            _("Hello %(name)s,") % {"name": keep.called},
            _("You were in our list twice, as %(one)s and as %(other)s. We have put both together.")
            % {"one": keep.reference, "other": gone.reference},
            _("Your reference is %(reference)s. Say it when you call or write to us.")
            % {"reference": keep.reference},
            _(
                "Is this not right? Tell us at once. Two entries cannot be taken apart again, so we help you by hand."
            ),
            where_to_ask(),
        )
        return _("One entry for you at %(centre)s") % {"centre": centre_name()}, text


def _tell(keep: Member, elsewhere: emails.Place | None, words: tuple[str, str], by: Actor) -> None:
    """The person is told where they are reached; whoever was reached by the other entry is told too, once."""
    subject, text = words
    telling.tell(keep, subject=subject, text=text, by=by)
    place = emails.place_of(keep)
    if elsewhere is None or not elsewhere.to or (place and place.to == elsewhere.to):
        return
    letter = {"subject": subject, "text": emails.words_at(elsewhere, keep, text), "about": keep}
    emails.send_to(elsewhere, letter | {"by": by, "language": keep.language})


def settle(keep: Member, gone: Member, by: Actor) -> None:
    """Nobody is introduced to themselves, agrees to their own translation, or signs in by an old card."""
    Introduction.objects.filter(Q(asker=keep, asked=gone) | Q(asker=gone, asked=keep)).delete()
    SignInCard.objects.filter(member=gone, used_at=None).delete()
    for token in Token.objects.filter(member=gone, ended_at=None):
        tokens.end_token(token, by=by)
    for writer, reader in ((keep, gone), (gone, keep)):
        alone = Translation.objects.filter(written_by=writer, shown_by=reader).exclude(agreed_at=None)
        alone.update(agreed_at=None, agreed_by="", shown_from="", shown_texts={}, shown_by=None)


MERGING = Merging(
    app="people", label=gettext_lazy("People"),
    ways={
        "SignInCard.member": MOVES, "Brings.member": one_each("kind", drop=True), "Recording.member": MOVES,
        "Supporter.member": one_each(drop=True), "Guardian.member": one_each(drop=True),
        "Appointment.member": one_each("role", "context", while_empty=("until",), drop=True),
        "Leaving.member": STAYS, "MergedEntry.member": STAYS, "MergedEntry.into": MOVES,
        "Ask.member": MOVES, "CountedMember.member": one_each(), "Consent.member": MOVES,
        "Affiliation.member": one_each("organisation", "role", drop=True),
        "DirectoryEntry.member": one_each(drop=True), "Introduction.asker": MOVES, "Introduction.asked": MOVES,
        "RightsRequest.member": MOVES, "Token.member": MOVES,
        "Translator.member": one_each("language", while_empty=("until",), drop=True),
        "Translation.written_by": MOVES, "Translation.shown_by": MOVES,
    },
    settle=settle,
)  # fmt: skip
