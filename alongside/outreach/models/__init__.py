"""Tables of the room, one file for each subject."""

from .digests import Digest, DigestChoice, Opened, Rhythm, Weekday
from .ledger import Basis, ConsentEvent, Purpose, Suppression, SuppressionReason
from .subscribers import Subscriber, SubscriberQuerySet, Topic, Way

__all__ = [
    "Basis",
    "ConsentEvent",
    "Digest",
    "DigestChoice",
    "Opened",
    "Purpose",
    "Rhythm",
    "Subscriber",
    "SubscriberQuerySet",
    "Suppression",
    "SuppressionReason",
    "Topic",
    "Way",
    "Weekday",
]
