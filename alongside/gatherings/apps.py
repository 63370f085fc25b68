"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "alongside.gatherings"
    label = "gatherings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import navigation, rights, waiting

        from . import jobs
        from .actions.mydata import GatheringsRights
        from .views.waiting import waits

        jobs.register()
        rights.register(GatheringsRights())
        waiting.register("gatherings", waits)
        navigation.add(_("Sessions"), "gatherings:sessions", 25, area="main")
