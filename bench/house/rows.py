"""Rows for benchmarks: sessions through the actions; registrations and people in bulk, as actions leave them."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from alongside.conversations import actions as conversations
from alongside.conversations.models import Conversation
from alongside.foundation import actors, centre, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Meeting, Registration, Session
from alongside.people.models import Account, AgeGuard, Member, ReachBy

BY = actors.SYSTEM


def make_sessions(count: int) -> tuple[Session, Session]:
    """So many announced sessions in one series; returns the first, and the last for the evening."""
    centre.set_up(
        name="Centre", short_name="Centre", purpose="To meet.", area="england", languages=["en"], by=BY
    )
    series = gatherings.add_series(name="Co-production sessions", slug="sessions", by=BY)
    begin = clock.now() + timedelta(days=30)
    made = [
        gatherings.draft_session(
            series,
            title=f"Session about sleep, part {number}",
            purpose="To hear what helps people sleep.",
            meeting=Meeting.HYBRID,
            starts_at=begin + timedelta(hours=3 * number),
            ends_at=begin + timedelta(hours=3 * number + 2),
            venue="The hall",
            address="1 Example Street",
            online_link="https://meet.example/sleep",
            strands=["learning"],
            places_in_person=None,
            places_online=None,
            by=BY,
        )
        for number in range(count)
    ]
    for session in made:
        gatherings.announce(session, by=BY)
    return made[0], made[-1]


def make_conversation() -> Conversation:
    """An open question with ten statements to vote on."""
    day = clock.today()
    question = conversations.draft_conversation(
        title="Better meetings", question="What would make our meetings better?", why="People left early.",
        what_happens="We change the next meetings.", policy="Somebody reads each first.",
        looked_after_by="The coordinator", language="en", languages=[], opens_on=day,
        closes_on=day + timedelta(days=20), by=BY,
    )  # fmt: skip
    found = conversations.publish(question, by=BY)
    said = [conversations.say(found, None, text=f"Idea number {number}.", by=BY) for number in range(10)]
    conversations.accept(said, by=BY)
    return found


def make_members(count: int, name: str) -> list[Member]:
    """Members with accounts, in bulk."""
    addresses = [f"{name}{number}@example.org" for number in range(count)]
    accounts = Account.objects.bulk_create([Account(email=address, password="!") for address in addresses])
    return Member.objects.bulk_create(
        [
            Member(called=name.title(), reach_by=ReachBy.EMAIL, email=account.email or "", age_guard=AgeGuard.ADULT,
                   account=account)
            for account in accounts
        ]
    )  # fmt: skip


def register_many(session: Session, count: int) -> None:
    """So many people with a place in one session."""
    now = clock.now()
    Registration.objects.bulk_create(
        [
            Registration(
                session=session, member=member, coming=Coming.ONLINE, placed_at=now, code=f"{number:06}"
            )
            for number, member in enumerate(make_members(count, "registered"))
        ]
    )


def sign_in_many(count: int) -> list[str]:
    """The session cookies of so many people who are signed in."""
    return [cookie_of(member.account) for member in make_members(count, "evening") if member.account]


def cookie_of(account: Account) -> str:
    """The session cookie of somebody who is signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
