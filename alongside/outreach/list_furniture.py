"""What the list of subscribers adds to the house: rights, jobs, news that it hears, and entrances."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, navigation, rights
from alongside.foundation.sending import may_send

from . import actions, jobs, receivers
from .queries import still

__all__ = ["receivers", "register"]


def register() -> None:
    """Called once, when the house starts. Receivers listen once they are imported."""
    rights.register(actions.OutreachRights())
    jobs.register()
    may_send.register("outreach.subscribers", still.kept_back)
    may_send.register("outreach.round_ups", still.unwanted_round_ups)
    navigation.add(_("Get the newsletter"), "outreach:subscribe", 15, area="footer")
    navigation.add(_("Get the newsletter"), "outreach:subscribe", 20, area="joined")
    navigation.add(
        _("Subscribers"), "outreach:list_subscribers", 58, navigation.Group.NEWS, doors.COORDINATORS
    )
