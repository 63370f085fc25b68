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
from .award_rights import AwardRights
from .awarding import (
    CannotAward,
    accept_award,
    decline_award,
    join_team,
    make_award,
    offer_again,
    withdraw_award,
)
from .ballots import CannotVote, close_vote, open_vote, vote, work_out_shortfalls
from .bids import (
    add_budget_line,
    change_bid,
    change_budget_line,
    remove_budget_line,
    save_answer,
    set_budget,
    start_bid,
)
from .books import CannotMove
from .conflicts import CannotDeclare, Said, declare_conflicts
from .deciding import CannotDecide, decide_bid
from .meeting import CannotMeet, close_meeting, note_present, open_meeting, place_bids
from .opening import open_round
from .panels import (
    CannotBeOnPanel,
    add_to_panel,
    change_panel,
    change_person,
    leave_panel,
    offer_for_panel,
    seat,
    start_panel,
    unseat,
)
from .paying import CannotPay, close_award, pay_instalment, payment_failed, record_return
from .planning import Part, not_ready, plan_instalments, say_ready
from .programmes import change_programme, start_programme
from .publishing import CannotPublish, publish_awards, set_publisher
from .refusals import CannotApply, CannotChange, CannotOpen, CannotWorkTogether, Clash, FactsClash, LineClash
from .rights import BidRights
from .rights_of_panels import PanelRights
from .rounds import change_round, start_round
from .scoring import CannotScore, score
from .sending import copy_bid, record_bid, submit_bid, take_up_bid, withdraw_bid
from .telling import CannotTell, announce, conclude, send_feedback, write_feedback
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
from .varying import agree_variation, ask_variation, refuse_variation

__all__ = [
    "AwardRights",
    "BidRights",
    "CannotApply",
    "CannotAward",
    "CannotBeOnPanel",
    "CannotChange",
    "CannotDecide",
    "CannotDeclare",
    "CannotMeet",
    "CannotMove",
    "CannotOpen",
    "CannotPay",
    "CannotPublish",
    "CannotScore",
    "CannotTell",
    "CannotVote",
    "CannotWorkTogether",
    "Clash",
    "FactsClash",
    "LineClash",
    "PanelRights",
    "Part",
    "Said",
    "accept_award",
    "accept_bid_invitation",
    "add_budget_line",
    "add_criterion",
    "add_question",
    "add_self_check",
    "add_to_panel",
    "agree_variation",
    "announce",
    "ask_variation",
    "change_applicant",
    "change_bid",
    "change_budget_line",
    "change_criterion",
    "change_panel",
    "change_person",
    "change_programme",
    "change_question",
    "change_round",
    "change_self_check",
    "close_award",
    "close_meeting",
    "close_vote",
    "comment_on_bid",
    "conclude",
    "copy_bid",
    "decide_bid",
    "declare_conflicts",
    "decline_award",
    "decline_bid_invitation",
    "invite_by_email",
    "invite_to_bid",
    "join_team",
    "leave_bid",
    "leave_panel",
    "make_award",
    "not_ready",
    "note_present",
    "offer_again",
    "offer_for_panel",
    "open_meeting",
    "open_round",
    "open_vote",
    "pay_instalment",
    "payment_failed",
    "place_bids",
    "plan_instalments",
    "publish_awards",
    "record_bid",
    "record_return",
    "refuse_variation",
    "remove_bid_comment",
    "remove_budget_line",
    "remove_criterion",
    "remove_question",
    "remove_self_check",
    "save_answer",
    "say_ready",
    "score",
    "seat",
    "send_feedback",
    "set_budget",
    "set_publisher",
    "start_bid",
    "start_panel",
    "start_programme",
    "start_round",
    "submit_bid",
    "take_invitation_back",
    "take_up_bid",
    "unseat",
    "vote",
    "withdraw_award",
    "withdraw_bid",
    "work_out_shortfalls",
    "write_feedback",
]
