"""Every change on the noticeboard: `from alongside.opportunities import actions as opportunities`."""

from .choosing import CannotDecide, decide, mark_filled
from .holding import (
    CannotAnswer,
    accept_place,
    decline_place,
    drop_out,
    mark_no_answer,
    note_took_part,
)
from .interests import CannotJoinIn, express_interest, withdraw_interest
from .inviting import AskedEnough, CannotInvite, decline_invitation, invite
from .leaving import OpportunityRights
from .lottery import CannotDraw, close_pool, draw, forget_values, forget_what_is_due, relax_as_needed
from .rule_changes import CannotChange, change_method, relax_quotas, remove_category, set_category
from .writing import (
    CannotPublish,
    change_opportunity,
    close,
    close_past,
    draft_opportunity,
    extend,
    publish,
    take_back,
)

__all__ = [
    "AskedEnough",
    "CannotAnswer",
    "CannotChange",
    "CannotDecide",
    "CannotDraw",
    "CannotInvite",
    "CannotJoinIn",
    "CannotPublish",
    "OpportunityRights",
    "accept_place",
    "change_method",
    "change_opportunity",
    "close",
    "close_past",
    "close_pool",
    "decide",
    "decline_invitation",
    "decline_place",
    "draft_opportunity",
    "draw",
    "drop_out",
    "express_interest",
    "extend",
    "forget_values",
    "forget_what_is_due",
    "invite",
    "mark_filled",
    "mark_no_answer",
    "note_took_part",
    "publish",
    "relax_as_needed",
    "relax_quotas",
    "remove_category",
    "set_category",
    "take_back",
    "withdraw_interest",
]
