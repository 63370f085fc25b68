"""What this room knows about people, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import processing


def prepare() -> None:
    """Called once, when the house starts."""
    processing.register(
        processing.Activity(
            room="desk",
            title=_("Annual reports"),
            purpose=_("To report to those who fund the centre."),
            whose=_("People who write parts of a report."),
            holds=_("Who wrote a part, and when."),
            basis=processing.TASK,
            seen_by=_("Coordinators. The published report names nobody."),
            after=_("The report, without the name."),
        ),
    )
