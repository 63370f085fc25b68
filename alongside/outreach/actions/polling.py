"""Asking Mastodon and Bluesky how many follow an account. What does not answer clearly leaves no number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from alongside.foundation import clock, fetching
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import How, Measure, ReachChannel, Reading
from ..queries import profiles
from . import reach

MOST_BYTES = 256 * 1024
SECONDS = 10.0
DEFINITION = "Followers of the account, as its public profile said when we asked"


def ask_channels(*, by: Actor) -> int:
    """Ask for the followers of every open channel that is to be asked. Returns how many answered."""
    asked = ReachChannel.objects.filter(polled=True, closed_on=None)
    return sum(ask_channel(channel, by=by) is not None for channel in asked)


def ask_channel(channel: ReachChannel, *, by: Actor) -> Reading | None:
    """Ask the platform, outside of any transaction, and write down what it says; or why there is no number."""
    try:
        profile = profiles.profile_of(channel.kind, channel.handle)
        count = profiles.followers_in(_fetch(profile.url), profile)
    except (profiles.Unclear, fetching.CannotFetch) as problem:
        _not_reached(channel, str(problem), by)
        return None
    return _write_down(channel, count, profile.url, by)


def _fetch(url: str) -> bytes:
    return fetching.get(
        url, most_bytes=MOST_BYTES, timeout=SECONDS, allowed_hosts=[fetching.host_of(url)],
        types=["application/json"],
    ).content  # fmt: skip


def _write_down(channel: ReachChannel, count: int, url: str, by: Actor) -> Reading | None:
    with transaction.atomic(), translation.override("en"):
        try:
            reading = reach.add_reading(
                channel, measure=Measure.FOLLOWERS, value=count, since=clock.today(), definition=DEFINITION,
                source_note=url[:300], how=How.POLL, by=by,
            )  # fmt: skip
        except ValidationError as refusal:
            _not_reached(channel, " ".join(refusal.messages), by)
            return None
        ReachChannel.objects.filter(pk=channel.pk).update(asked_at=clock.now(), problem="")
        return reading


def _not_reached(channel: ReachChannel, why: str, by: Actor) -> None:
    with transaction.atomic():
        ReachChannel.objects.filter(pk=channel.pk).update(asked_at=clock.now(), problem=why[:300])
        record("outreach.channel_not_reached", channel, by=by)
