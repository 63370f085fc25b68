"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "alongside.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doctoring, doors, navigation, rights
        from alongside.foundation import merging as house_merging

        from . import doctoring as doctored
        from . import (
            issue_furniture,
            jobs_digest,
            keeping,
            list_furniture,
            reach_furniture,
            returns_furniture,
        )
        from .actions import merging
        from .rights_digest import RoundUpRights

        doctoring.register(doctored.mail_is_believed)
        issue_furniture.register()
        jobs_digest.register()
        keeping.prepare()
        list_furniture.register()
        reach_furniture.register()
        returns_furniture.register()
        rights.register(RoundUpRights())
        house_merging.register(merging.MERGING)
        navigation.add(_("My round-up"), "outreach:my_round_up", 17, navigation.Group.ME, doors.SIGNED_IN)
        navigation.add(
            _("Round-ups for members"),
            "outreach:find_for_round_up",
            62,
            navigation.Group.NEWS,
            doors.COORDINATORS,
        )
