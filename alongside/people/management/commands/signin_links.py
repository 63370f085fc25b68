"""`manage.py signin_links`: fresh ways into a demonstration, as a coordinator and as a member."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.doors import Role
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Appointment, Member


class Command(BaseCommand):
    help = "Print a fresh sign-in link for a coordinator and for a member of the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default=settings.SITE_URL, help="the address before the path")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMONSTRATION or settings.DEBUG):
            raise CommandError(
                "Sign-in links are for demonstrations. Set ALONGSIDE_DEMONSTRATION=true to have them."
            )
        self.stdout.write(f"Coordinator: {_link(_coordinator(), options['site'])}")
        self.stdout.write(f"Member:      {_link(_plain_member(), options['site'])}")


def _link(member: Member | None, site: str) -> str:
    if member is None:
        return "nobody yet. Load the demonstration with `manage.py demo`."
    code = people.issue_sign_in_card(member, by=actors.SYSTEM)
    return f"{site.rstrip('/')}{reverse('people:use_card', args=[code])}"


def _coordinator() -> Member | None:
    held = Appointment.objects.held_on(clock.today()).filter(context="", member__leaving=None)
    appointment = held.filter(role=Role.COORDINATOR).order_by("pk").select_related("member").first()
    return appointment.member if appointment else None


def _plain_member() -> Member | None:
    grown = Member.objects.here().filter(appointments=None, age_guard=AgeGuard.ADULT)
    return grown.order_by("pk").first()
