"""Tables of the noticeboard."""

from .interests import EndedHow, Interest, Invitation, Place
from .lottery import Candidate, Category, Draw, Pool, Value, Volunteered
from .opportunities import (
    Closing,
    Decision,
    Filling,
    Method,
    Opportunity,
    Publication,
    RuleChange,
    Strand,
    Taking,
    Where,
)

__all__ = [
    "Candidate",
    "Category",
    "Closing",
    "Decision",
    "Draw",
    "EndedHow",
    "Filling",
    "Interest",
    "Invitation",
    "Method",
    "Opportunity",
    "Place",
    "Pool",
    "Publication",
    "RuleChange",
    "Strand",
    "Taking",
    "Value",
    "Volunteered",
    "Where",
]
