"""Tables of the room."""

from .access import (
    DAYS_BEFORE,
    GROUPS,
    KEPT_DAYS,
    AccessCount,
    AccessNeed,
    Adjustment,
    Met,
    NeedKind,
    Verdict,
    usual_book_by,
)
from .calendar import CalendarFeed, Reminder, ReminderKind
from .minutes import Correction, Item, ItemKind, Minutes, MinutesVersion
from .packs import PackFormat, PackItem, PackPublication, Variant
from .proposals import SessionProposal, WouldChair
from .registrations import Attendance, CheckedIn, Coming, Registration, RolePlaces, RoomCode
from .sessions import AccessOffer, Helper, HelperRole, Meeting, PlanItem, Series, Session, Strand

__all__ = [
    "DAYS_BEFORE",
    "GROUPS",
    "KEPT_DAYS",
    "AccessCount",
    "AccessNeed",
    "AccessOffer",
    "Adjustment",
    "Attendance",
    "CalendarFeed",
    "CheckedIn",
    "Coming",
    "Correction",
    "Helper",
    "HelperRole",
    "Item",
    "ItemKind",
    "Meeting",
    "Met",
    "Minutes",
    "MinutesVersion",
    "NeedKind",
    "PackFormat",
    "PackItem",
    "PackPublication",
    "PlanItem",
    "Registration",
    "Reminder",
    "ReminderKind",
    "RolePlaces",
    "RoomCode",
    "Series",
    "Session",
    "SessionProposal",
    "Strand",
    "Variant",
    "Verdict",
    "WouldChair",
    "usual_book_by",
]
