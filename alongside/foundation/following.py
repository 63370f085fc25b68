"""What has not gone yet follows its reader to where they are reached now. Called through `outbox`.

An email that is on a connection at this moment, or in the worker's hands for some seconds, still goes where it was
going.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from . import clock
from .models import Message, MessageQuerySet
from .record import key_of

NO_WAY = "Nobody may be reached at present."


def unsent_to(reader: models.Model) -> MessageQuerySet:
    """Messages to somebody that have not gone: those that wait, and those that failed, were missed or withheld."""
    return Message.objects.filter(reader=key_of(reader), sent_at=None, mailing=None)


def readdress(message: Message, changes: Mapping[str, Any]) -> bool:
    """Let a message that has not gone go elsewhere: `to`, `to_name`, `channel`, and words where the way is another.

    False when it went meanwhile.
    """
    return bool(Message.objects.filter(pk=message.pk, sent_at=None).update(**changes))


def hold_for(reader: models.Model) -> int:
    """Nobody may be reached for this reader: what waits is held until `release_for`. Gives how many."""
    return unsent_to(reader).waiting().update(withheld_at=clock.now(), last_error=NO_WAY)


def release_for(reader: models.Model) -> int:
    """They may be reached again: what was held only for that waits as before. Gives how many."""
    held = unsent_to(reader).filter(last_error=NO_WAY).exclude(withheld_at=None)
    return held.update(withheld_at=None, last_error="")
