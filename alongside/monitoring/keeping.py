"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="monitoring",
            title=_("Equality questions"),
            purpose=_("To see whether those who take part are as varied as the people whom we serve."),
            whose=_("Everybody who chooses to answer. Nobody has to."),
            holds=_(
                "Answers on age, sex, ethnicity, disability and the like, encrypted, without name or "
                "account, until twenty can be counted together."
            ),
            basis=processing.TASK,
            seen_by=_(
                "Nobody reads single answers. Counts are published once nobody can be known from them."
            ),
            after=_("Nothing: answers that wait can be taken back; once counted they belong to nobody."),
            special=processing.EQUALITY,
        ),
    )
