"""The desk as a Django app."""

from collections.abc import Iterable

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.foundation import doors, navigation, waiting


class DeskConfig(AppConfig):
    name = "alongside.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import jobs, keeping, receivers

        receivers.connect()
        jobs.register()
        navigation.add(_("Desk"), "desk:home", 10, navigation.Group.HOME, doors.SIGNED_IN)
        navigation.add(_("This week"), "desk:week", 11, navigation.Group.HOME, doors.STAFF)
        navigation.add(_("Letters and calls"), "desk:see_messages", 60, navigation.Group.NEWS, doors.STAFF)
        navigation.add(
            _("Annual reports"), "desk:run_reports", 45, navigation.Group.STORY, doors.COORDINATORS
        )
        navigation.add(_("Annual reports"), "desk:annual_reports", 66, area="footer")
        navigation.add(_("Record of actions"), "desk:see_record", 80, navigation.Group.CENTRE, LOOKERS)
        navigation.add(_("Privacy"), "desk:privacy", 5, area="footer")
        navigation.add(
            _("Papers of data protection"), "desk:data_protection", 81, navigation.Group.CENTRE, LOOKERS
        )
        navigation.add(_("The centre"), "desk:change_centre", 90, navigation.Group.CENTRE, doors.COORDINATORS)
        navigation.add(_("Webhooks"), "desk:webhooks", 93, navigation.Group.CENTRE, doors.COORDINATORS)
        waiting.register("desk.webhooks", lambda request: waiting.ours(stopped_webhooks(request), minutes=10))
        waiting.register("desk", lambda request: waiting.ours(letters_and_calls(request)))
        keeping.prepare()


EACH = 5
"""About how many minutes it takes to make one call, or to print and post one letter."""
LOOKERS = doors.COORDINATORS | {doors.Role.AUDITOR}


def letters_and_calls(request: HttpRequest) -> Iterable[waiting.Waiting]:
    """Letters to post and calls to make, for staff."""
    from alongside.foundation.models import Message

    if not doors.roles_of(request) & doors.STAFF:
        return
    count = Message.objects.open_to(doors.roles_of(request)).by_hand().count()
    if count:
        yield waiting.Waiting(
            title=ngettext("%(n)s letter or call", "%(n)s letters and calls", count) % {"n": count},
            url=reverse("desk:see_messages"),
            minutes=EACH * count,
            hint=_("People who are reached by post or phone are waiting for these."),
            status=_("To do"),
            kind="attention",
        )


def stopped_webhooks(request: HttpRequest) -> Iterable[waiting.Waiting]:
    """Addresses that did not answer for so long that we stopped, for those who look after them."""
    from .models import Webhook

    if not doors.roles_of(request) & doors.COORDINATORS:
        return
    for row in Webhook.objects.standing().exclude(stopped_at=None):
        yield waiting.Waiting(
            title=_("A webhook was stopped"),
            url=reverse("desk:webhook", args=[row.pk]),
            hint=_(
                "It did not answer for two days, or said that it is gone. Ask whoever runs it, then start it again."
            ),
            status=_("To do"),
            kind="attention",
        )
