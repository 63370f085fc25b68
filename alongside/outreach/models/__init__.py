"""Tables of the room, one file for each subject."""

from .ledger import Basis, ConsentEvent, Purpose, Suppression, SuppressionReason
from .subscribers import Subscriber, SubscriberQuerySet, Topic, Way

__all__ = [
    "Basis",
    "ConsentEvent",
    "Purpose",
    "Subscriber",
    "SubscriberQuerySet",
    "Suppression",
    "SuppressionReason",
    "Topic",
    "Way",
]
