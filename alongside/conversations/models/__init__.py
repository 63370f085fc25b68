"""Tables of the round table."""

from .ballots import Ballot, BallotBatch, PrintSize
from .conversations import Closing, Conversation, DeclaredCommunity, Publication
from .decisions import LIVED, DecidedBy, Decider, Decision, Method, Review, Rung
from .map import MapResult
from .statements import Statement, Wording
from .themes import Gathered, Response, ResponseState, Theme
from .votes import Declaration, Part, Value, Vote

__all__ = [
    "LIVED",
    "Ballot",
    "BallotBatch",
    "Closing",
    "Conversation",
    "DecidedBy",
    "Decider",
    "Decision",
    "Declaration",
    "DeclaredCommunity",
    "Gathered",
    "MapResult",
    "Method",
    "Part",
    "PrintSize",
    "Publication",
    "Response",
    "ResponseState",
    "Review",
    "Rung",
    "Statement",
    "Theme",
    "Value",
    "Vote",
    "Wording",
]
