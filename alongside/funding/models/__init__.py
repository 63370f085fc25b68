"""Tables of the room."""

from .bids import Applicant, ApplicantRole, Bid, RecipientKind
from .decisions import FUNDS, FundingDecision, HowDecided, Outcome
from .rounds import Criterion, Programme, Round

__all__ = [
    "FUNDS",
    "Applicant",
    "ApplicantRole",
    "Bid",
    "Criterion",
    "FundingDecision",
    "HowDecided",
    "Outcome",
    "Programme",
    "RecipientKind",
    "Round",
]
