"""The story as it is shown: plain data in, pieces of a page out. For live pages, editions and leaflets."""

from .pieces import (
    Chapter,
    ClaimView,
    EasyPart,
    FigureView,
    MilestoneView,
    QuoteView,
    Sentence,
    SinceView,
    Story,
    Tile,
    figure_view,
)
from .presenter import NONE, Amended, Presenter, anchor, present

__all__ = [
    "NONE",
    "Amended",
    "Chapter",
    "ClaimView",
    "EasyPart",
    "FigureView",
    "MilestoneView",
    "Presenter",
    "QuoteView",
    "Sentence",
    "SinceView",
    "Story",
    "Tile",
    "anchor",
    "figure_view",
    "present",
]
