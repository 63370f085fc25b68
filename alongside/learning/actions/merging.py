"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from alongside.foundation.merging import MOVES, Merging, one_each

MERGING = Merging(
    app="learning",
    ways={
        "LearningItem.member": MOVES, "Author.member": one_each("package"), "FormatRequest.member": MOVES,
        "Taking.member": one_each("version"), "Feedback.member": MOVES,
    },
)  # fmt: skip
