"""Tables of the room."""

from .awards import Award, Instalment, Variation, VariationKind
from .ballots import BallotBid, BallotPaper, BallotResult, BallotShortfall, Completion, FundingBallot
from .bids import Applicant, ApplicantRole, Bid, RecipientKind
from .budget import BudgetLine, CostKind
from .decisions import FUNDS, FundingDecision, HowDecided, Outcome
from .ledger import EntryKind, LedgerEntry
from .panel import (
    Announcement,
    Conclusion,
    ConflictAnswer,
    ConflictKind,
    HasConflict,
    Meeting,
    Panel,
    PanelMember,
    Presence,
    Rank,
    Score,
    ScoreSheet,
)
from .publishing import Publication, Publisher
from .questions import Answer, BidComment, Question, QuestionKind, Saved, SelfCheck
from .rounds import Criterion, Programme, Round, RoundChange, Way
from .together import BidInvitation

__all__ = [
    "FUNDS",
    "Announcement",
    "Answer",
    "Applicant",
    "ApplicantRole",
    "Award",
    "BallotBid",
    "BallotPaper",
    "BallotResult",
    "BallotShortfall",
    "Bid",
    "BidComment",
    "BidInvitation",
    "BudgetLine",
    "Completion",
    "Conclusion",
    "ConflictAnswer",
    "ConflictKind",
    "CostKind",
    "Criterion",
    "EntryKind",
    "FundingBallot",
    "FundingDecision",
    "HasConflict",
    "HowDecided",
    "Instalment",
    "LedgerEntry",
    "Meeting",
    "Outcome",
    "Panel",
    "PanelMember",
    "Presence",
    "Programme",
    "Publication",
    "Publisher",
    "Question",
    "QuestionKind",
    "Rank",
    "RecipientKind",
    "Round",
    "RoundChange",
    "Saved",
    "Score",
    "ScoreSheet",
    "SelfCheck",
    "Variation",
    "VariationKind",
    "Way",
]
