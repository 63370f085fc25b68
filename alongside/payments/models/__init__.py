"""Tables of the till."""

from .batches import Batch, BatchLine, PayTo, PublishedQuarter, Way
from .expenses import Booking, Cost, Expense, Receipt
from .offers import Choice, Choosing, Offer
from .owed import Payment, TakingPart
from .rates import Rate, RateCard, Unit

__all__ = [
    "Batch",
    "BatchLine",
    "Booking",
    "Choice",
    "Choosing",
    "Cost",
    "Expense",
    "Offer",
    "PayTo",
    "Payment",
    "PublishedQuarter",
    "Rate",
    "RateCard",
    "Receipt",
    "TakingPart",
    "Unit",
    "Way",
]
