"""Tables of the room, one file for each subject."""

from .digests import Digest, DigestChoice, Opened, Rhythm, Weekday
from .ledger import Basis, ConsentEvent, Purpose, Suppression, SuppressionReason
from .reach import STOCKS, ChannelKind, How, Measure, ReachChannel, ReachFile, Reading, ReadingQuerySet
from .subscribers import Subscriber, SubscriberQuerySet, Topic, Way

__all__ = [
    "STOCKS",
    "Basis",
    "ChannelKind",
    "ConsentEvent",
    "Digest",
    "DigestChoice",
    "How",
    "Measure",
    "Opened",
    "Purpose",
    "ReachChannel",
    "ReachFile",
    "Reading",
    "ReadingQuerySet",
    "Rhythm",
    "Subscriber",
    "SubscriberQuerySet",
    "Suppression",
    "SuppressionReason",
    "Topic",
    "Way",
    "Weekday",
]
