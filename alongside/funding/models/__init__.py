"""Tables of the room."""

from .bids import Applicant, ApplicantRole, Bid, RecipientKind
from .rounds import Criterion, Programme, Round

__all__ = ["Applicant", "ApplicantRole", "Bid", "Criterion", "Programme", "RecipientKind", "Round"]
