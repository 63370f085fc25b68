"""Runs inside the environment of pretix: a thousand live events with three products and one quota each."""

import datetime
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix.settings")

import django

django.setup()

from django.utils.timezone import now  # noqa: E402  # Django has to be set up first
from django_scopes import scopes_disabled  # noqa: E402
from pretix.base.models import Event, Item, Organizer, Quota  # noqa: E402

EVENTS = 1_000


def seed() -> None:
    """One organiser and its events, in the coming weeks."""
    organiser = Organizer.objects.create(slug="centre", name="Centre")
    begin = now() + datetime.timedelta(days=30)
    for number in range(1, EVENTS + 1):
        starts = begin + datetime.timedelta(hours=number)
        event = Event.objects.create(
            organizer=organiser, name=f"Session {number}", slug=f"s{number}", currency="GBP", live=True,
            is_public=True, date_from=starts, date_to=starts + datetime.timedelta(hours=2),
            location="The hall, 1 Example Street",
        )  # fmt: skip
        quota = Quota.objects.create(event=event, name="Places", size=40)
        for name in ("In person", "Online", "Supporter"):
            quota.items.add(Item.objects.create(event=event, name=name, default_price=0, active=True))


if __name__ == "__main__":
    with scopes_disabled():
        seed()
