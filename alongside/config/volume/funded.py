"""Rounds of funding with bids, panels, scores, decisions and awards; and the projects that came of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from alongside.config.demonstration import funding, projects
from alongside.config.demonstration.held import Held
from alongside.config.demonstration.paying import awards
from alongside.foundation import clock
from alongside.funding.models import HowDecided
from alongside.projects import actions as changing
from alongside.projects.models import TeamRole

from . import words
from .yard import MET, Yard, spread, turn

CRITERIA = [
    {"name": "Together from the start", "means": "People who live with it shaped the question.", "weight": 2},
    {"name": "Can be done", "means": "The time, the money and the people fit the plan.", "weight": 1},
]
QUESTIONS = [{"text": "Who works together, and how did you begin?", "most_words": 300}]
ROLES = ["patient", "carer", "community", "researcher", "practitioner", "patient"]
LASTS = 300
"""Days from the draft of a round to the close of what it paid for."""


def write(yard: Yard) -> None:
    """One round after the other, and what each funded project changed."""
    starts = spread(yard.size.rounds, yard.ago(MET - 50), yard.ago(LASTS + 20))
    plan = {
        "seed": yard.seed, "finance": "farid", "criteria": CRITERIA, "questions": QUESTIONS,
        "programme": {"title": "Invented pilots", "slug": "invented-pilots", "about": words.LONG},
        "rounds": [_round(number, day, yard) for number, day in enumerate(starts)],
        "others": {"about": words.LONG, "done": words.SAID[4]},
    }  # fmt: skip
    rounds = funding.write_rounds(plan, yard, yard.cast)
    projects.write_others(rounds, plan, yard)
    for held in rounds:
        yard.on(held.told["starts_on"] + timedelta(days=60), _change, held, yard)


def _round(number: int, day: date, yard: Yard) -> dict[str, Any]:
    def on(days: int) -> date:
        return day + timedelta(days=days)

    bids = yard.size.bids
    return {
        "slug": f"invented-round-{number + 1}", "title": f"Invented round {number + 1}", "about": words.LONG,
        "written_on": on(0), "opens_on": on(2), "closes_on": on(30), "meets_on": on(44), "decide_by": on(50),
        "feedback_by": on(55), "announced_on": on(55), "accepted_on": on(60), "starts_on": on(70), "ends_on": on(270),
        "closed_on": on(280), "cap_pounds": 5_000, "least_pounds": 0, "pot_pounds": 5_000 * (bids // 3 + 1),
        "months": 6,
        "how": HowDecided.SCORED, "paid": {"at_the_end": "Send us what was spent."}, "words": words.SAID[4],
        "panel": {"where": "Invented Hall", "remote": 0, "people": ROLES, "notes": words.LONG, "dissent": ""},
        "bids": [_bid(number, place, bids) for place in range(bids)],
    }  # fmt: skip


def _bid(number: int, place: int, of: int) -> dict[str, Any]:
    subject = turn(words.SUBJECTS, place)
    told = {
        "title": f"{subject.capitalize()} {number + 1}.{place + 1}", "group": f"Invented group {place + 1}",
        "summary": words.CLAUSE,
    }  # fmt: skip
    return told | ({"award": 4_000 + place} if place <= of // 3 else {"asks": 3_000 + place})


def _change(held: Held, yard: Yard) -> None:
    """Some of what changed is good and some is not; half is checked."""
    for award in awards(held):
        for place in range(yard.size.outcomes):
            outcome = changing.record_outcome(
                award.project, what=turn(words.SAID, place), who_changed="Those who took part",
                expected=turn(["expected", "unexpected"], place), valence=turn(["positive", "positive",
                "negative"], place),
                role=TeamRole.STAFF, by=yard.by,
            )  # fmt: skip
            if place % 2:
                changing.check_outcome(outcome, seen=clock.now(), by=yard.by)
