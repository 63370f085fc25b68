"""What outcomes and what came after register with the foundation, once, when the house starts."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Figures, rights, jobs, navigation, what waits, and the kinds of things that other rooms can name."""
    from alongside.foundation import figures, moments, navigation, rights, sources, waiting
    from alongside.learning.queries import evidence

    from . import jobs, outcome_waiting
    from .actions.outcome_rights import OutcomeRights
    from .figures import ProjectFigures
    from .queries import came_of, outcomes, since
    from .queries import moments as happened

    figures.register(ProjectFigures())
    moments.register("projects", happened.moments)
    rights.register(OutcomeRights())
    waiting.register("projects.outcomes", outcome_waiting.waits, on_record=True)
    jobs.register()
    navigation.add(_("What came of projects"), "projects:outcomes", 27, area="footer")
    sources.register(sources.Kind(outcomes.KIND, _("Something that changed"), outcomes.find, outcomes.read))
    sources.register(sources.Kind(since.KIND, _("Something that happened since"), since.find, since.read))
    sources.register_came_of("projects.outcomes", came_of.came_of)
    evidence.register("projects.outcomes", came_of.COUNTED)
