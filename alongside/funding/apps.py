"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "alongside.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, navigation, rights, sources, waiting

        from . import actions, entrances_money, rules, todo
        from .queries import rounds

        rights.register(actions.BidRights())
        waiting.register("funding", todo.waits)
        sources.register(sources.Kind(rounds.KIND, _("A funding round"), rounds.find, rounds.read))
        sources.register_came_of("funding.rounds", rounds.came_of)
        navigation.add(_("Funding"), "funding:rounds", 26)
        navigation.add(_("My bids"), "funding:my_bids", 16, "account", doors.SIGNED_IN)
        navigation.add(_("Look after funding"), "funding:run_funding", 44, "account", rules.RUNNERS)
        entrances_money.register()
