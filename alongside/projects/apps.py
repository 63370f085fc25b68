"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "alongside.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, navigation, news, reporting, rights, sources, waiting
        from alongside.foundation import merging as house_merging

        from . import keeping, period, todo, wiring
        from . import news as whats_new
        from .actions import merging
        from .actions.rights import ProjectsRights
        from .queries import projects

        wiring.connect()
        rights.register(ProjectsRights())
        house_merging.register(merging.MERGING)
        waiting.register("projects", todo.waits, on_record=True)
        news.register("projects", whats_new.tell, pages=whats_new.PAGES)
        reporting.register("projects", period.tell)
        sources.register(sources.Kind(projects.KIND, _("A project"), projects.find, projects.read))
        navigation.add(_("Projects"), "projects:projects", 26)
        navigation.add(_("My projects"), "projects:my_projects", 16, navigation.Group.PART, doors.SIGNED_IN)
        keeping.prepare()
