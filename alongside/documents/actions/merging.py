"""What becomes of rows of this room when two entries turn out to be one person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from alongside.foundation.merging import MOVES, Merging, one_each

MERGING = Merging(
    app="documents", label=gettext_lazy("Texts"),
    ways={
        "Editor.member": one_each("document", drop=True), "SigningRole.member": MOVES,
        "Signature.member": one_each("version"), "SetAside.member": MOVES, "Remark.member": MOVES,
        "Reflection.member": MOVES,
    },
)  # fmt: skip
"""Who signed a version twice signed it once: the other signature stands for its role, without a name."""
