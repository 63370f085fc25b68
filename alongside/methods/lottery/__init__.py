"""Lottery: a fair draw of people for a panel, that anybody can check.

The pool volunteers, for this purpose, the values that quotas speak of; equality answers are never used. In the
order of use:

``anonymous_ids`` gives everybody an id that means nothing outside. ``plan`` finds the lottery with the largest
smallest chance over all panels that meet the quotas, as a thousand numbered panels; where no panel does,
``Infeasible`` says what is the smallest change. ``commit`` and ``public_file`` are published before the draw.
``draw`` takes the committed seed and words drawn in public; ``after_draw`` completes the file, and
``CHECKER`` is the program with which anybody checks it. ``replace`` finds who comes next when somebody drops
out. ``read_features`` and ``read_people`` read the exchange files of the Sortition Foundation. Explained in
``docs/methods/lottery.md``.
"""

from ..unusable import Unusable
from .drawing import Draw, NoPublicWords, WeakSeed, alternates, commit, draw, number
from .errors import (
    BadNumbers,
    BadQuota,
    DuplicateId,
    DuplicateQuota,
    EmptyId,
    Infeasible,
    MaximaBelowSize,
    MinimaAboveSize,
    MissingValue,
    PoolTooSmall,
    Relaxation,
    UnknownValue,
)
from .formats import (
    BadFile,
    BadLine,
    Features,
    People,
    read_features,
    read_people,
    write_features,
    write_people,
)
from .planning import TICKETS, Method, Plan, plan
from .pool import Candidate, Quota, check
from .proof import CHECKER, NotAnonymous, after_draw, anonymous_ids, fingerprint, public_file
from .replacing import Breach, NobodyLeft, NotOnPanel, Replacement, breaches, replace

__all__ = [
    "CHECKER",
    "TICKETS",
    "BadFile",
    "BadLine",
    "BadNumbers",
    "BadQuota",
    "Breach",
    "Candidate",
    "Draw",
    "DuplicateId",
    "DuplicateQuota",
    "EmptyId",
    "Features",
    "Infeasible",
    "MaximaBelowSize",
    "Method",
    "MinimaAboveSize",
    "MissingValue",
    "NoPublicWords",
    "NobodyLeft",
    "NotAnonymous",
    "NotOnPanel",
    "People",
    "Plan",
    "PoolTooSmall",
    "Quota",
    "Relaxation",
    "Replacement",
    "UnknownValue",
    "Unusable",
    "WeakSeed",
    "after_draw",
    "alternates",
    "anonymous_ids",
    "breaches",
    "check",
    "commit",
    "draw",
    "fingerprint",
    "number",
    "plan",
    "public_file",
    "read_features",
    "read_people",
    "replace",
    "write_features",
    "write_people",
]
