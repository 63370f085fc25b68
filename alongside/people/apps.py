"""The hall as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, navigation, rights

        from . import actions, receivers  # noqa: F401  # receivers listen once they are imported

        rights.register(actions.PeopleRights())
        visitors = frozenset({doors.Role.VISITOR})
        navigation.add(_("Join us"), "people:join", 20, area="main", roles=visitors)
        navigation.add(_("Sign in"), "account_login", 10, area="account", roles=visitors)
        navigation.add(_("My details"), "people:me", 20, area="account", roles=doors.SIGNED_IN)
        navigation.add(_("Sign out"), "account_logout", 90, area="account", roles=doors.SIGNED_IN)
