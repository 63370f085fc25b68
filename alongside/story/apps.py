"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoryConfig(AppConfig):
    name = "alongside.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import (
            doors,
            figures,
            moments,
            navigation,
            news,
            rights,
            translating,
            waiting,
        )
        from alongside.foundation import merging as house_merging

        from . import figures as story_figures
        from . import jobs, keeping, receivers, todo, translatable
        from . import news as whats_new
        from .actions import merging
        from .mydata import StoryRights
        from .queries import moments as happened

        jobs.register()
        receivers.connect()
        figures.register(story_figures.StoryFigures())
        rights.register(StoryRights())
        house_merging.register(merging.MERGING)
        translating.register(translatable.kind())
        moments.register("story", happened.moments)
        waiting.register(
            "story", lambda request: waiting.ours(todo.waiting_for(request), minutes=15), on_record=True
        )
        news.register("story", whats_new.tell, pages=whats_new.PAGES)
        navigation.add(_("The story so far"), "story:live", 10)
        navigation.add(_("Editions"), "story:editions", 50, area="footer")
        navigation.add(_("What many centres did"), "story:movement", 55, area="footer")
        navigation.add(_("Open data"), "story:open_data", 60, area="footer")
        navigation.add(
            _("My words in the story"), "story:my_words", 21, navigation.Group.PART, doors.SIGNED_IN
        )
        navigation.add(
            _("Arrange the story"), "story:arrange", 40, navigation.Group.STORY, doors.COORDINATORS
        )
        navigation.add(
            _("Centres that we follow"), "story:followed", 41, navigation.Group.STORY, doors.COORDINATORS
        )
        keeping.prepare()
