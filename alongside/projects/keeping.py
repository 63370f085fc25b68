"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="projects",
            title=_("Projects"),
            purpose=_("To run projects together and to know what came of them."),
            whose=_("Members of teams, and people asked to confirm an outcome."),
            holds=_("Roles in the team, what was written, who confirmed what."),
            basis=processing.TASK,
            seen_by=_("The team and coordinators. Outcomes are public with the names of those who wish it."),
            after=_("What was done and found, without the name."),
        ),
    )
