"""Every change of this room: `from alongside.outreach import actions as outreach`, then `outreach.subscribe(...)`."""

from .arriving import subscriber_of
from .choosing import CannotUndo, change_preferences, change_way, may_undo, undo_unsubscribe, unsubscribe
from .digests import choose_round_up, forget_opened, note_opened, send_round_up, stop_round_up
from .following import follow_reach
from .for_them import SheetRow, change_for, forget_for, key_in_sheet, never_write_to, stop_for
from .importing import CannotImport, apply_list, discard_list, forget_old_lists, upload_list
from .ledger import CannotGrant, end_consents, follow_consent, follow_withdrawal, grant, take_back
from .many import agree_many
from .returning import forget_returns, keep_unread, look_at, note_complaint, note_return
from .rights import OutreachRights, forget
from .settings import add_topic, change_topic, end_charity, offer_topic_again, retire_topic, say_charity
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
    "CannotImport",
    "CannotLift",
    "CannotSubscribe",
    "CannotUndo",
    "OutreachRights",
    "SheetRow",
    "add_topic",
    "agree_many",
    "apply_list",
    "change_for",
    "change_preferences",
    "change_topic",
    "change_way",
    "choose_round_up",
    "confirm",
    "discard_list",
    "end_charity",
    "end_consents",
    "follow_consent",
    "follow_reach",
    "follow_withdrawal",
    "forget",
    "forget_for",
    "forget_old_lists",
    "forget_opened",
    "forget_returns",
    "forget_sign_ups",
    "grant",
    "keep_unread",
    "key_in_sheet",
    "lift",
    "look_at",
    "may_undo",
    "never_write_to",
    "note_complaint",
    "note_opened",
    "note_return",
    "offer_topic_again",
    "record_subscriber",
    "retire_topic",
    "say_charity",
    "send_round_up",
    "stop_for",
    "stop_round_up",
    "subscribe",
    "subscribe_member",
    "subscriber_of",
    "suppress",
    "take_back",
    "undo_unsubscribe",
    "unsubscribe",
    "upload_list",
]
