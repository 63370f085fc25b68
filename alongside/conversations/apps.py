"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "alongside.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, figures, navigation, news, reporting, rights, waiting
        from alongside.foundation import merging as house_merging

        from . import actions, jobs, keeping, period
        from . import news as whats_new
        from .actions import merging
        from .figures import ConversationFigures
        from .queries import origins
        from .todo import waiting_for

        rights.register(actions.ConversationRights())
        house_merging.register(merging.MERGING)
        figures.register(ConversationFigures())
        jobs.register()
        origins.register()
        waiting.register("conversations", waiting_for, on_record=True)
        news.register("conversations", whats_new.tell, pages=whats_new.PAGES)
        reporting.register("conversations", period.tell)
        navigation.add(_("Conversations"), "conversations:conversations", 27, area="main")
        navigation.add(
            _("My conversations"), "conversations:mine", 16, navigation.Group.PART, doors.SIGNED_IN
        )
        navigation.add(_("Decisions"), "conversations:decisions", 40, area="footer")
        keeping.prepare()
