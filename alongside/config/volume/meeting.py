"""Sessions from announcement to answers, with who registered, came, was paid and said what; and opportunities."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from alongside.foundation import clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    AnswerState,
    CheckedIn,
    Coming,
    ContributionKind,
    HelperRole,
    Series,
    Session,
)
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Method
from alongside.payments import actions as payments
from alongside.payments.models import Choosing, Payment
from alongside.payments.queries import finance
from alongside.people import actions as people
from alongside.people.models import Mode

from . import words
from .founding import SERIES
from .yard import MET, Yard, spread, turn

BEFORE, AHEAD = timedelta(days=30), 60
PLAN = [
    {"minutes": 10, "title": "Welcome"},
    {"minutes": 60, "title": "Talk in small groups"},
    {"minutes": 20, "title": "What happens next"},
]
STRANDS = ["learning", "projects", "movement"]


def write(yard: Yard) -> None:
    """Nine in ten sessions took place, spread over the time since everybody joined; the others are to come."""
    count = yard.size.sessions
    to_come = max(1, min(count // 10, 20))
    days = spread(count - to_come, yard.ago(MET - 40), yard.ago(30))
    days += spread(to_come, yard.ago(-5), yard.ago(-AHEAD))
    for number, day in enumerate(days):
        held: list[Session] = []
        opens = min(day - BEFORE, yard.today)
        yard.on(opens, _announce, number, day, held, yard)
        yard.on(opens, _register, number, held, yard)
        if day < yard.today:
            yard.on(day + timedelta(days=1), _take_place, number, held, yard)
            yard.on(day + timedelta(days=20), _answer, number, held, yard)
    yard.on(yard.today, _pay, yard)
    for number, day in enumerate(spread(yard.size.opportunities, yard.ago(MET - 40), yard.today)):
        yard.on(day, _offer, number, yard)


def _announce(number: int, day: date, held: list[Session], yard: Yard) -> None:
    starts_at = datetime.combine(day, time(18), ZoneInfo(settings.TIME_ZONE))
    session = gatherings.draft_session(
        Series.objects.get(slug=SERIES), title=f"About {turn(words.SUBJECTS, number)}", purpose=words.LONG,
        meeting="hybrid",
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=90), venue="Invented Hall",
        address="1 Invented Street",
        online_link="https://meet.example/invented", access_offer=["step_free", "breaks"], ground_rules=words.SAID[0],
        places_in_person=yard.size.at_a_session * 2 // 3, places_online=200, strands=[turn(STRANDS, number)],
        by=yard.by,
    )  # fmt: skip
    gatherings.set_plan(session, items=PLAN, by=yard.by)
    gatherings.add_helper(session, member=yard.cast["nia"], role=HelperRole.FACILITATOR, by=yard.by)
    gatherings.offer_payment(session, pence=2_500 if number % 2 else 0, expenses=["travel"], by=yard.by)
    held.append(gatherings.announce(session, in_the_past=True, by=yard.by))


def _register(number: int, held: list[Session], yard: Yard) -> None:
    chance = yard.chance("registers", number)
    for member in yard.some(yard.size.at_a_session, "session", number):
        gatherings.register(
            held[0], member, coming=chance.choice([Coming.IN_PERSON, Coming.IN_PERSON, Coming.ONLINE]),
            how=chance.choice([Mode.WEB, Mode.WEB, Mode.PHONE, Mode.POST]),
            choice={"kind": chance.choice([Choosing.FULL, Choosing.VOUCHER,
            Choosing.NONE])} if number % 2 else None, by=yard.by,
        )  # fmt: skip


def _take_place(number: int, held: list[Session], yard: Yard) -> None:
    """Three in four come; four in ten say how it was, and one in six says something to it."""
    session, chance = held[0], yard.chance("comes", number)
    came = []
    for registration in session.registrations.placed().select_related("member", "session"):
        if chance.random() < 0.75:
            gatherings.check_in(registration, coming=registration.coming, how=CheckedIn.PAPER, by=yard.by)
            came.append(registration.member)
    gatherings.deliver(session, by=yard.by)
    told = people.Told(Mode.IN_PERSON, clock.today(), True)
    for member in came:
        if chance.random() < 0.4:
            answers = {"good": chance.choice(words.SAID), "differently": chance.choice(words.SAID)}
            gatherings.record_feedback(session, member=None, answers=answers, told=told, by=yard.by)
        if chance.random() < 0.17:
            kind = chance.choice(ContributionKind.values)
            gatherings.say(session, member, text=chance.choice(words.SAID), kind=kind, by=yard.by)


def _answer(number: int, held: list[Session], yard: Yard) -> None:
    """What was said gets one answer, and the session is closed; of the last ones it all waits."""
    said = list(held[0].contributions.all())
    if number >= yard.size.sessions - yard.size.left_open:
        return
    if said:
        gatherings.answer(
            said, state=AnswerState.DID, text="We did this, and wrote it into the plan.", by_role="The coordinator",
            by=yard.by,
        )  # fmt: skip
    gatherings.complete(held[0], because="The minutes are on paper.", by=yard.by)


def _pay(yard: Yard) -> None:
    """What is owed is checked but for the newest, and goes to finance in one batch; so that both lists have lines."""
    owed = list(Payment.objects.to_check().select_related("member").order_by("pk"))
    if checked := owed[: len(owed) * 3 // 4]:
        payments.approve(checked, by=yard.by)
    if finance.payments_ready().exists():
        payments.make_batch(by=yard.finance())


def _offer(number: int, yard: Yard) -> None:
    subject = turn(words.SUBJECTS, number)
    made = opportunities.draft_opportunity(
        title=f"Read what we wrote about {subject}", strand=turn(STRANDS, number), activity=words.LONG,
        involved=words.LONG,
        difference=words.SAID[4], support="Ask us for large print, Easy Read or a call.", skills="None.", minutes=30,
        where="either", language="English", places=5, method=_method(number, yard),
        closes_on=clock.today() + timedelta(days=60), pence=1_000, by=yard.by,
    )  # fmt: skip
    opportunities.publish(made, by=yard.by)
    for member in yard.some(yard.size.interested, "interest", number):
        opportunities.express_interest(made, member, words="I would like to.", by=yard.by)


def _method(number: int, yard: Yard) -> str:
    """People choose for the newest ones, so that only there a choice waits."""
    return (
        Method.AGREED if number >= yard.size.opportunities - yard.size.left_open // 3 else Method.FIRST_COME
    )
