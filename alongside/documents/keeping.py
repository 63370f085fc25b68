"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="documents",
            title=_("Texts written together"),
            purpose=_("To write and sign texts together, and to show where each part came from."),
            whose=_("Everybody who suggests, comments, edits or signs."),
            holds=_("What they wrote, and their name where they wish to be credited."),
            basis=processing.TASK,
            seen_by=_("Everybody who may read the text."),
            after=_("The words without the name."),
        ),
    )
