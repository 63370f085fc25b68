"""The hall as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import (
            bearers,
            deeds,
            doctoring,
            doors,
            figures,
            merging,
            navigation,
            rights,
            translating,
            waiting,
        )

        from . import (  # noqa: F401  # receivers listen once they are imported
            actions,
            doctored,
            jobs,
            keeping,
            middleware,
            receivers,
            todo,
        )
        from .figures import PeopleFigures
        from .queries import listing
        from .queries import translating as texts

        rights.register(actions.PeopleRights())
        merging.register(actions.MERGING)
        deeds.register(listing.VERB_WORDS)
        translating.register(texts.centre_kind())
        figures.register(PeopleFigures())
        jobs.register()
        keeping.register()
        bearers.register("alongside.people.bearing.TokensOfMembers")
        waiting.register("people", middleware.passkey_waits)
        waiting.register("people.requests", todo.requests, on_record=True)
        waiting.register("people.translating", todo.translations, on_record=True)
        doctoring.register(doctored.young_people_are_safe)
        visitors = frozenset({doors.Role.VISITOR})
        navigation.add(_("Join us"), "people:join", 20, area="main", roles=visitors)
        navigation.add(_("Sign in"), "account_login", 10, navigation.Group.HOME, visitors)
        navigation.add(_("My details"), "people:me", 20, navigation.Group.ME, doors.SIGNED_IN)
        navigation.add(_("Sign out"), "account_logout", 99, navigation.Group.OUT, doors.SIGNED_IN)
        navigation.add(_("Communities"), "people:communities", 30, area="footer")
        navigation.add(_("Organisations"), "people:organisations", 40, area="footer")
        navigation.add(_("Who may do what"), "people:who_may_do_what", 50, area="footer")
        navigation.add(_("Directory"), "people:directory", 30, navigation.Group.PEOPLE, doors.SIGNED_IN)
        navigation.add(_("Members"), "people:list_members", 40, navigation.Group.PEOPLE, doors.COORDINATORS)
        navigation.add(
            _("Translating"), "people:translations", 43, navigation.Group.STORY, doors.COORDINATORS
        )
        navigation.add(
            _("Tokens for tools"), "people:tokens", 92, navigation.Group.CENTRE, doors.COORDINATORS
        )
        navigation.add(
            _("Requests about data"),
            "people:rights_requests",
            82,
            navigation.Group.CENTRE,
            doors.COORDINATORS,
        )
