"""Every change in the till: `from alongside.payments import actions as payments`, then `payments.owe(...)`."""

from .offering import CannotChoose, CannotOffer, choose, end_offer, make_offer, withdraw_choice
from .owing import CannotApprove, CannotUndo, approve, no_longer_owed, owe
from .rates import CannotChangeRates, add_example_cards, add_rate_card, confirm_rate_card, discard_rate_card

__all__ = [
    "CannotApprove",
    "CannotChangeRates",
    "CannotChoose",
    "CannotOffer",
    "CannotUndo",
    "add_example_cards",
    "add_rate_card",
    "approve",
    "choose",
    "confirm_rate_card",
    "discard_rate_card",
    "end_offer",
    "make_offer",
    "no_longer_owed",
    "owe",
    "withdraw_choice",
]
