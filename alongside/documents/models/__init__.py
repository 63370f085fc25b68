"""Tables of the room."""

from .around import Format, FormatKind, Reflection, Source
from .clauses import Clause, Descent, DescentKind, SetAside, Settled, Wording
from .documents import Document, DocumentKind, Editor, SigningRole
from .remarks import NAMED_BY, Outcome, Remark, RemarkKind
from .versions import Reopening, Signature, Version

__all__ = [
    "NAMED_BY",
    "Clause",
    "Descent",
    "DescentKind",
    "Document",
    "DocumentKind",
    "Editor",
    "Format",
    "FormatKind",
    "Outcome",
    "Reflection",
    "Remark",
    "RemarkKind",
    "Reopening",
    "SetAside",
    "Settled",
    "Signature",
    "SigningRole",
    "Source",
    "Version",
    "Wording",
]
