"""Tables of the room, one file for each subject."""

from .digests import Digest, DigestChoice, Opened, Rhythm, Weekday
from .issues import OWN_WORDS, Block, BlockKind, HandCopy, HandOut, Issue, IssueQuerySet, IssueState
from .ledger import Basis, ConsentEvent, Purpose, Suppression, SuppressionReason
from .lists import Charity, SubscriberList
from .reach import STOCKS, ChannelKind, How, Measure, ReachChannel, ReachFile, Reading, ReadingQuerySet
from .returns import MailReturn, MailReturnQuerySet, ReturnKind
from .signups import SignUp
from .subscribers import Subscriber, SubscriberQuerySet, Topic, Way

__all__ = [
    "OWN_WORDS",
    "STOCKS",
    "Basis",
    "Block",
    "BlockKind",
    "ChannelKind",
    "Charity",
    "ConsentEvent",
    "Digest",
    "DigestChoice",
    "HandCopy",
    "HandOut",
    "How",
    "Issue",
    "IssueQuerySet",
    "IssueState",
    "MailReturn",
    "MailReturnQuerySet",
    "Measure",
    "Opened",
    "Purpose",
    "ReachChannel",
    "ReachFile",
    "Reading",
    "ReadingQuerySet",
    "ReturnKind",
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
