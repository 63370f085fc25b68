"""Every change of this room: `from alongside.outreach import actions as outreach`, then `outreach.subscribe(...)`."""

from .arriving import subscriber_of
from .choosing import CannotUndo, change_preferences, change_way, may_undo, undo_unsubscribe, unsubscribe
from .digests import choose_round_up, forget_opened, note_opened, send_round_up, stop_round_up
from .ledger import CannotGrant, end_consents, follow_consent, follow_withdrawal, grant, take_back
from .rights import OutreachRights, forget
from .subscribing import (
    CannotSubscribe,
    confirm,
    forget_sign_ups,
    record_subscriber,
    subscribe,
    subscribe_member,
)
from .suppressing import CannotLift, lift, suppress

__all__ = [
    "CannotGrant",
    "CannotLift",
    "CannotSubscribe",
    "CannotUndo",
    "OutreachRights",
    "change_preferences",
    "change_way",
    "choose_round_up",
    "confirm",
    "end_consents",
    "follow_consent",
    "follow_withdrawal",
    "forget",
    "forget_opened",
    "forget_sign_ups",
    "grant",
    "lift",
    "may_undo",
    "note_opened",
    "record_subscriber",
    "send_round_up",
    "stop_round_up",
    "subscribe",
    "subscribe_member",
    "subscriber_of",
    "suppress",
    "take_back",
    "undo_unsubscribe",
    "unsubscribe",
]
