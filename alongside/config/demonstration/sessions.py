"""The sessions of the demonstration: fourteen that took place, and the next one, which is still to come.

Who came is drawn with one seed from the invented crowd. Nobody was written to: what the actions wrote in those years
counts as delivered (see `load`).
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

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
from alongside.payments import actions as payments
from alongside.payments.models import Rate, RateCard, Unit
from alongside.people.models import Member, Mode

from . import reading

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast

STARTS, LASTS = time(18), timedelta(minutes=90)
ANNOUNCED, REGISTERED = timedelta(days=42), timedelta(days=14)
HELPERS = {"nia": HelperRole.FACILITATOR, "lin": HelperRole.SCRIBE}
ADDRESS = "1 Example Street\nLondon"

Held = dict[date, Session]


def write(diary: Diary, cast: Cast) -> Held:
    """Write down every session from its announcement to its completion, and the next one up to today.

    Returns the sessions by day; it fills as the diary is lived through.
    """
    plan = reading.yaml_file("sessions.yaml")
    held: Held = {}
    diary.on(date(2018, 1, 2), _begin, plan, diary)
    for number, told in enumerate(plan["sessions"]):
        _session(number, told, plan, held, cast, diary)
    diary.on(timezone.now().date() - timedelta(days=1), _next, plan, cast, diary)
    return held


def _begin(plan: dict[str, Any], diary: Diary) -> None:
    gatherings.add_series(**plan["series"], by=diary.by)
    for card in payments.add_example_cards(by=diary.by):
        payments.confirm_rate_card(card, by=diary.by)


def _session(
    number: int, told: dict[str, Any], plan: dict[str, Any], held: Held, cast: Cast, diary: Diary
) -> None:
    day = told["day"]
    chance = random.Random(plan["seed"] * 100 + number)
    people: list[Member] = []

    def announces() -> None:
        held[day] = _announced(told, plan, _at(day, STARTS), cast, diary)

    def register() -> None:
        people.extend(_choose(told["people"], chance, cast, diary))
        for member in people:
            gatherings.register(held[day], member, coming=Coming.IN_PERSON, by=diary.by,
                                how=chance.choice([Mode.WEB, Mode.WEB, Mode.PHONE, Mode.POST]))  # fmt: skip

    def comes_about() -> None:
        _take_place(held[day], told, diary)

    diary.on(day - ANNOUNCED, announces)
    diary.on(day - REGISTERED, register)
    diary.on(day + timedelta(days=1), comes_about)
    diary.on(day + timedelta(days=20), _answer_and_complete, day, told, held, diary)


def _announced(
    told: dict[str, Any], plan: dict[str, Any], starts_at: datetime, cast: Cast, diary: Diary
) -> Session:
    """Plan a session and let everybody see it."""
    hybrid = told["meeting"] == "hybrid"
    details: dict[str, Any] = {
        "purpose": "We meet to think, talk and decide together about one question.",
        "venue": "Riverside Hall", "address": ADDRESS, "access_offer": plan["access_offer"],
        "ground_rules": plan["ground_rules"], "places_in_person": 24,
        "online_link": "https://meet.example/session" if hybrid else "",
    }  # fmt: skip
    details |= {name: told[name] for name in told.keys() - {"day", "people", "quote", "said", "in_days"}}
    session = gatherings.draft_session(
        Series.objects.get(slug=plan["series"]["slug"]), starts_at=starts_at, ends_at=starts_at + LASTS,
        by=diary.by, **details,
    )  # fmt: skip
    gatherings.set_plan(session, items=plan["plan"], by=diary.by)
    for key, role in HELPERS.items():
        if key in cast:
            gatherings.add_helper(session, member=cast[key], role=role, by=diary.by)
    _offer(session, starts_at.date(), diary)
    return gatherings.announce(session, by=diary.by)


def _offer(session: Session, day: date, diary: Diary) -> None:
    """The card that counts on the day, from when paying people was agreed; before, costs only."""
    if day < PAID_FROM:
        gatherings.offer_payment(session, pence=0, expenses=["travel", "care"], by=diary.by)
        return
    card = RateCard.objects.filter(starts_on__lte=day).order_by("-starts_on")[0]
    rate = Rate.objects.get(card=card, unit=Unit.TWO_HOURS)
    gatherings.offer_payment(session, rate=rate, expenses=["travel", "care", "data"], by=diary.by)


PAID_FROM = date(2026, 1, 1)
"""Payment is on record in this demonstration for the session to come only: the leaflet tells of none."""


def _choose(count: int, chance: random.Random, cast: Cast, diary: Diary) -> list[Member]:
    """So many people of the network; in the small demonstration one of the cast, who keeps it quick."""
    if diary.small:
        return [cast["marek"]] if "marek" in cast else []
    here = list(Member.objects.here().filter(appointments=None, age_guard="adult").order_by("pk"))
    return chance.sample(here, min(count, len(here)))


def _take_place(session: Session, told: dict[str, Any], diary: Diary) -> None:
    for registration in session.registrations.select_related("member"):
        gatherings.check_in(registration, coming=Coming.IN_PERSON, how=CheckedIn.PAPER, by=diary.by)
    gatherings.deliver(session, by=diary.by)
    if "said" in told:
        gatherings.say(session, None, text=told["said"]["words"], kind=ContributionKind.IDEA, by=diary.by)


def _answer_and_complete(day: date, told: dict[str, Any], held: Held, diary: Diary) -> None:
    session = held[day]
    if said := told.get("said"):
        gatherings.answer(
            list(session.contributions.all()), state=AnswerState.DID, text=said["answer"],
            by_role="The coordinator", by=diary.by,
        )  # fmt: skip
    gatherings.complete(session, by=diary.by)


def _next(plan: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """The session to come, with something to read, and an opportunity beside it."""
    told = plan["next"]
    day = timezone.now().date() + timedelta(days=told["in_days"])
    session = _announced(told, plan, _at(day, STARTS), cast, diary)
    item = gatherings.add_pack_item(session, title=plan["pack"]["title"], by=diary.by, is_public=True)
    gatherings.add_words(item, text=plan["pack"]["text"], by=diary.by)
    gatherings.add_words(item, text=plan["pack"]["easy_read"], variant="easy_read", by=diary.by)
    gatherings.register(session, cast["lin"], coming=Coming.ONLINE, by=diary.by)
    offered = dict(plan["opportunity"])
    closes = timezone.now().date() + timedelta(days=offered.pop("closes_in_days"))
    rate = Rate.objects.filter(card__starts_on__lte=timezone.now().date(), unit=Unit.HALF_HOUR).order_by(
        "-card__starts_on"
    )[0]
    opportunity = opportunities.draft_opportunity(closes_on=closes, rate=rate, by=diary.by, **offered)
    opportunities.publish(opportunity, by=diary.by)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(settings.TIME_ZONE))
