"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "alongside.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation import doors, figures, navigation, rights
        from alongside.foundation import merging as house_merging
        from alongside.foundation import waiting as desk

        from . import actions, jobs, keeping, rules, waiting
        from .actions import merging
        from .figures import PaymentFigures

        rights.register(actions.PaymentsRights())
        house_merging.register(merging.MERGING)
        figures.register(PaymentFigures())
        desk.register("payments", waiting.waits, on_record=True)
        jobs.register()
        keeping.prepare()
        navigation.add(_("What we pay"), "payments:what_we_pay", 60, area="footer")
        navigation.add(_("My payments"), "payments:my_payments", 24, navigation.Group.MONEY, doors.SIGNED_IN)
        navigation.add(_("Payments"), "payments:till", 45, navigation.Group.MONEY, rules.TILL)
