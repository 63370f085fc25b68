"""Tables of the room."""

from .proposals import SessionProposal, WouldChair
from .registrations import Attendance, CheckedIn, Coming, Registration
from .sessions import AccessOffer, Helper, HelperRole, Meeting, PlanItem, Series, Session, Strand

__all__ = [
    "AccessOffer",
    "Attendance",
    "CheckedIn",
    "Coming",
    "Helper",
    "HelperRole",
    "Meeting",
    "PlanItem",
    "Registration",
    "Series",
    "Session",
    "SessionProposal",
    "Strand",
    "WouldChair",
]
