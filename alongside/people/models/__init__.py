"""Tables of the hall."""

from .accounts import Account, ErasedAddress, SignedIn, SignInCard
from .asks import Ask
from .communities import OutreachAction, OutreachWay, PriorityCommunity
from .composition import CountedMember, NetworkBlock, NetworkTable
from .consents import Attribution, Consent, ConsentChannel, Purpose
from .members import (
    AgeGuard,
    Appointment,
    Brings,
    BringsKind,
    Guardian,
    Leaving,
    Member,
    MemberQuerySet,
    Mode,
    ReachBy,
    Recording,
    Supporter,
    new_reference,
    stayed,
)
from .merging import MergedEntry
from .network import Affiliation, DirectoryEntry, Introduction, MemberImport, Organisation, OrganisationKind
from .rights_requests import Outcome, Right, RightsRequest
from .tokens import Ended, Scope, Token
from .translating import Translation, Translator

__all__ = [
    "Account",
    "Affiliation",
    "AgeGuard",
    "Appointment",
    "Ask",
    "Attribution",
    "Brings",
    "BringsKind",
    "Consent",
    "ConsentChannel",
    "CountedMember",
    "DirectoryEntry",
    "Ended",
    "ErasedAddress",
    "Guardian",
    "Introduction",
    "Leaving",
    "Member",
    "MemberImport",
    "MemberQuerySet",
    "MergedEntry",
    "Mode",
    "NetworkBlock",
    "NetworkTable",
    "Organisation",
    "OrganisationKind",
    "Outcome",
    "OutreachAction",
    "OutreachWay",
    "PriorityCommunity",
    "Purpose",
    "ReachBy",
    "Recording",
    "Right",
    "RightsRequest",
    "Scope",
    "SignInCard",
    "SignedIn",
    "Supporter",
    "Token",
    "Translation",
    "Translator",
    "new_reference",
    "stayed",
]
