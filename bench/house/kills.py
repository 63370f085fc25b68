"""The house of `./run bench kills`: a conversation, sessions with few places, people signed in; and how it stands."""

from collections import Counter
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from alongside.conversations.models import Statement
from alongside.foundation import actors, centre, clock, record
from alongside.foundation.models import Event, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Registration
from alongside.people import actions as people
from alongside.people.models import Account, Consent
from bench.house.rows import make_conversation

BY = actors.SYSTEM
TOLD = ("You have a place", "You are on the waiting list")


def open_house(members: int, sessions: int, places: int) -> dict[str, Any]:
    """Everything through the actions; gives a conversation, sessions, and the cookie of each member."""
    with transaction.atomic():
        centre.set_up(name="C", short_name="C", purpose="To last.", area="england", languages=["en"], by=BY)
        series = gatherings.add_series(name="Sessions", by=BY)
        starts = clock.now() + timedelta(weeks=6)
        announced = []
        for number in range(sessions):
            session = gatherings.draft_session(
                series, title=f"Session {number}", purpose="To last.", meeting="in_person", strands=["learning"],
                starts_at=starts, ends_at=starts + timedelta(hours=1), places_in_person=places, by=BY,
            )  # fmt: skip
            gatherings.announce(session, by=BY)
            announced.append(session.pk)
        made = [
            people.join(
                called=f"M{number}",
                reach_by="email",
                email=f"m{number}@kills.example",
                age_guard="adult",
                welcome=False,
                by=BY,
            )
            for number in range(members)
        ]
        cookies = {member.pk: _cookie(member.account) for member in made if member.account}
        return {"conversation": make_conversation().pk, "sessions": announced, "cookies": cookies}


def _cookie(account: Account) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def let_claims_grow_stale() -> dict[str, int]:
    """As if the time had passed after which another worker may send what a dead one had taken up."""
    return {"freed": Message.objects.filter(sent_at=None).update(claimed_at=None, claimed_by="")}


def how_it_stands() -> dict[str, Any]:
    """Every write by the words that its client gave it, and pairs of sums that must be equal."""
    rows = list(Registration.objects.values_list("member_id", "session_id", "placed_at"))
    placed = Counter(session for _member, session, at in rows if at)
    wanted = Counter(session for _member, session, _at in rows)
    places = dict(Registration.objects.values_list("session_id", "session__places_in_person"))
    written = Message.objects.filter(subject__startswith=TOLD[0]) | Message.objects.filter(
        subject__startswith=TOLD[1]
    )
    noted = Event.objects.filter(verb="gatherings.registered")
    emails = Message.objects.filter(channel="email")
    return {
        "say": list(Statement.objects.filter(text__startswith="An idea").values_list("text", flat=True)),
        "register": [f"{member} {session}" for member, session, _at in rows],
        "consent": list(Consent.objects.exclude(attribution_text="").values_list("attribution_text", flat=True)),
        "sums": {
            "places taken, and places that could be": [
                sum(placed.values()), sum(min(wanted[session], places[session] or 0) for session in wanted)
            ],
            "registrations, and messages about them": [len(rows), written.count()],
            "registrations, and lines on record": [len(rows), noted.count()],
            "emails, and emails sent": [emails.count(), emails.exclude(sent_at=None).count()],
            "the record is whole, and is to be": [record.is_whole(), True],
        },
    }  # fmt: skip
