"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "alongside.gatherings"
    label = "gatherings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import (
            doors,
            figures,
            moments,
            navigation,
            news,
            reporting,
            rights,
            translating,
            waiting,
        )
        from alongside.foundation import merging as house_merging
        from alongside.foundation import sources as origins
        from alongside.learning.queries import evidence

        from . import access_circle, jobs, keeping, period, receivers, todo_words
        from . import news as whats_new
        from .actions import merging
        from .actions.mydata import GatheringsRights
        from .figures import GatheringsFigures
        from .queries import decided, themes
        from .queries import evidence as counted
        from .queries import moments as happened
        from .queries import sources as named
        from .queries import translating as texts
        from .queries import waiting as due
        from .views import minutes_waiting
        from .views.waiting import waits

        jobs.register()
        keeping.prepare()
        receivers.connect()
        figures.register(GatheringsFigures())
        moments.register("gatherings", happened.moments)
        rights.register(GatheringsRights())
        house_merging.register(merging.MERGING)
        waiting.register("gatherings", waits, on_record=True)
        waiting.register("gatherings.registrations", due.my_registrations, on_record=True)
        waiting.register("gatherings.minutes", minutes_waiting.waits, on_record=True)
        news.register("gatherings", whats_new.tell, pages=whats_new.PAGES)
        reporting.register("gatherings", period.tell)
        navigation.add(_("Sessions"), "gatherings:sessions", 25, area="main")
        navigation.add(_("My sessions"), "gatherings:my_sessions", 15, navigation.Group.PART, doors.SIGNED_IN)
        evidence.register("gatherings", counted.COUNTED)
        evidence.register_work(counted.WORK)
        origins.register(origins.Kind(named.KIND, _("Session"), named.find, named.read))
        origins.register(origins.Kind(decided.KIND, _("Decision in minutes"), decided.find, decided.read))
        origins.register(origins.Kind(themes.NAME, _("What somebody said"), themes.find, themes.read))
        translating.register(translating.Kind(texts.KIND, _("Session"), texts.listed, texts.read))
        access_circle.prepare()
        todo_words.prepare()
