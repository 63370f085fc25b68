"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "alongside.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import (
            doors,
            figures,
            moments,
            navigation,
            news,
            rights,
            sources,
            translating,
            waiting,
        )
        from alongside.foundation import merging as house_merging

        from . import keeping, todo
        from . import news as whats_new
        from .actions import merging
        from .actions.rights import DocumentsRights
        from .figures import DocumentsFigures
        from .queries import moments as happened
        from .queries import provenance
        from .queries import translating as titles

        figures.register(DocumentsFigures())
        moments.register("documents", happened.moments)
        rights.register(DocumentsRights())
        house_merging.register(merging.MERGING)
        waiting.register("documents", todo.waits, on_record=True)
        news.register("documents", whats_new.tell, pages=whats_new.PAGES)
        sources.register(
            sources.Kind(
                provenance.VERSION, _("Another text"), provenance.find_versions, provenance.read_versions
            )
        )
        translating.register(translating.Kind(titles.KIND, _("Title of a text"), titles.listed, titles.read))
        sources.register_came_of("documents", provenance.came_of)
        navigation.add(_("Texts"), "documents:texts", 28)
        navigation.add(
            _("What I said about texts"), "documents:my_remarks", 17, navigation.Group.PART, doors.SIGNED_IN
        )
        keeping.prepare()
