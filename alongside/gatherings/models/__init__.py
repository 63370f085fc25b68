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
from .proposals import SessionProposal, WouldChair
from .registrations import Attendance, CheckedIn, Coming, Registration
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
    "Helper",
    "HelperRole",
    "Meeting",
    "Met",
    "NeedKind",
    "PlanItem",
    "Registration",
    "Reminder",
    "ReminderKind",
    "Series",
    "Session",
    "SessionProposal",
    "Strand",
    "Verdict",
    "WouldChair",
    "usual_book_by",
]
