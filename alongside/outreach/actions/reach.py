"""Channels and their readings. A reading is never changed: a newer one takes its place, and both stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import STOCKS, ChannelKind, How, Measure, ReachChannel, Reading
from ..queries import adding, profiles

POLLED = frozenset({ChannelKind.MASTODON, ChannelKind.BLUESKY})
MOST = 10**15
Sentence = str


def add_channel(
    *, kind: str, name: str, opened_on: date, by: Actor, handle: str = "", polled: bool = False
) -> ReachChannel:
    """Say through which account, paper, list or series the centre reaches people. Raises ValidationError by field."""
    _check_channel(kind, name, handle, polled)
    with transaction.atomic():
        channel = ReachChannel.objects.create(
            kind=kind, name=name, handle=handle, opened_on=opened_on, polled=polled
        )
        record("outreach.channel_added", channel, by=by, kind=kind)
        return channel


def change_channel(
    channel: ReachChannel,
    *,
    name: str,
    opened_on: date,
    by: Actor,
    handle: str = "",
    polled: bool = False,
    closed_on: date | None = None,
) -> ReachChannel:
    """Put a channel right, or say when it closed. Its readings stay. Raises ValidationError by field."""
    _check_channel(channel.kind, name, handle, polled, channel)
    if closed_on and closed_on < opened_on:
        raise ValidationError({"closed_on": _("It cannot close before it opened.")})
    with transaction.atomic():
        channel.name, channel.handle, channel.opened_on = name, handle, opened_on
        channel.closed_on, channel.polled = closed_on, polled
        channel.save(update_fields=["name", "handle", "opened_on", "closed_on", "polled"])
        record("outreach.channel_changed", channel, by=by)
        return channel


def add_reading(
    channel: ReachChannel,
    *,
    measure: str,
    value: int,
    since: date,
    definition: str,
    by: Actor,
    until: date | None = None,
    source_note: str = "",
    how: str = How.TYPED,
) -> Reading:
    """Write down what a channel showed. One for the same days takes the place of the one before, which stays.

    Raises ValidationError by field: a wrong day or number, or a period that overlaps one that is on record.
    """
    until = until or since
    _check_reading(measure, value, since, until)
    with transaction.atomic():
        ReachChannel.objects.select_for_update().get(pk=channel.pk)
        before = _same_days(channel, measure, since, until)
        if before is None:
            _check_free(channel, measure, since, until)
        elif before.value == value and before.definition == definition and how == How.POLL:
            return before
        new = Reading(
            channel=channel, measure=measure, value=value, since=since, until=until, definition=definition,
            source_note=source_note, how=how, known_on=clock.today(), recorded_by=by.key, supersedes=before,
        )  # fmt: skip
        put_in_place([new])
        record("outreach.reading_added", new, by=by, measure=measure, value=value, how=str(how))
        return new


def take_back_reading(reading: Reading, *, why: str, by: Actor) -> None:
    """Say that a reading was wrong. It counts no longer, and stays with the reason. Twice changes nothing."""
    with transaction.atomic():
        current = Reading.objects.filter(pk=reading.pk, ended_at=None)
        if current.update(ended_at=clock.now(), ended_why=why):
            record("outreach.reading_taken_back", reading, by=by)


def put_in_place(rows: Sequence[Reading]) -> None:
    """Save new readings; each that `supersedes` another ends that one first. Call inside a transaction."""
    ended = [row.supersedes_id for row in rows if row.supersedes_id]
    now = clock.now()
    for start in range(0, len(ended), 500):
        Reading.objects.filter(pk__in=ended[start : start + 500]).update(ended_at=now)
    if len(rows) == 1:
        rows[0].save(force_insert=True)
        return
    Reading.objects.bulk_create(rows, batch_size=500)


def _same_days(channel: ReachChannel, measure: str, since: date, until: date) -> Reading | None:
    current = Reading.objects.current().of_account()
    return current.filter(channel=channel, measure=measure, since=since, until=until).first()


def _check_free(channel: ReachChannel, measure: str, since: date, until: date) -> None:
    others = Reading.objects.current().of_account().filter(channel=channel, measure=measure)
    other = others.filter(since__lte=until, until__gte=since).first()
    if other is not None:
        raise ValidationError({"since": _overlaps(other)})


def _overlaps(other: Reading) -> Sentence:
    return _("There is a reading for %(days)s already. Choose the same days, or days outside them.") % {
        "days": adding.period(other)
    }


def _check_reading(measure: str, value: int, since: date, until: date) -> None:
    if measure not in Measure.values:
        raise ValidationError({"measure": _("Choose what was counted.")})
    if not 0 <= value <= MOST:
        raise ValidationError({"value": _("Write a number from 0 up.")})
    if until < since:
        raise ValidationError({"until": _("The last day comes before the first one. Check both.")})
    if until > clock.today():
        raise ValidationError({"until": _("This day has not come yet.")})
    if measure in STOCKS and since != until:
        raise ValidationError(
            {
                "until": _(
                    "Followers are a state on one day. Leave the last day empty, and write two readings."
                )
            }
        )


def _check_channel(
    kind: str, name: str, handle: str, polled: bool, channel: ReachChannel | None = None
) -> None:
    others = ReachChannel.objects.filter(name__iexact=name)
    if (others.exclude(pk=channel.pk) if channel else others).exists():
        raise ValidationError({"name": _("There is a channel with this name already.")})
    if polled and kind not in POLLED:
        raise ValidationError({"polled": _("Only Mastodon and Bluesky can be asked without a paid account.")})
    if polled:
        try:
            profiles.profile_of(kind, handle)
        except profiles.Unclear as problem:
            raise ValidationError({"handle": str(problem)}) from problem
