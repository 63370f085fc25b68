"""Every change in the room: `from alongside.gatherings import actions as gatherings`."""

from .access import arrange, call_off, cannot_arrange, look_at_needs, set_book_by, take_on
from .access_afterwards import (
    ask_about_past_sessions,
    ask_to_review,
    ask_whether_met,
    delete_old_details,
    forget_session,
    look_into,
    say_whether_met,
)
from .access_rights import AccessRights
from .attending import (
    Keyed,
    check_in,
    check_in_in_the_room,
    key_in,
    show_room_code,
    undo_check_in,
    walk_in,
)
from .calendar import end_calendar_address, new_calendar_address
from .helping import add_helper, remove_helper
from .lifecycle import announce, cancel, complete, deliver, mark_ready
from .needs import (
    NewNeed,
    change_need,
    forget_need,
    keep_need,
    say_need,
    share_needs,
    withdraw_need,
)
from .offering import offer_payment
from .packs import (
    add_file,
    add_pack_item,
    add_words,
    change_pack_item,
    remove_format,
    remove_pack_item,
    send_pack,
)
from .proposals import accept_proposal, decline_proposal, propose_session
from .refusals import AskFirst, NotNow
from .registering import (
    AlreadyRegistered,
    cancel_registration,
    change_coming,
    erase_registrations,
    fill_places,
    register,
    set_places_by_role,
)
from .reminders import move_reminders, remind, take_back_reminders
from .sessions import add_series, change_series, change_session, draft_session, set_plan

__all__ = [
    "AccessRights",
    "AlreadyRegistered",
    "AskFirst",
    "Keyed",
    "NewNeed",
    "NotNow",
    "accept_proposal",
    "add_file",
    "add_helper",
    "add_pack_item",
    "add_series",
    "add_words",
    "announce",
    "arrange",
    "ask_about_past_sessions",
    "ask_to_review",
    "ask_whether_met",
    "call_off",
    "cancel",
    "cancel_registration",
    "cannot_arrange",
    "change_coming",
    "change_need",
    "change_pack_item",
    "change_series",
    "change_session",
    "check_in",
    "check_in_in_the_room",
    "complete",
    "decline_proposal",
    "delete_old_details",
    "deliver",
    "draft_session",
    "end_calendar_address",
    "erase_registrations",
    "fill_places",
    "forget_need",
    "forget_session",
    "keep_need",
    "key_in",
    "look_at_needs",
    "look_into",
    "mark_ready",
    "move_reminders",
    "new_calendar_address",
    "offer_payment",
    "propose_session",
    "register",
    "remind",
    "remove_format",
    "remove_helper",
    "remove_pack_item",
    "say_need",
    "say_whether_met",
    "send_pack",
    "set_book_by",
    "set_places_by_role",
    "set_plan",
    "share_needs",
    "show_room_code",
    "take_back_reminders",
    "take_on",
    "undo_check_in",
    "walk_in",
    "withdraw_need",
]
