"""Tables of the room, one file for each subject."""

from .editions import Edition, EditionFile, FileKind, Sealed
from .following import Following, FollowingQuerySet
from .items import Claim, Item, Milestone, Precision, Quote, Strand
from .moments import MomentChoice

__all__ = [
    "Claim",
    "Edition",
    "EditionFile",
    "FileKind",
    "Following",
    "FollowingQuerySet",
    "Item",
    "Milestone",
    "MomentChoice",
    "Precision",
    "Quote",
    "Sealed",
    "Strand",
]
