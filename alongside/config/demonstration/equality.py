"""The equality answers of the demonstration, and the tables that were published while they came in."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.monitoring import actions as monitoring
from alongside.people import actions as people

from . import network, reading

if TYPE_CHECKING:
    from . import Diary

SMALL = 100
PUBLISH_LAST = "2020-03"


def write(diary: Diary) -> None:
    """Write down the answers, spread over the months, and a publication on the first of each month."""
    plan = reading.yaml_file("equality.yaml")
    answers = _answers(plan)[: SMALL if diary.small else None]
    months = list(network.months(plan["first_month"], plan["last_month"]))
    for number, given in enumerate(answers):
        month = months[number * len(months) // len(answers)]
        day = month + timedelta(days=2 + number % 26)
        diary.on(day, monitoring.answer_as, f"invented:{number}", given)
    if not diary.small:
        _asked_in_vain(plan, months, diary)
    first = months[0] if not diary.small else date(2020, 3, 1)
    for month in network.months(f"{first:%Y-%m}", PUBLISH_LAST):
        diary.on(month, _publish, diary)
    _still_waiting(plan, diary)


def _publish(diary: Diary) -> None:
    monitoring.publish(clock.today(), by=diary.by)
    people.close_network_blocks(by=diary.by)
    people.publish_network_tables(by=diary.by)


def _answers(plan: dict[str, Any]) -> list[dict[str, str]]:
    """500 people, each with one answer to every question, shuffled with the plan's seed."""
    chance = random.Random(plan["seed"])
    columns = {}
    for question, counts in plan["questions"].items():
        columns[question] = [code for code, count in counts.items() for _person in range(count)]
        chance.shuffle(columns[question])
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _asked_in_vain(plan: dict[str, Any], months: list[date], diary: Diary) -> None:
    """People who were shown the questions and left them."""
    for number in range(plan["asked_without_an_answer"]):
        day = months[number % len(months)] + timedelta(days=number % 27)
        diary.on(day, monitoring.mark_asked_as, f"invented:asked:{number}")


def _still_waiting(plan: dict[str, Any], diary: Diary) -> None:
    for number, given in enumerate(_answers(plan | {"seed": plan["seed"] + 1})[: plan["waiting"]]):
        diary.on(date(2020, 3, 2), monitoring.answer_as, f"invented:waiting:{number}", given)
