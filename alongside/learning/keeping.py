"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="learning",
            title=_("What we learnt and training"),
            purpose=_("To keep what was learnt, to teach it, and to give certificates."),
            whose=_("Everybody who writes down something learnt, or takes training."),
            holds=_("What they wrote, which training they took, their feedback."),
            basis=processing.TASK,
            seen_by=_("Coordinators. What was learnt is public without a name unless somebody wants theirs."),
            after=_("What was learnt, without the name."),
        ),
    )
