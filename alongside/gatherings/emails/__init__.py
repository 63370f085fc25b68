"""What we write to people about sessions, each by their own channel and in their own language."""

from .minutes import correction_answered, minutes_open, your_item
from .registrations import (
    on_waiting_list,
    placed,
    promoted,
    registration_cancelled,
    reminder,
    says_where_they_stand,
)
from .sessions import changed, changes_in, pack_is_out, session_cancelled, session_changed
from .voices import answered, held_back, how_was_it

__all__ = [
    "answered",
    "changed",
    "changes_in",
    "correction_answered",
    "held_back",
    "how_was_it",
    "minutes_open",
    "on_waiting_list",
    "pack_is_out",
    "placed",
    "promoted",
    "registration_cancelled",
    "reminder",
    "says_where_they_stand",
    "session_cancelled",
    "session_changed",
    "your_item",
]
