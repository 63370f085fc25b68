"""Tables of the room."""

from .awards import Award, Instalment, Variation, VariationKind
from .bids import Applicant, ApplicantRole, Bid, RecipientKind
from .budget import BudgetLine, CostKind
from .decisions import FUNDS, FundingDecision, HowDecided, Outcome
from .ledger import EntryKind, LedgerEntry
from .publishing import Publication, Publisher
from .questions import Answer, BidComment, Question, QuestionKind, Saved, SelfCheck
from .rounds import Criterion, Programme, Round, RoundChange, Way
from .together import BidInvitation

__all__ = [
    "FUNDS",
    "Answer",
    "Applicant",
    "ApplicantRole",
    "Award",
    "Bid",
    "BidComment",
    "BidInvitation",
    "BudgetLine",
    "CostKind",
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
    "Question",
    "QuestionKind",
    "RecipientKind",
    "Round",
    "RoundChange",
    "Saved",
    "SelfCheck",
    "Variation",
    "VariationKind",
    "Way",
]
