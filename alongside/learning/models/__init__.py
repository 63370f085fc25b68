"""Tables of the room."""

from .changes import DesignChange, Informed, Verdict
from .items import HowItWent, LearningItem, Strand
from .taking import Feedback, ModuleDone, Taking
from .training import (
    Author,
    Delivery,
    Download,
    Licence,
    Module,
    ModuleKind,
    TrainingPackage,
    TrainingVersion,
)

__all__ = [
    "Author",
    "Delivery",
    "DesignChange",
    "Download",
    "Feedback",
    "HowItWent",
    "Informed",
    "LearningItem",
    "Licence",
    "Module",
    "ModuleDone",
    "ModuleKind",
    "Strand",
    "Taking",
    "TrainingPackage",
    "TrainingVersion",
    "Verdict",
]
