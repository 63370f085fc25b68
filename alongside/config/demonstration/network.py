"""The network of the demonstration: a cast with names, an invented crowd, organisations, communities, outreach."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Mode, Organisation, ReachBy

from . import reading

if TYPE_CHECKING:
    from . import Diary

Cast = dict[str, Member]
FOUNDED = date(2017, 10, 2)


def write(diary: Diary) -> Cast:
    """Write down who joins, which organisations there are, and what was done to reach whom.

    Returns the cast by key; it fills as the diary is lived through.
    """
    cast: Cast = {}
    for person in reading.yaml_file("cast.yaml"):
        diary.on(person["joined_on"], _joins, person, cast, diary)
    for row in reading.csv_file("organisations.csv"):
        diary.on(FOUNDED, _organisation, row, diary)
    for order, community in enumerate(reading.yaml_file("communities.yaml")):
        _community(order, community, diary)
    if not diary.small:
        _crowd(diary)
    return cast


def months(first: str, last: str) -> Iterator[date]:
    """The first day of each month, from "2018-03" to "2020-01", both included."""
    day, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    while day <= end:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _joins(person: dict[str, Any], cast: Cast, diary: Diary) -> None:
    told = dict(person)
    key, roles = told.pop("key"), told.pop("roles", [])
    directory = told.pop("directory", None)
    told.setdefault("age_guard", AgeGuard.ADULT)
    cast[key] = member = people.join(**told, by=diary.by, invented=True)
    for role in roles:
        people.appoint(member, role=role, by=diary.by)
    if directory:
        people.save_directory_entry(member, shown_name=member.called, by=diary.by, **directory)


def _organisation(row: dict[str, str], diary: Diary) -> None:
    told = {name: row[name] for name in ("name", "kind", "website", "about")}
    people.add_organisation(**told, by=diary.by)


def _community(order: int, told: dict[str, Any], diary: Diary) -> None:
    made: dict[str, Any] = {}

    def begins() -> None:
        words = {name: told[name] for name in ("name", "slug", "why", "figure") if name in told}
        made["community"] = people.add_community(**words, order=order, by=diary.by)

    def reaches(action: dict[str, Any]) -> None:
        partner = Organisation.objects.filter(name=action["partner"]).first()
        words = {name: action[name] for name in ("what", "result", "way", "learnt") if name in action}
        people.add_outreach(made["community"], **words, on=action["day"], partner=partner, by=diary.by)

    diary.on(FOUNDED, begins)
    for action in told["actions"]:
        diary.on(action["day"], reaches, action)


def _crowd(diary: Diary) -> None:
    """Invented people, so many a month, spread over its days."""
    plan = reading.yaml_file("network.yaml")
    chance = random.Random(plan["seed"])
    number = 0
    for month, count in plan["people_by_month"].items():
        first = date.fromisoformat(f"{month}-01")
        last_day = monthrange(first.year, first.month)[1]
        for day in sorted(chance.randint(3, last_day) for _person in range(count)):
            number += 1
            told = _invent(number, plan, chance)
            diary.on(first.replace(day=day), people.join, **told, by=diary.by)


def _invent(number: int, plan: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    reach_by = chance.choices(list(plan["reach_by"]), weights=plan["reach_by"].values())[0]
    called = chance.choice(plan["names"].split())
    brings = [kind for kind, share in plan["brings"].items() if chance.random() * 100 < share]
    told: dict[str, Any] = {
        "called": called,
        "reach_by": reach_by,
        "brings": brings or ["community"],
        "languages": ["English", *chance.sample(plan["languages"], chance.choice([0, 0, 0, 1, 1, 2]))],
        "age_guard": AgeGuard.ADULT,
        "mode": chance.choice([Mode.WEB, Mode.WEB, Mode.WEB, Mode.PHONE, Mode.IN_PERSON]),
        "invented": True,
    }
    contact: dict[str, dict[str, Any]] = {
        ReachBy.EMAIL: {"email": f"invented{number}@member.example"},
        ReachBy.PHONE: {"phone": f"020 7946 {number:04}"},
        ReachBy.POST: {"address": f"{number} Invented Street\nLondon"},
        ReachBy.SUPPORTER: {
            "supporter": {"name": f"Supporter of {called}", "phone": f"020 7946 {number:04}"}
        },
    }
    return told | contact[reach_by]
