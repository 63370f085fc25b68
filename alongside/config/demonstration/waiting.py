"""The weeks before today: a lottery that was drawn, one to draw, and what is to be checked, paid, posted and called.

Days are counted back from the day of loading. What was written before the last day counts as delivered; the letter
and the call of that day wait for somebody, so that each guide has something to be done to.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from alongside.foundation import clock, outbox
from alongside.opportunities import actions as opportunities
from alongside.opportunities.models import Method, Opportunity, Place, Value
from alongside.payments import actions as payments
from alongside.payments import sealing
from alongside.payments.models import Offer, Payment, Rate, Unit
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Mode, ReachBy

from . import reading

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast

SMALL = 16
"""How many people each lottery of the small demonstration has: each answer is shared by eight."""
WAYS = [Mode.WEB, Mode.WEB, Mode.PHONE, Mode.POST]
LAST_DAY = 1


def write(diary: Diary, cast: Cast) -> None:
    """Write down what happened in the last weeks. Comes after everything else that happens on the last day."""
    plan = reading.yaml_file("waiting.yaml")
    chance = random.Random(plan["seed"])
    _lottery(plan["drawn"], chance, cast, diary)
    _open_lottery(plan["open_lottery"], chance, cast, diary)
    _reading(plan["reading"], cast, diary)


def ago(days: int) -> date:
    """A day so many days before the one of loading."""
    return timezone.now().date() - timedelta(days=days)


def _publish(told: dict[str, Any], diary: Diary, *, closes_on: date, unit: Unit, **fields: Any) -> None:
    rates = Rate.objects.filter(card__starts_on__lte=clock.today(), unit=unit)
    draft = opportunities.draft_opportunity(
        **told["notice"], **fields, closes_on=closes_on, expenses=["travel", "care"], by=diary.by,
        rate=rates.order_by("-card__starts_on")[0],
    )  # fmt: skip
    if "question" in told:
        opportunities.set_category(draft, **told["question"], by=diary.by)
    opportunities.publish(draft, by=diary.by)


def _notice(told: dict[str, Any]) -> Opportunity:
    return Opportunity.objects.get(title=told["notice"]["title"])


def _lottery(told: dict[str, Any], chance: random.Random, cast: Cast, diary: Diary) -> None:
    """A lottery from its notice to the draw; one person says no to the place, and the next is asked."""
    fields: dict[str, Any] = {
        "closes_on": ago(told["closes"]), "unit": Unit.HALF_DAY, "method": Method.LOTTERY, "places": told["places"],
    }  # fmt: skip
    diary.on(ago(told["opened"]), _publish, told, diary, **fields)
    diary.on(ago(told["closes"] + 1), _volunteer, told, chance, cast, diary)
    diary.on(ago(told["closes"] - 1), _close_pool, told, diary)
    diary.on(ago(told["drawn"]), _draw, told, diary)
    diary.on(ago(told["drawn"] - 1), _accept, told, chance, diary)
    diary.on(ago(told["given_back"]), _say_no, told, diary)


def _open_lottery(told: dict[str, Any], chance: random.Random, cast: Cast, diary: Diary) -> None:
    """A lottery that people can still join: its pool can be closed, and it can be drawn."""
    fields: dict[str, Any] = {
        "closes_on": ago(-told["closes_in_days"]), "unit": Unit.HALF_DAY, "method": Method.LOTTERY,
        "places": told["places"],
    }  # fmt: skip
    diary.on(ago(told["opened"]), _publish, told, diary, **fields)
    diary.on(ago(told["opened"] - 1), _volunteer, told, chance, cast, diary)


def _volunteer(told: dict[str, Any], chance: random.Random, cast: Cast, diary: Diary) -> None:
    """People of the network offer to come, and half of them give each answer."""
    found = _notice(told)
    values = list(Value.objects.filter(category__opportunity=found))
    for number, member in enumerate(_crowd(told["people"], chance, cast, diary)):
        value = values[number % len(values)]
        opportunities.express_interest(
            found, member, answers={value.category_id: value.pk}, told=_told(chance.choice(WAYS)), by=diary.by
        )


def _crowd(count: int, chance: random.Random, cast: Cast, diary: Diary) -> list[Member]:
    """So many of the network; the small demonstration has no crowd, so that some people join it."""
    if not diary.small:
        here = Member.objects.here().filter(appointments=None, age_guard=AgeGuard.ADULT)
        here = here.exclude(pk__in=[member.pk for member in cast.values()]).order_by("pk")
        found = Member.objects.in_bulk(chance.sample(list(here.values_list("pk", flat=True)), count))
        return list(found.values())
    return [
        people.join(
            called=f"Invented {number}", reach_by=ReachBy.POST, address=f"{number} Invented Road\nLondon",
            age_guard=AgeGuard.ADULT, mode=Mode.POST, invented=True, by=diary.by,
        )
        for number in range(SMALL)
    ]  # fmt: skip


def _told(way: str) -> people.Told | None:
    """How somebody told us; None on the web."""
    return None if way == Mode.WEB else people.Told(way, clock.today(), True)


def _close_pool(told: dict[str, Any], diary: Diary) -> None:
    opportunities.close(_notice(told), because="", by=diary.by)
    opportunities.close_pool(_notice(told), by=diary.by)


def _draw(told: dict[str, Any], diary: Diary) -> None:
    words, witnesses = told["public_words"], told["witnesses"]
    opportunities.draw(_notice(told), public_words=words, witnesses=witnesses, by=diary.by)


def _accept(told: dict[str, Any], chance: random.Random, diary: Diary) -> None:
    """Everybody who was drawn says yes, but for one."""
    for place in _offered(told)[1:]:
        opportunities.accept_place(place, told=_told(chance.choice(WAYS)), by=diary.by)


def _say_no(told: dict[str, Any], diary: Diary) -> None:
    for place in _offered(told):
        opportunities.decline_place(place, by=diary.by)


def _offered(told: dict[str, Any]) -> list[Place]:
    waiting = Place.objects.waiting().filter(opportunity=_notice(told))
    return list(waiting.select_related("interest__member"))


def _reading(told: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """Five people of the cast did something: what they are owed and paid first is in every state but paid."""
    fields = {"closes_on": ago(told["closes"]), "unit": Unit.TWO_HOURS, "method": Method.FIRST_COME}
    diary.on(ago(told["opened"]), _publish, told, diary, **fields)
    diary.on(ago(told["opened"] - 1), _join, told, cast, diary)
    diary.on(ago(told["closes"] - 1), _close, told, diary)
    diary.on(ago(told["took_part"]), _take_part, told, cast, diary)
    for cost in told["costs"]:
        diary.on(ago(cost["ago"]), _claim, cost, cast, diary)
    diary.on(ago(told["booking"]["ago"]), _ask_booking, told["booking"], cast, diary)
    diary.on(ago(LAST_DAY), outbox.count_as_delivered, by=diary.by)
    diary.on(ago(LAST_DAY), _check, told, cast, diary)


def _join(told: dict[str, Any], cast: Cast, diary: Diary) -> None:
    for person in told["people"]:
        how = _told(person["way"])
        opportunities.express_interest(_notice(told), cast[person["who"]], told=how, by=diary.by)


def _close(told: dict[str, Any], diary: Diary) -> None:
    opportunities.close(_notice(told), because="", by=diary.by)


def _take_part(told: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """They choose how to be paid, and it is noted that they did it; one of them has not chosen yet."""
    places = {place.interest.member_id: place for place in Place.objects.filter(opportunity=_notice(told))}
    for person in told["people"]:
        member, place = cast[person["who"]], places[cast[person["who"]].pk]
        if "kind" in person:
            payments.choose(
                Offer.objects.get(label=told["notice"]["title"], ended_at=None), member, kind=person["kind"],
                pence=person.get("pence"), told=_told(person["way"]), by=diary.by,
            )  # fmt: skip
        opportunities.note_took_part(place, on=clock.today(), by=diary.by)
        if "pay_to" in person:
            details = sealing.BankDetails(**person["pay_to"])
            payments.say_how_to_pay(member, way="bank", details=details, by=diary.by)


def _claim(cost: dict[str, Any], cast: Cast, diary: Diary) -> None:
    payments.claim(
        cast[cost["who"]], kind=cost["kind"], what=cost["what"], pence=cost["pounds"] * 100,
        spent_on=clock.today(), told=_told(cost["way"]), by=diary.by,
    )  # fmt: skip


def _ask_booking(asked: dict[str, Any], cast: Cast, diary: Diary) -> None:
    payments.ask_booking(
        cast[asked["who"]], kind=asked["kind"], what=asked["what"], told=_told(asked["way"]), by=diary.by
    )


def _check(told: dict[str, Any], cast: Cast, diary: Diary) -> None:
    """Some payments are checked: who has not said how to be paid is asked, by letter and by phone too."""
    checked = [cast[person["who"]] for person in told["people"] if person.get("checked")]
    payments.approve(Payment.objects.to_check().filter(member__in=checked), by=diary.by)
