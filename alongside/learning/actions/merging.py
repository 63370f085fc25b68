"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation.merging import MOVES, Merging, one_each

MERGING = Merging(
    app="learning", label=gettext_lazy("Learning"),
    ways={
        "LearningItem.member": MOVES, "Author.member": one_each("package"), "FormatRequest.member": MOVES,
        "Taking.member": one_each("version"), "Feedback.member": MOVES,
    },
)  # fmt: skip
