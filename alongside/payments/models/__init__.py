"""Tables of the till."""

from .offers import Choice, Choosing, Offer
from .rates import Rate, RateCard, Unit

__all__ = ["Choice", "Choosing", "Offer", "Rate", "RateCard", "Unit"]
