"""The opinion map: which groups of people think alike, what sets them apart, and what everybody shares.

Votes are agree, pass or disagree, on statements that people wrote. A *declared community* is what somebody
volunteers for one conversation ("I take part as a carer"); equality answers are never used. In the order of use:

``next_statements`` says what somebody sees next, from a ``Tally`` for each statement (``tally`` counts them).
``Votes`` holds all votes; ``read`` makes an ``OpinionMap`` of them: its ``groups``, if they are sure enough to
be shown, its ``consensus``, and the ``standing`` of every ``Statement``, which no declared community can be
averaged out of. ``floor`` and ``wilson_lower`` are how that is judged. ``to_bytes`` writes a result, the same
bytes for the same votes, and ``manifest`` says what went in. Explained in ``docs/methods/opinion-map.md``.

The method is that of Polis (C. Small, M. Bjorkegren, T. Erkkila, L. Shaw and C. Megill, "Polis: scaling
deliberation by mapping high dimensional opinion spaces", Recerca 26 (2), 2021), rebuilt from a description.
"""

from ..unusable import Unusable
from .errors import NotWhole, TooMany, UnevenColumns, UnknownMode, UnknownValue
from .floor import floor, wilson_lower
from .manifest import Manifest, fingerprint, manifest, to_bytes, under
from .reading import RESAMPLES, read
from .results import (
    SMALLEST_GROUP,
    CommunityCounts,
    Counts,
    Group,
    Mode,
    OpinionMap,
    SetsApart,
    Side,
    Stability,
    Standing,
    Statement,
)
from .routing import A_SCREEN, OWED, Tally, next_statements, tally
from .votes import AGREE, DISAGREE, PASS, Votes

__all__ = [
    "AGREE",
    "A_SCREEN",
    "DISAGREE",
    "OWED",
    "PASS",
    "RESAMPLES",
    "SMALLEST_GROUP",
    "CommunityCounts",
    "Counts",
    "Group",
    "Manifest",
    "Mode",
    "NotWhole",
    "OpinionMap",
    "SetsApart",
    "Side",
    "Stability",
    "Standing",
    "Statement",
    "Tally",
    "TooMany",
    "UnevenColumns",
    "UnknownMode",
    "UnknownValue",
    "Unusable",
    "Votes",
    "fingerprint",
    "floor",
    "manifest",
    "next_statements",
    "read",
    "tally",
    "to_bytes",
    "under",
    "wilson_lower",
]
