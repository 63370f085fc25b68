"""The two rounds of the pilots: written, opened once what was learnt is answered, applied to, decided, paid and closed.

Who applied is drawn with one seed from the invented crowd. Who decided stands in `panels`, what was paid in `paying`.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.funding import actions as funding
from alongside.funding.models import Bid, CostKind, Programme, RecipientKind, Way
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Mode, ReachBy

from . import panels, paying, reading
from .held import Held

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast

INVENTED = "(Invented.)"


def write(diary: Diary, cast: Cast) -> list[Held]:
    """Write down both rounds, from the draft to the last payment."""
    return write_rounds(reading.yaml_file("funding.yaml"), diary, cast)


def write_rounds(plan: dict[str, Any], diary: Diary, cast: Cast) -> list[Held]:
    """Write down the rounds of a plan that is shaped as `funding.yaml` is."""
    found = []
    for number, told in enumerate(plan["rounds"]):
        held = Held(told, plan, cast, diary, random.Random(plan["seed"] * 100 + number))
        found.append(held)
        if number == 0:
            diary.on(told["written_on"], funding.start_programme, **plan["programme"], by=diary.by)
        diary.on(told["written_on"], _draft, held)
        diary.on(told["opens_on"], _open, held)
        diary.on(told["closes_on"], _apply, held)
        panels.write(held)
        paying.write(held)
    return found


def _draft(held: Held) -> None:
    told, by = held.told, held.diary.by
    made = funding.start_round(
        Programme.objects.get(slug=held.plan["programme"]["slug"]), title=told["title"], slug=told["slug"],
        about=told["about"], cap_pence=told["cap_pounds"] * 100, least_pence=told["least_pounds"] * 100,
        pot_pence=told["pot_pounds"] * 100, months=told["months"], closes_at=_end_of(told["closes_on"]),
        decide_by=told["decide_by"], feedback_by=told["feedback_by"], starts_on=told["starts_on"],
        opens_on=told["opens_on"], paid_up_front="halves" in told["paid"], by=by,
        access_costs="Ask for what people need to take part. It is on top, and never counts against a bid.",
        ways=[way.value for way in Way],
    )  # fmt: skip
    for criterion in held.plan["criteria"]:
        funding.add_criterion(made, **criterion, by=by)
    for question in held.plan["questions"]:
        funding.add_question(made, **question, by=by)


def _end_of(day: date) -> datetime:
    """Late in the evening: what happens on the day, at noon, is in time."""
    return datetime.combine(day, time(22), UTC)


def try_too_early(held: Held) -> None:
    """Opening a round is refused while what was learnt waits for an answer."""
    try:
        funding.open_round(held.round, by=held.diary.by)
    except funding.CannotOpen:
        return
    raise AssertionError("A round opened while something that was learnt waited for an answer.")


def _open(held: Held) -> None:
    funding.open_round(held.round, by=held.diary.by)


def _apply(held: Held) -> None:
    rows = held.bidding()
    held.crowd = _crowd(held, len(held.seats()) + 2 * len(rows))
    for row in rows:
        held.bids[row["title"]] = _bid(held, row)


def _crowd(held: Held, count: int) -> list[Member]:
    """So many of the network; the small demonstration has no crowd, so that some people join it."""
    if not held.diary.small:
        rows = Member.objects.here().filter(appointments=None, age_guard=AgeGuard.ADULT)
        here = rows.exclude(pk__in=[member.pk for member in held.cast.values()])
        here = here.filter(joined_on__lte=clock.today()).order_by("pk")
        chosen = held.chance.sample(list(here.values_list("pk", flat=True)), count)
        found = Member.objects.in_bulk(chosen)
        return [found[pk] for pk in chosen]
    return [
        people.join(
            called=f"Invented {number}", reach_by=ReachBy.POST, address=f"{number} Invented Street\nLondon",
            age_guard=AgeGuard.ADULT, mode=Mode.POST, invented=True, by=held.diary.by,
        )
        for number in range(count)
    ]  # fmt: skip


def _bid(held: Held, row: dict[str, Any]) -> Bid:
    """One bid, by the web, by phone, by post or in person; all have the same standing."""
    lead = held.cast[row["lead"]] if "lead" in row else held.someone()
    way = Mode.POST if "lead" in row else held.chance.choice([Mode.WEB, Mode.WEB, Mode.PHONE, Mode.IN_PERSON])
    told = None if way == Mode.WEB else people.Told(way, clock.today(), True)
    by, one_round = held.diary.by, held.round
    made = funding.start_bid(one_round, lead, by=by, told=told)
    summary = row["summary"] if "lead" in row else f"{row['summary']} {INVENTED}"
    made = funding.change_bid(
        made, title=row["title"], summary=summary, months=one_round.months, recipient_kind=RecipientKind.GROUP,
        group_name=row["group"], by=by,
    )  # fmt: skip
    for question in one_round.questions.all():
        funding.save_answer(made, question, text=f"Together: {row['summary']}", by=by)
    pence = (row["award"] if "award" in row else row["asks"]) * 100
    people_pence = pence * 7 // 10
    made = funding.set_budget(made, [
        ("Community members: time and costs", people_pence, CostKind.COMMUNITY),
        ("Rooms, food and materials", pence - people_pence, CostKind.ACTIVITY),
    ], by=by)  # fmt: skip
    return funding.submit_bid(made, by=by, told=told)
