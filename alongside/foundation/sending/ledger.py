"""The ledger: what became of each message, written as it happens."""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import models, transaction

from .. import clock
from ..models import Message

log = logging.getLogger(__name__)

CLAIM_GROWS_STALE_AFTER = timedelta(minutes=10)
TRIES = 6
BATCH = 20


def mark_missed() -> None:
    """A message whose time has passed is not sent late, and no letter or call is asked for: it shows as
    missed.
    """
    Message.objects.waiting().filter(not_after__lt=clock.now()).update(missed_at=clock.now())


def claim(worker: str, *, due: models.QuerySet[Message] | None = None) -> list[Message]:
    """Take up to a batch of due emails; a claim older than ten minutes was left by a worker that died."""
    stale = clock.now() - CLAIM_GROWS_STALE_AFTER
    free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=stale) | models.Q(claimed_by=worker)
    wanted = Message.objects.due() if due is None else due
    with transaction.atomic():
        held = wanted.filter(free).select_for_update(skip_locked=_can_skip_locked(), of=_of())
        batch = list(held.order_by("not_before", "pk").select_related("mailing")[:BATCH])
        Message.objects.filter(pk__in=[message.pk for message in batch]).update(
            claimed_at=clock.now(), claimed_by=worker
        )
    return batch


def mark_sent(messages: Collection[Message]) -> None:
    """These arrived at the mail server. Whatever else was said of them meanwhile, this is what happened.

    One commit. Words of codes and links that let somebody in are emptied.
    """
    sent: dict[str, object] = {
        "sent_at": clock.now(), "sent_by": "system", "last_error": "", "missed_at": None, "claimed_at": None,
        "claimed_by": "",
    }  # fmt: skip
    secret = [one.pk for one in messages if one.forget]
    if secret:
        Message.objects.filter(pk__in=secret).update(**sent, text="", html="")
    others = [one.pk for one in messages if not one.forget]
    if others:
        Message.objects.filter(pk__in=others).update(**sent)


def withhold(reasons: Mapping[UUID, str]) -> None:
    """These are not written to any more: a hook said why."""
    for reason in sorted(set(reasons.values())):
        theirs = [pk for pk, given in reasons.items() if given == reason]
        Message.objects.waiting().filter(pk__in=theirs).update(
            withheld_at=clock.now(), last_error=reason[:500], claimed_at=None, claimed_by=""
        )


def fail(message: Message, problem: str, *, refused_address: bool = False) -> None:
    """It will never go; a person has to look."""
    log.warning("Email %s cannot be sent: %s", message.pk, problem)
    Message.objects.filter(pk=message.pk).update(
        attempts=models.F("attempts") + 1,
        last_error=problem[:500],
        claimed_at=None,
        claimed_by="",
        failed_at=clock.now(),
        refused_address=refused_address,
    )


def put_back(message: Message, problem: str) -> None:
    """Try again later, each time after a longer wait; after the last try a person has to look."""
    tries = message.attempts + 1
    log.warning("Email %s was not sent (try %s): %s", message.pk, tries, problem)
    Message.objects.filter(pk=message.pk).update(
        attempts=tries,
        last_error=problem[:500],
        claimed_at=None,
        claimed_by="",
        not_before=clock.now() + timedelta(minutes=2**tries),
        failed_at=clock.now() if tries >= TRIES else None,
    )


def let_go(messages: Iterable[Message]) -> None:
    """Give back what was claimed and not sent."""
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(claimed_at=None, claimed_by="")


def wait_for_the_server(messages: Iterable[Message], problem: str) -> None:
    """The mail server cannot be reached: nobody's email is to blame, so no try is counted."""
    log.warning("The mail server cannot be reached, next try in a minute: %s", problem)
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        claimed_at=None,
        claimed_by="",
        not_before=clock.now() + timedelta(minutes=1),
        last_error=problem[:500],
    )


def _can_skip_locked() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def _of() -> tuple[str, ...]:
    """Lock the messages alone, not their mailing."""
    return ("self",) if transaction.get_connection().features.has_select_for_update_of else ()
