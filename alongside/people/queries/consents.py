"""The one check of living consents: every public page passes through here, on every request.

A consent shows something only while it is given, not withdrawn, not expired, covers the channel, and its
giver has not left. Young people have no public name or photo, whatever was chosen (an age that is not known
counts as young).
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock

from ..models import Attribution, Consent, ConsentChannel, Purpose

PUBLIC_CHANNELS = frozenset(ConsentChannel.values)


def may_show(consent: Consent, channel: str) -> bool:
    """Whether what this consent covers may be shown on a channel today.

    Reads at most the member and their leaving.
    """
    return consent.holds(channel, clock.today()) and not _photo_of_a_young_person(consent)


def showable(consent_ids: Iterable[int], channel: str) -> dict[int, str]:
    """Of these consents, those that may be shown on a channel today, each with its attribution in words.

    One query, whatever the number. An id that is missing from the answer must not be shown; "" shows no name.
    """
    wanted = set(consent_ids)
    if not wanted:
        return {}
    in_force = Consent.objects.in_force(clock.today()).filter(pk__in=wanted).select_related("member")
    return {
        consent.pk: attribution(consent)
        for consent in in_force
        if channel in consent.channels and not _photo_of_a_young_person(consent)
    }


def attribution(consent: Consent) -> str:
    """Who is named, as the person chose: full name, name they are called by, their role, or nothing.

    Worked out anew each time, so that a corrected name is right everywhere. A young person is named by role
    at most.
    """
    choice, member = consent.attribution, consent.member
    if choice == Attribution.NONE:
        return ""
    if choice == Attribution.ROLE or member.is_young:
        return consent.attribution_text
    return (member.full_name or member.called) if choice == Attribution.FULL_NAME else member.called


def expected_words(consent: Consent) -> str:
    """The attribution as its giver reads it on their own page."""
    return attribution(consent) or str(_("no name"))


def _photo_of_a_young_person(consent: Consent) -> bool:
    return consent.purpose == Purpose.PHOTO and consent.member.is_young
