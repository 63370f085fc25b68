"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="story",
            title=_("The story so far"),
            purpose=_("To tell honestly what was done, and to let people speak in their own words."),
            whose=_("People who are quoted, and people who sign an edition off."),
            holds=_("Their words, and the name that they chose to stand beside them."),
            basis=processing.CONSENT,
            seen_by=_("Everybody, while the consent lives."),
            after=_(
                "Words are taken out of what is shown. Printed copies cannot be called back; they are "
                "listed for the next print."
            ),
        ),
    )
