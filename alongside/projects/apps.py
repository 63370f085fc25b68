"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "alongside.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, navigation, rights, sources, waiting

        from . import todo, wiring
        from .actions.rights import ProjectsRights
        from .queries import projects

        wiring.connect()
        rights.register(ProjectsRights())
        waiting.register("projects", todo.waits)
        sources.register(sources.Kind(projects.KIND, _("A project"), projects.find, projects.read))
        navigation.add(_("Projects"), "projects:projects", 26)
        navigation.add(_("My projects"), "projects:my_projects", 16, "account", doors.SIGNED_IN)
