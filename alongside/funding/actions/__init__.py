"""Every change of the gallery: `from alongside.funding import actions as funding`."""

from .asking import (
    add_criterion,
    add_question,
    add_self_check,
    change_criterion,
    change_question,
    change_self_check,
    remove_criterion,
    remove_question,
    remove_self_check,
)
from .bids import (
    add_budget_line,
    change_bid,
    change_budget_line,
    remove_budget_line,
    save_answer,
    set_budget,
    start_bid,
)
from .deciding import CannotDecide, decide_bid
from .opening import open_round
from .programmes import change_programme, start_programme
from .refusals import CannotApply, CannotChange, CannotOpen, CannotWorkTogether, Clash, FactsClash
from .rights import BidRights
from .rounds import change_round, start_round
from .sending import copy_bid, record_bid, submit_bid, withdraw_bid
from .together import (
    accept_bid_invitation,
    change_applicant,
    comment_on_bid,
    decline_bid_invitation,
    invite_by_email,
    invite_to_bid,
    leave_bid,
    remove_bid_comment,
    take_invitation_back,
)

__all__ = [
    "BidRights",
    "CannotApply",
    "CannotChange",
    "CannotDecide",
    "CannotOpen",
    "CannotWorkTogether",
    "Clash",
    "FactsClash",
    "accept_bid_invitation",
    "add_budget_line",
    "add_criterion",
    "add_question",
    "add_self_check",
    "change_applicant",
    "change_bid",
    "change_budget_line",
    "change_criterion",
    "change_programme",
    "change_question",
    "change_round",
    "change_self_check",
    "comment_on_bid",
    "copy_bid",
    "decide_bid",
    "decline_bid_invitation",
    "invite_by_email",
    "invite_to_bid",
    "leave_bid",
    "open_round",
    "record_bid",
    "remove_bid_comment",
    "remove_budget_line",
    "remove_criterion",
    "remove_question",
    "remove_self_check",
    "save_answer",
    "set_budget",
    "start_bid",
    "start_programme",
    "start_round",
    "submit_bid",
    "take_invitation_back",
    "withdraw_bid",
]
