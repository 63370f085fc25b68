"""Every change in the till: `from alongside.payments import actions as payments`, then `payments.owe(...)`."""

from .banking import CannotKeepDetails, forget_how_to_pay, forget_old_details, say_how_to_pay
from .batches import NOTHING, CannotExport, confirm_batch, line_failed, make_batch, mark_paid, take_file
from .costs import (
    CannotClaim,
    approve_expense,
    ask_booking,
    book,
    claim,
    decline_booking,
    decline_expense,
    forget_old_receipts,
    withdraw_booking,
    withdraw_expense,
)
from .figures import publish_figures
from .offering import CannotChoose, CannotOffer, choose, end_offer, make_offer, withdraw_choice
from .owing import CannotApprove, CannotUndo, approve, no_longer_owed, owe
from .rates import CannotChangeRates, add_example_cards, add_rate_card, confirm_rate_card, discard_rate_card
from .rights import PaymentsRights

__all__ = [
    "NOTHING",
    "CannotApprove",
    "CannotChangeRates",
    "CannotChoose",
    "CannotClaim",
    "CannotExport",
    "CannotKeepDetails",
    "CannotOffer",
    "CannotUndo",
    "PaymentsRights",
    "add_example_cards",
    "add_rate_card",
    "approve",
    "approve_expense",
    "ask_booking",
    "book",
    "choose",
    "claim",
    "confirm_batch",
    "confirm_rate_card",
    "decline_booking",
    "decline_expense",
    "discard_rate_card",
    "end_offer",
    "forget_how_to_pay",
    "forget_old_details",
    "forget_old_receipts",
    "line_failed",
    "make_batch",
    "make_offer",
    "mark_paid",
    "no_longer_owed",
    "owe",
    "publish_figures",
    "say_how_to_pay",
    "take_file",
    "withdraw_booking",
    "withdraw_choice",
    "withdraw_expense",
]
