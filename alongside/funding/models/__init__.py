"""Tables of the room."""

from .awards import Award, Instalment, Variation, VariationKind
from .bids import Applicant, ApplicantRole, Bid, RecipientKind
from .decisions import FUNDS, FundingDecision, HowDecided, Outcome
from .ledger import EntryKind, LedgerEntry
from .publishing import Publication, Publisher
from .rounds import Criterion, Programme, Round

__all__ = [
    "FUNDS",
    "Applicant",
    "ApplicantRole",
    "Award",
    "Bid",
    "Criterion",
    "EntryKind",
    "FundingDecision",
    "HowDecided",
    "Instalment",
    "LedgerEntry",
    "Outcome",
    "Programme",
    "Publication",
    "Publisher",
    "RecipientKind",
    "Round",
    "Variation",
    "VariationKind",
]
