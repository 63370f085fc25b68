"""Tables of the room."""

from .changes import DesignChange, Informed, Verdict
from .items import HowItWent, LearningItem, Strand
from .library import Form, FormatRequest, Resource, ResourceKind
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
    "Form",
    "FormatRequest",
    "HowItWent",
    "Informed",
    "LearningItem",
    "Licence",
    "Module",
    "ModuleDone",
    "ModuleKind",
    "Resource",
    "ResourceKind",
    "Strand",
    "Taking",
    "TrainingPackage",
    "TrainingVersion",
    "Verdict",
]
