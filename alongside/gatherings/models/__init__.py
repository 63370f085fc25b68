"""Tables of the room."""

from .registrations import Attendance, Coming, Registration
from .sessions import AccessOffer, Helper, HelperRole, Meeting, PlanItem, Series, Session

__all__ = [
    "AccessOffer", "Attendance", "Coming", "Helper", "HelperRole", "Meeting", "PlanItem", "Registration", "Series",
    "Session",
]  # fmt: skip
