"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="conversations",
            title=_("Conversations, votes and decisions"),
            purpose=_("To hear what people think, to find what is shared, and to answer."),
            whose=_("Everybody who says something or votes, also on paper or by phone."),
            holds=_("What they said, how they voted, and who decided by role."),
            basis=processing.TASK,
            seen_by=_(
                "Statements are public without a name unless somebody wants theirs. Nobody is shown "
                "how a person voted."
            ),
            after=_("Statements without the name; votes as counts."),
        ),
        processing.Activity(
            room="conversations",
            title=_("Which community somebody speaks for"),
            purpose=_("To make sure that no community is averaged away."),
            whose=_("Members who declare it for one conversation."),
            holds=_("The community that somebody declared, which may say something about health or origin."),
            basis=processing.CONSENT,
            seen_by=_("Nobody. It is counted only where nobody can be known."),
            after=_("Nothing."),
            tables=("Declaration",),
            special=processing.EXPLICIT,
        ),
    )
