"""Tables of the room, one file for each subject."""

from .desk import Capacity, Draft, SignOff, SpeakerAnswer
from .editions import Edition, EditionFile, FileKind, Sealed
from .following import Following, FollowingQuerySet
from .items import Claim, Item, Milestone, Precision, Quote, Strand
from .moments import MomentChoice
from .tellings import Picture, Telling, words_of

__all__ = [
    "Capacity",
    "Claim",
    "Draft",
    "Edition",
    "EditionFile",
    "FileKind",
    "Following",
    "FollowingQuerySet",
    "Item",
    "Milestone",
    "MomentChoice",
    "Picture",
    "Precision",
    "Quote",
    "Sealed",
    "SignOff",
    "SpeakerAnswer",
    "Strand",
    "Telling",
    "words_of",
]
