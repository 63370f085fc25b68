"""What the reach of the centre adds to the house: figures and entrances."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, figures, navigation, waiting

from . import jobs_reach, todo_reach
from .figures import OutreachFigures


def register() -> None:
    """Called once, when the house starts."""
    figures.register(OutreachFigures())
    jobs_reach.register()
    waiting.register("outreach.reach", lambda request: waiting.ours(todo_reach.waits(request), minutes=10))
    navigation.add(_("How far we reach"), "outreach:how_far_we_reach", 45, area="footer")
    navigation.add(
        _("Channels and readings"), "outreach:reach_channels", 60, navigation.Group.STORY, doors.COORDINATORS
    )
