"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "alongside.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, navigation, news, reporting, rights, sources, waiting
        from alongside.foundation import merging as house_merging

        from . import actions, entrances_money, jobs, keeping, period, receivers, rules, todo, todo_panel
        from . import news as whats_new
        from .actions import merging
        from .queries import rounds

        receivers.connect()
        jobs.register()
        rights.register(actions.BidRights())
        rights.register(actions.PanelRights())
        house_merging.register(merging.MERGING)
        waiting.register("funding", todo.waits, on_record=True)
        waiting.register("funding.panels", todo_panel.waiting_for, on_record=True)
        news.register("funding", whats_new.tell, pages=whats_new.PAGES)
        reporting.register("funding", period.tell)
        sources.register(sources.Kind(rounds.KIND, _("A funding round"), rounds.find, rounds.read))
        sources.register_came_of("funding.rounds", rounds.came_of)
        navigation.add(_("Funding"), "funding:rounds", 26)
        navigation.add(_("My bids"), "funding:my_bids", 16, navigation.Group.PART, doors.SIGNED_IN)
        navigation.add(_("My panels"), "panel:my_panels", 19, navigation.Group.PART, doors.SIGNED_IN)
        navigation.add(
            _("Look after funding"), "funding:run_funding", 44, navigation.Group.MONEY, rules.RUNNERS
        )
        entrances_money.register()
        navigation.add(_("Who got money, and why"), "panel:all_decided", 42, area="footer")
        keeping.prepare()
