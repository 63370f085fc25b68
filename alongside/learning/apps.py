"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "alongside.learning"
    label = "learning"
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
            sources,
            waiting,
        )
        from alongside.foundation import merging as house_merging

        from . import keeping, period, receivers, todo
        from . import news as whats_new
        from .actions import merging
        from .actions.rights import LearningRights
        from .figures import LearningFigures
        from .queries import changes, evidence, items, library, own_evidence, training, work
        from .queries import moments as happened

        figures.register(LearningFigures())
        moments.register("learning", happened.moments)
        evidence.register("learning", own_evidence.OWN)
        for piece in work.OWN:
            evidence.register_work(piece)
        rights.register(LearningRights())
        house_merging.register(merging.MERGING)
        receivers.connect()
        waiting.register("learning", todo.waits, on_record=True)
        news.register("learning", whats_new.tell, pages=whats_new.PAGES)
        reporting.register("learning", period.tell)
        sources.register(sources.Kind(items.KIND, _("Something that we learnt"), items.find, items.read))
        sources.register(sources.Kind(changes.KIND, _("A design change"), changes.find, changes.read))
        sources.register(sources.Kind(training.KIND, _("A training"), training.find, training.read))
        sources.register(
            sources.Kind(library.RESOURCE, _("Something in the library"), library.find, library.read)
        )
        sources.register_came_of("learning", changes.came_of)
        sources.register_came_of("learning.training", training.came_of)
        navigation.add(_("What we learnt"), "learning:items", 28)
        navigation.add(_("Library"), "learning:library", 30, area="footer")
        navigation.add(
            _("Formats that I asked for"), "learning:my_formats", 19, navigation.Group.PART, doors.SIGNED_IN
        )
        navigation.add(_("Training"), "learning:trainings", 29, area="footer")
        navigation.add(_("My training"), "learning:my_training", 19, navigation.Group.PART, doors.SIGNED_IN)
        navigation.add(
            _("What I learnt and told you"),
            "learning:my_learning",
            18,
            navigation.Group.PART,
            doors.SIGNED_IN,
        )
        keeping.prepare()
