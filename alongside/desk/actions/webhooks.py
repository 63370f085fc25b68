"""Webhooks: added, told, sent, stopped, started again, removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock, fetching
from alongside.foundation.actors import SYSTEM, Actor
from alongside.foundation.record import record

from .. import signing
from ..models import Delivery, Event, Webhook
from ..models.webhooks import TEST, new_salt

AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
"""How long to wait after each failure; after the last one the address is stopped."""
LEASE = timedelta(minutes=2)
OLD_SECRET_SIGNS = timedelta(hours=24)
KEPT = timedelta(days=30)
SECONDS, SECONDS_IN_ALL, MOST_WEBHOOKS = 5.0, 15.0, 20
GONE = 410


def add_webhook(*, name: str, url: str, events: Collection[str], by: Actor) -> Webhook:
    """Tell an address from now on. `secret_of` gives its secret: show it once.

    Raises ValidationError by field. The address is one that a coordinator names, https, on the public internet.
    """
    _check(name, url, events)
    with transaction.atomic():
        if Webhook.objects.standing().filter(url=url).exists():
            raise ValidationError({"url": _("This address is told already. Change that webhook instead.")})
        if Webhook.objects.standing().count() >= MOST_WEBHOOKS:
            raise ValidationError(_("There are twenty webhooks. Remove one that nobody needs first."))
        made = Webhook.objects.create(name=name.strip(), url=url, events=sorted(events), by=by.key)
        record("desk.webhook_added", made, by=by, host=fetching.host_of(url), events=made.events)
        return made


def change_webhook(webhook: Webhook, *, name: str, events: Collection[str], by: Actor) -> None:
    """Change what an address is told about. Raises ValidationError by field."""
    _check(name, webhook.url, events)
    with transaction.atomic():
        webhook.name, webhook.events = name.strip(), sorted(events)
        webhook.save(update_fields=["name", "events"])
        record("desk.webhook_changed", webhook, by=by, events=webhook.events)


def new_secret(webhook: Webhook, *, by: Actor) -> None:
    """Make a new secret. The one before signs beside it for a day, so that nothing is missed."""
    with transaction.atomic():
        kept = Webhook.objects.select_for_update().get(pk=webhook.pk)
        kept.old_salt, kept.old_salt_until = kept.salt, clock.now() + OLD_SECRET_SIGNS
        kept.salt = new_salt()
        kept.save(update_fields=["salt", "old_salt", "old_salt_until"])
        record("desk.webhook_secret_made", kept, by=by)
    webhook.refresh_from_db()


def start_again(webhook: Webhook, *, by: Actor) -> None:
    """Send to a stopped address again: what waited goes now, what was given up stays given up."""
    with transaction.atomic():
        if Webhook.objects.filter(pk=webhook.pk).exclude(stopped_at=None).update(stopped_at=None):
            Delivery.objects.filter(webhook=webhook).waiting().update(next_at=clock.now())
            record("desk.webhook_started_again", webhook, by=by)


def end_webhook(webhook: Webhook, *, by: Actor) -> None:
    """Tell an address no more, and send nothing that waits. Twice changes nothing."""
    with transaction.atomic():
        if Webhook.objects.standing().filter(pk=webhook.pk).update(ended_at=clock.now()):
            Delivery.objects.filter(webhook=webhook).waiting().update(given_up_at=clock.now())
            record("desk.webhook_ended", webhook, by=by)


def tell_webhooks(event: str, data: Callable[[], dict[str, Any] | None]) -> int:
    """Write down a telling for every address that wants to hear of this; inside the transaction of the change.

    `data` gives what everybody may read of it, None where nobody may; it is asked only when somebody wants to hear.
    Gives how many tellings were written.
    """
    wanting = [one for one in Webhook.objects.standing() if event in one.events]
    told = data() if wanting else None
    if told is None:
        return 0
    return len(Delivery.objects.bulk_create([_telling(one, event, told) for one in wanting]))


def send_test(webhook: Webhook, *, by: Actor) -> Delivery:
    """Write a telling that says only that it is a test."""
    with transaction.atomic():
        made = _telling(webhook, TEST, {"webhook": webhook.name})
        made.save()
        record("desk.webhook_tested", webhook, by=by)
        return made


def send_again(delivery: Delivery, *, by: Actor) -> None:
    """Send one telling once more, whatever became of it: the same body under the same id."""
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            next_at=clock.now(), attempts=0, taken_at=None, given_up_at=None
        )
        record("desk.webhook_sent_again", delivery.webhook, by=by, delivery=str(delivery.pk))


def send_due() -> int:
    """Send what is due, for some seconds at most, so that emails do not wait long. Gives how many were taken.

    An address that does not answer is left alone for the rest of the round.
    """
    ends, silent, taken = monotonic() + SECONDS_IN_ALL, set[int](), 0
    while monotonic() < ends:
        due = Delivery.objects.due(clock.now()).exclude(webhook__in=silent).select_related("webhook").first()
        if due is None:
            break
        if not _claim(due):
            continue
        if _send(due):
            taken += 1
        else:
            silent.add(due.webhook_id)
    return taken


def forget_deliveries() -> int:
    """Delete tellings that are older than a month. Gives how many."""
    deleted, _rows = Delivery.objects.filter(created_at__lt=clock.now() - KEPT).delete()
    return deleted


def secrets_of(webhook: Webhook, now: datetime) -> list[bytes]:
    """The secrets that sign now: that of today, and for a day the one before."""
    salts = [webhook.salt]
    if webhook.old_salt and webhook.old_salt_until and now < webhook.old_salt_until:
        salts.append(webhook.old_salt)
    return [signing.secret_of(settings.SECRET_KEY, salt) for salt in salts]


def secret_of(webhook: Webhook) -> str:
    """The secret of today as it is handed over."""
    return signing.shown(signing.secret_of(settings.SECRET_KEY, webhook.salt))


def _telling(webhook: Webhook, event: str, data: dict[str, Any]) -> Delivery:
    now = clock.now()
    told = {"type": event, "timestamp": timezone.localtime(now).isoformat(timespec="seconds"), "data": data}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Delivery(webhook=webhook, event=event, body=body, next_at=now)


def _claim(delivery: Delivery) -> bool:
    """Take a telling for a while, so that two workers never send it at once; a worker that dies lets go by that."""
    mine = Delivery.objects.waiting().filter(pk=delivery.pk, next_at=delivery.next_at)
    return bool(mine.update(next_at=clock.now() + LEASE))


def _send(delivery: Delivery) -> bool:
    webhook, body, now = delivery.webhook, delivery.body.encode(), clock.now()
    signed = signing.headers(f"msg_{delivery.pk.hex}", int(now.timestamp()), body, secrets_of(webhook, now))
    status, problem = 0, ""
    try:
        status = fetching.post(
            webhook.url, body, headers=signed, timeout=SECONDS, allowed_hosts=[fetching.host_of(webhook.url)]
        )
    except fetching.CannotFetch as refusal:
        problem = str(refusal)
    if 200 <= status < 300:
        Delivery.objects.filter(pk=delivery.pk).update(
            taken_at=clock.now(), status=status, problem="", attempts=delivery.attempts + 1
        )
        return True
    _failed(delivery, status, problem or _("It answered with the number %(status)d.") % {"status": status})
    return False


def _failed(delivery: Delivery, status: int, problem: str) -> None:
    """Try again later, and later still; in the end, or when it says that it is gone, stop the address."""
    with transaction.atomic():
        over = delivery.attempts >= len(AGAIN_AFTER) or status == GONE
        later = clock.now() + (LEASE if over else AGAIN_AFTER[delivery.attempts])
        Delivery.objects.filter(pk=delivery.pk).update(
            attempts=delivery.attempts + 1, status=status, problem=problem[:300], next_at=later,
            given_up_at=clock.now() if over else None,
        )  # fmt: skip
        if over and Webhook.objects.running().filter(pk=delivery.webhook_id).update(stopped_at=clock.now()):
            record("desk.webhook_stopped", delivery.webhook, by=SYSTEM, status=status)


def _check(name: str, url: str, events: Collection[str]) -> None:
    wrong: dict[str, str] = {}
    if not name.strip():
        wrong["name"] = _("Write who is told.")
    if not events or not set(events) <= set(Event.values):
        wrong["events"] = _("Choose what they are told about.")
    try:
        fetching.check(url, allowed_hosts=[fetching.host_of(url)])
    except fetching.CannotFetch as refusal:
        wrong["url"] = str(refusal)
    if wrong:
        raise ValidationError(dict(wrong))
