"""The room as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import doors, figures, navigation, rights


class MonitoringConfig(AppConfig):
    name = "alongside.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import jobs

        from . import keeping
        from .figures import Monitoring
        from .jobs import close_blocks, publish_tables
        from .my_rights import MonitoringRights

        figures.register(Monitoring())
        rights.register(MonitoringRights())
        jobs.register("monitoring.close_blocks", close_blocks, jobs.every(timedelta(days=1)))
        jobs.register("monitoring.publish", publish_tables, jobs.first_of_month)
        navigation.add(_("Who takes part"), "monitoring:who_takes_part", 20, "main")
        navigation.add(
            _("About you (optional)"), "monitoring:about_you", 30, navigation.Group.ME, doors.SIGNED_IN
        )
        invitation = _("Tell us about you. This is optional, and nobody sees your answers.")
        navigation.add(invitation, "monitoring:about_you", 10, "joined")
        navigation.add(
            _("Equality figures"), "monitoring:desk", 70, navigation.Group.PEOPLE, doors.COORDINATORS
        )
        keeping.prepare()
