"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="funding",
            title=_("Funding"),
            purpose=_("To decide about money together, openly and fairly, and to pay it."),
            whose=_("Applicants, members of panels, and people who hold an award."),
            holds=_("Bids, scores, conflicts of interest, decisions, payments."),
            basis=processing.TASK,
            seen_by=_(
                "The panel and coordinators; finance for what is paid. Awards are published without "
                "personal details."
            ),
            after=_("Decisions and sums, without the name."),
            given_to=_(
                "Awards to organisations are published as open data. Awards to a person are published "
                "without name."
            ),
        ),
    )
