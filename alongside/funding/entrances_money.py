"""Where awards are known to the rest of the house: navigation, desk, figures, and where words come from."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, figures, moments, navigation, rights, sources
from alongside.foundation import waiting as desk
from alongside.foundation.doors import Role

from . import actions, waiting_money
from .figures import FundingFigures
from .queries import awards
from .queries import moments as happened


def register() -> None:
    """Called once, when the house starts."""
    rights.register(actions.AwardRights())
    figures.register(FundingFigures())
    moments.register("funding", happened.moments)
    desk.register("funding.money", waiting_money.waits, on_record=True)
    sources.register(sources.Kind(awards.KIND, _("Award"), awards.find, awards.read))
    sources.register_came_of("funding_awards", awards.came_of)
    navigation.add(_("Awards"), "funding:awards", 62, area="footer")
    navigation.add(_("My awards"), "funding:my_awards", 25, navigation.Group.MONEY, doors.SIGNED_IN)
    navigation.add(
        _("Awards and money"),
        "funding:run_awards",
        46,
        navigation.Group.MONEY,
        doors.COORDINATORS | {Role.FINANCE},
    )
