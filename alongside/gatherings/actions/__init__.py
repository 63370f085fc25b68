"""Every change in the room: `from alongside.gatherings import actions as gatherings`."""

from .helping import add_helper, remove_helper
from .lifecycle import announce, cancel, complete, deliver, mark_ready
from .proposals import accept_proposal, decline_proposal, propose_session
from .refusals import AskFirst, NotNow
from .sessions import add_series, change_series, change_session, draft_session, set_plan

__all__ = [
    "AskFirst",
    "NotNow",
    "accept_proposal",
    "add_helper",
    "add_series",
    "announce",
    "cancel",
    "change_series",
    "change_session",
    "complete",
    "decline_proposal",
    "deliver",
    "draft_session",
    "mark_ready",
    "propose_session",
    "remove_helper",
    "set_plan",
]
