"""Mailings: one thing written to many, from the first recipient to the last. Called through `outbox`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID, uuid5

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from . import clock
from .actors import Actor
from .models import Mailing, Message
from .record import key_of, record
from .sending import To, Version, headers, slots

AT_ONCE = 500
STOPPED = "The sending was stopped."


class State(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Being sent")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")
    FINISHED = "finished", _("Finished")


class CannotChangeMailing(ValueError):
    """The mailing is closed or stopped; the message says which."""


@dataclass(frozen=True)
class Progress:
    """How many recipients stand where. `waiting` counts those in flight too; `suppressed` those withheld by a hook.

    `problem` says why nothing moves at present, such as a mail server that is away.
    """

    waiting: int
    in_flight: int
    sent: int
    failed: int
    missed: int
    suppressed: int
    state: State
    problem: str = ""

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.failed + self.missed + self.suppressed


def start_mailing(
    *,
    name: str,
    about: models.Model | None,
    versions: Mapping[str, Version],
    list_id: str,
    by: Actor,
    not_before: datetime | None,
    not_after: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> Mailing:
    """Begin a mailing without recipients. What is unsent after `not_after` is shown as missed.

    `headers` may have slots. Raises ValueError, in a sentence, for words or headers that cannot be sent.
    """
    _judge(versions, list_id, headers or {})
    with transaction.atomic():
        mailing = Mailing.objects.create(
            name=name[:200],
            about=key_of(about),
            versions={key: asdict(version) for key, version in versions.items()},
            list_id=list_id,
            headers=dict(headers or {}),
            not_before=not_before or clock.now(),
            not_after=not_after,
        )
        record("foundation.mailing_started", mailing, by=by, about=mailing.about)
    return mailing


def add_recipients(mailing: Mailing, rows: Iterable[To], *, by: Actor) -> int:
    """Put recipients in the ledger; one whose key is there already stays as it is. Gives how many are new.

    A recipient who cannot be written to at all (a line break in the address) is put down as failed, with the
    reason. Raises CannotChangeMailing once the list is closed, KeyError for a version that is not there, and
    ValueError for a slot that is not filled.
    """
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if mailing.closed_at or mailing.stopped_at:
            raise CannotChangeMailing("No more recipients can be added: the list is closed.")
        needed = _slots_needed(mailing)
        added = sum(_add(mailing, some, needed) for some in _in_pieces(rows))
        record("foundation.recipients_added", mailing, by=by, count=added)
    return added


def add_late(mailing: Mailing, row: To, version: Version, *, by: Actor) -> None:
    """One more recipient after the list was closed: somebody who is reached by email only since.

    `version` is what they get, where nobody had it so far. One who is there already and has not got it is written to at
    the new address. Raises CannotChangeMailing for one that was stopped, and as `add_recipients`.
    """
    with transaction.atomic():
        held = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if held.stopped_at:
            raise CannotChangeMailing("This sending was stopped.")
        if row.version not in held.versions:
            held.versions = {**held.versions, row.version: asdict(version)}
            held.leased_by, held.leased_until = "", None  # whoever sends it reads the words anew
            held.save(update_fields=["versions", "leased_by", "leased_until"])
        there = held.messages.filter(key=row.key, sent_at=None)
        if not there.update(
            to=row.address, to_name=row.name[:200], fill=row.fill, version=row.version, withheld_at=None, last_error="",
        ):  # fmt: skip
            _add(held, [row], _slots_needed(held))
        record("foundation.recipients_added", held, by=by, count=1)


def close_list(mailing: Mailing, *, by: Actor) -> None:
    """No more recipients come: when none waits, the mailing is finished. Closing twice changes nothing."""
    _mark(mailing, "foundation.mailing_list_closed", by, Q(closed_at=None), closed_at=clock.now())


def pause_mailing(mailing: Mailing, *, by: Actor) -> None:
    """Send no more until `resume_mailing`; those in flight at this moment still arrive."""
    _mark(mailing, "foundation.mailing_paused", by, Q(paused_at=None), paused_at=clock.now())


def resume_mailing(mailing: Mailing, *, by: Actor) -> None:
    """Go on where it was paused."""
    _mark(mailing, "foundation.mailing_resumed", by, Q(paused_at__isnull=False), paused_at=None)


def stop_mailing(mailing: Mailing, *, by: Actor) -> None:
    """Send no more, ever: whoever still waits is shown as missed. Those in flight may still arrive."""
    now = clock.now()
    with transaction.atomic():
        if _mark(mailing, "foundation.mailing_stopped", by, Q(stopped_at=None), stopped_at=now):
            waiting = Message.objects.waiting().filter(mailing=mailing)
            waiting.update(missed_at=now, last_error=STOPPED)


def retry_failed(mailing: Mailing, *, by: Actor) -> int:
    """Try once more what failed; addresses that no server can take, or that it does not know, are left alone.

    Gives how many. Raises CannotChangeMailing for one that was stopped.
    """
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if mailing.stopped_at:
            raise CannotChangeMailing("This sending was stopped.")
        tried = {"sent_at": None, "attempts__gt": 0, "refused_address": False}
        failed = Message.objects.filter(mailing=mailing, **tried)
        again = failed.exclude(failed_at=None).update(
            failed_at=None, attempts=0, not_before=clock.now(), claimed_at=None, claimed_by="", last_error=""
        )
        record("foundation.mailing_retried", mailing, by=by, count=again)
        return again


def change_words(mailing: Mailing, versions: Mapping[str, Version], *, by: Actor) -> None:
    """Change what those who still wait get: when somebody took their words back. Those in flight may have the old ones.

    Raises KeyError when a version is left out, ValueError for words that cannot be sent.
    """
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
        _judge(versions, mailing.list_id, mailing.headers)
        mailing.versions = {key: asdict(versions[key]) for key in mailing.versions}
        mailing.save(update_fields=["versions"])
        record("foundation.mailing_words_changed", mailing, by=by)


def mailing_progress(mailing: Mailing) -> Progress:
    """Where a mailing stands, counted from its ledger. Two queries. Never finished while a row waits."""
    mailing = Mailing.objects.get(pk=mailing.pk)
    waiting = Q(sent_at=None, missed_at=None, failed_at=None, withheld_at=None)
    counted = mailing.messages.aggregate(
        waiting=Count("pk", filter=waiting),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        failed=Count("pk", filter=Q(sent_at=None, failed_at__isnull=False)),
        missed=Count("pk", filter=Q(sent_at=None, failed_at=None, missed_at__isnull=False)),
        suppressed=Count(
            "pk", filter=Q(sent_at=None, failed_at=None, missed_at=None, withheld_at__isnull=False)
        ),
    )
    leased = mailing.leased_until is not None and mailing.leased_until > clock.now()
    in_flight = min(mailing.in_flight, counted["waiting"]) if leased else 0
    state = _state(mailing, counted["waiting"])
    return Progress(in_flight=in_flight, state=state, problem=mailing.problem, **counted)


def _state(mailing: Mailing, waiting: int) -> State:
    if mailing.stopped_at:
        return State.STOPPED
    if mailing.closed_at and not waiting:
        return State.FINISHED
    if mailing.paused_at:
        return State.PAUSED
    return State.SCHEDULED if mailing.not_before > clock.now() else State.SENDING


def _judge(versions: Mapping[str, Version], list_id: str, given: Mapping[str, str]) -> None:
    if not versions:
        raise ValueError("A mailing needs at least one version of its words.")
    for key, version in versions.items():
        if not version.text.strip():
            raise ValueError(
                f"The version {key!r} has no plain text. Every email needs words without pictures."
            )
        if not version.subject.strip():
            raise ValueError(f"The version {key!r} has no subject.")
    headers.check({"List-Id": list_id, **given})


def _slots_needed(mailing: Mailing) -> dict[str, set[str]]:
    """The slots of each version, those of the shared headers included."""
    shared = set().union(*(slots.names(value) for value in mailing.headers.values()))
    return {
        key: shared.union(*(slots.names(str(words)) for words in version.values()))
        for key, version in mailing.versions.items()
    }


def _in_pieces(rows: Iterable[To]) -> Iterator[list[To]]:
    ahead = iter(rows)
    while some := list(islice(ahead, AT_ONCE)):
        yield some


def _add(mailing: Mailing, rows: list[To], needed: Mapping[str, set[str]]) -> int:
    there = set(mailing.messages.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    fresh = {row.key: row for row in rows if row.key not in there}
    Message.objects.bulk_create([_message(mailing, row, needed) for row in fresh.values()])
    return len(fresh)


def _message(mailing: Mailing, row: To, needed: Mapping[str, set[str]]) -> Message:
    lacking = needed[row.version] - set(row.fill)
    if lacking:
        raise ValueError(f"The recipient {row.key} has nothing for: {', '.join(sorted(lacking))}.")
    wrong = headers.wrong_with(row.address, row.headers)
    return Message(
        id=_id_of(mailing.pk, row.key),
        mailing=mailing,
        to=row.address,
        to_name=row.name[:200],
        version=row.version,
        fill=row.fill,
        key=row.key,
        headers=row.headers,
        language=mailing.versions[row.version]["language"],
        about=mailing.about,
        not_before=mailing.not_before,
        not_after=mailing.not_after,
        failed_at=clock.now() if wrong else None,
        last_error=wrong,
        subject="",
        text="",
    )


def _id_of(mailing: UUID, key: str) -> UUID:
    """Made from the mailing and the recipient, so that the same one always has the same Message-ID."""
    return uuid5(mailing, key)


def _mark(mailing: Mailing, verb: str, by: Actor, only: Q, **fields: object) -> bool:
    with transaction.atomic():
        changed = bool(Mailing.objects.filter(only, pk=mailing.pk).update(**fields))
        if changed:
            record(verb, mailing, by=by)
        return changed
