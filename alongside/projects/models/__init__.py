"""Tables of the room."""

from .case import CaseAgreement, CaseStudy
from .outcomes import (
    Evidence,
    EvidenceKind,
    Expected,
    HowStrong,
    Outcome,
    OutcomeVersion,
    Rating,
    Significance,
    Stance,
    Valence,
    Viewpoint,
)
from .projects import LIVED, Partner, Project, TeamMember, TeamRole
from .since import (
    Closing,
    Confirmation,
    FollowUp,
    Independence,
    Ripple,
    RippleKind,
    SinceKind,
    SinceThen,
)

__all__ = [
    "LIVED",
    "CaseAgreement",
    "CaseStudy",
    "Closing",
    "Confirmation",
    "Evidence",
    "EvidenceKind",
    "Expected",
    "FollowUp",
    "HowStrong",
    "Independence",
    "Outcome",
    "OutcomeVersion",
    "Partner",
    "Project",
    "Rating",
    "Ripple",
    "RippleKind",
    "Significance",
    "SinceKind",
    "SinceThen",
    "Stance",
    "TeamMember",
    "TeamRole",
    "Valence",
    "Viewpoint",
]
