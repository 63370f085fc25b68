"""Who joins, month by month, and what each agrees to, belongs to, shows and answers."""

from __future__ import annotations

import random
from typing import Any

from alongside.config.demonstration import network, reading
from alongside.monitoring import actions as monitoring
from alongside.outreach import actions as outreach
from alongside.people import actions as people
from alongside.people.models import (
    AgeGuard,
    Attribution,
    BringsKind,
    Member,
    Mode,
    Organisation,
    Purpose,
    ReachBy,
)

from . import words
from .yard import JOINED, MET, Yard, spread

MONTHS = 24
PUBLISHED_EVERY = 8
"""So many months from one publication to the next: each tries to attack itself first, which takes seconds."""
WAYS = {ReachBy.EMAIL: 70, ReachBy.PHONE: 12, ReachBy.POST: 12, ReachBy.SUPPORTER: 6}
AGREED = "You may write to me about the work of the centre."


def write(yard: Yard) -> None:
    """In each of 24 months some join; two weeks later they agree to more, and many answer about equality."""
    days = spread(MONTHS, yard.ago(JOINED), yard.ago(MET + 30))
    given = _answers(yard)
    for month, day in enumerate(days):
        numbers = range(yard.size.members * month // MONTHS, yard.size.members * (month + 1) // MONTHS)
        yard.on(day, _join, numbers, yard)
        yard.on(day, _agree, numbers, yard)
        yard.on(day, _answer, numbers, given, yard)
    for first in list(network.months(f"{days[-1]:%Y-%m}", f"{yard.today:%Y-%m}"))[::PUBLISHED_EVERY]:
        yard.on(first, _publish, first, yard)


def _join(numbers: range, yard: Yard) -> None:
    newcomers = [_invent(number, yard) for number in numbers]
    if yard.in_bulk:
        yard.people += people.join_many(newcomers, by=yard.by)
    else:
        yard.people += [people.join(**told, by=yard.by) for told in newcomers]


def _invent(number: int, yard: Yard) -> dict[str, Any]:
    chance = yard.chance("member", number)
    reach_by = chance.choices(list(WAYS), weights=list(WAYS.values()))[0]
    called = f"{chance.choice(words.NAMES)} {number + 1}"
    told: dict[str, Any] = {
        "called": called, "full_name": f"{called} Invented", "reach_by": str(reach_by), "invented": True,
        "age_guard": AgeGuard.ADULT, "mode": chance.choice([Mode.WEB, Mode.WEB, Mode.PHONE, Mode.IN_PERSON]),
        "brings": chance.sample(BringsKind.values, chance.choice([1, 1, 2])),
        "interests": chance.choice(words.SUBJECTS),
        "languages": ["English", *chance.sample(["Arabic", "Urdu", "Polish", "Bengali"], chance.choice([0, 0, 1]))],
        "language": chance.choice(["en"] * 9 + ["ar"]), "contact_wording": AGREED if chance.random() < 0.8 else "",
    }  # fmt: skip
    phone = f"020 7946 {number % 10_000:04}"
    contact: dict[str, dict[str, Any]] = {
        ReachBy.EMAIL: {"email": f"invented{number + 1}@volume.example"},
        ReachBy.PHONE: {"phone": phone},
        ReachBy.POST: {"address": f"{number + 1} Invented Street\nLondon"},
        ReachBy.SUPPORTER: {"supporter": {"name": f"Supporter of {called}", "phone": phone}},
    }
    return told | contact[reach_by]


def _agree(numbers: range, yard: Yard) -> None:
    """Half agree to the newsletter, a third belongs to an organisation, one in ten is in the directory."""
    organisations = list(Organisation.objects.order_by("pk"))
    drawn = [(yard.people[number], yard.chance("agrees", number)) for number in numbers]
    _want_news([member for member, chance in drawn if chance.random() < 0.5], yard)
    for member, chance in drawn:
        if chance.random() < 0.3:
            people.affiliate(member, organisation=chance.choice(organisations), by=yard.by)
        if chance.random() < 0.1:
            _show(member, chance, yard)


def _want_news(readers: list[Member], yard: Yard) -> None:
    wording = "Send me the newsletter."
    if yard.in_bulk:
        outreach.agree_many(readers, wording=wording, by=yard.by)
        return
    for member in readers:
        people.give_consent(
            member, purpose=Purpose.NEWSLETTER, attribution=Attribution.NONE, wording=wording, by=yard.by
        )


def _show(member: Member, chance: random.Random, yard: Yard) -> None:
    people.save_directory_entry(
        member, shown_name=member.called, about=chance.choice(words.SAID), shows_brings=True, shows_interests=True,
        shows_languages=True, shows_organisations=True, welcomes_introductions=chance.random() < 0.5, by=yard.by,
    )  # fmt: skip


def _answers(yard: Yard) -> list[dict[str, str]]:
    """One answer to every question for each who answers, in the proportions of the demonstration."""
    plan, chance = reading.yaml_file("equality.yaml"), yard.chance("equality")
    columns = {
        question: chance.choices(list(counts), weights=list(counts.values()), k=yard.size.answering)
        for question, counts in plan["questions"].items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _answer(numbers: range, given: list[dict[str, str]], yard: Yard) -> None:
    """Six in ten of each month answer."""
    share = range(numbers.start * 6 // 10, numbers.stop * 6 // 10)
    rows = [(f"invented:{number}", given[number]) for number in share if number < len(given)]
    if yard.in_bulk:
        monitoring.answer_many(rows)
        return
    for source, told in rows:
        monitoring.answer_as(source, told)


def _publish(first: Any, yard: Yard) -> None:
    monitoring.publish(first, by=yard.by)
    people.close_network_blocks(by=yard.by)
    people.publish_network_tables(by=yard.by)
