"""The one check of living consents: every public page passes through here, on every request.

A consent shows something only while it is given, not withdrawn, not expired, covers the channel, and its
giver has not left; for somebody under 16, only once a guardian has agreed. Young people have no public name
or photo, whatever was chosen (an age that is not known counts as young).
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock

from ..models import AgeGuard, Attribution, Consent, ConsentChannel, Purpose
from . import members

PUBLIC_CHANNELS = frozenset(ConsentChannel.values)


def may_show(consent: Consent, channel: str) -> bool:
    """Whether what this consent covers may be shown on a channel today.

    Reads at most the member, their leaving and their guardian.
    """
    held = consent.holds(channel, clock.today()) and not _photo_of_a_young_person(consent)
    return held and members.may_be_reached(consent.member)


def showable(consent_ids: Iterable[int], channel: str) -> dict[int, str]:
    """Of these consents, those that may be shown on a channel today, each with its attribution in words.

    One query, whatever the number. An id that is missing from the answer must not be shown; "" shows no name.
    """
    wanted = set(consent_ids)
    if not wanted:
        return {}
    waiting = Q(member__age_guard=AgeGuard.UNDER_16, member__guardian__agreed_at=None)
    in_force = Consent.objects.in_force(clock.today()).filter(~waiting, pk__in=wanted)
    return {
        consent.pk: attribution(consent)
        for consent in in_force.select_related("member")
        if channel in consent.channels and not _photo_of_a_young_person(consent)
    }


def attribution(consent: Consent) -> str:
    """Who is named, as the person chose: full name, name they are called by, their role, or nothing.

    Worked out anew each time, so that a corrected name is right everywhere. A young person is named by a fixed
    phrase at most: a role in their own words could hold their name or school.
    """
    choice, member = consent.attribution, consent.member
    if choice == Attribution.NONE:
        return ""
    if member.is_young:
        unknown = member.age_guard == AgeGuard.UNKNOWN
        return str(_("Community member") if unknown else _("Young community member"))
    if choice == Attribution.ROLE:
        return consent.attribution_text
    return (member.full_name or member.called) if choice == Attribution.FULL_NAME else member.called


def expected_words(consent: Consent) -> str:
    """The attribution as its giver reads it on their own page."""
    return attribution(consent) or str(_("no name"))


def _photo_of_a_young_person(consent: Consent) -> bool:
    return consent.purpose == Purpose.PHOTO and consent.member.is_young
