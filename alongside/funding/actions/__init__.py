"""Every change of the gallery: `from alongside.funding import actions as funding`."""

from .deciding import CannotDecide, decide_bid

__all__ = ["CannotDecide", "decide_bid"]
