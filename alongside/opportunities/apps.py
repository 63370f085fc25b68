"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "alongside.opportunities"
    label = "opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, figures, navigation, news, rights, translating, waiting
        from alongside.foundation import merging as house_merging

        from . import actions, jobs, keeping
        from . import news as whats_new
        from .actions import merging
        from .figures import OpportunityFigures
        from .queries import translating as texts
        from .todo import waiting_for

        rights.register(actions.OpportunityRights())
        house_merging.register(merging.MERGING)
        figures.register(OpportunityFigures())
        jobs.register()
        keeping.prepare()
        waiting.register("opportunities", waiting_for, on_record=True)
        translating.register(translating.Kind(texts.KIND, _("Opportunity"), texts.listed, texts.read))
        news.register("opportunities", whats_new.tell, pages=whats_new.PAGES)
        navigation.add(_("Opportunities"), "opportunities:opportunities", 25, area="main")
        navigation.add(
            _("My opportunities"), "opportunities:mine", 15, navigation.Group.PART, doors.SIGNED_IN
        )
