"""Tables of the room, one file for each subject."""

from .digests import Digest, DigestChoice, Opened, Rhythm, Weekday
from .ledger import Basis, ConsentEvent, Purpose, Suppression, SuppressionReason
from .lists import Charity, SubscriberList
from .reach import STOCKS, ChannelKind, How, Measure, ReachChannel, ReachFile, Reading, ReadingQuerySet
from .signups import SignUp
from .subscribers import Subscriber, SubscriberQuerySet, Topic, Way

__all__ = [
    "STOCKS",
    "Basis",
    "ChannelKind",
    "Charity",
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
    "SignUp",
    "Subscriber",
    "SubscriberList",
    "SubscriberQuerySet",
    "Suppression",
    "SuppressionReason",
    "Topic",
    "Way",
    "Weekday",
]
