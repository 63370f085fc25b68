"""What the pilots did: one project in full, up to two years after its close, and the others in short."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.learning import actions as learning
from alongside.learning.models import LearningItem
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Mode, Organisation, ReachBy
from alongside.projects import actions as projects
from alongside.projects.models import FollowUp, Project, TeamRole

from . import changing, paying, reading
from .lived import SLUG, Lived

if TYPE_CHECKING:
    from . import Diary
    from .held import Held
    from .network import Cast


def write(diary: Diary, cast: Cast, rounds: list[Held]) -> None:
    """Write down what each funded project did."""
    plan = reading.yaml_file("projects.yaml")
    lived = Lived(plan, cast, diary)
    first = rounds[0].told["accepted_on"]
    diary.on(first, _begin, lived)
    _team(lived)
    changing.write(lived)
    diary.on(plan["closed"]["day"], _close, lived)
    diary.on(plan["case_agreed_on"], _agree_case, lived)
    _since(lived)
    write_others(rounds, plan, diary)


def write_others(rounds: list[Held], plan: dict[str, Any], diary: Diary) -> None:
    """Write down the projects of these rounds in short; `plan["others"]` says what they are about and what was done."""
    for held in rounds:
        diary.on(held.told["starts_on"], _begin_others, held, plan)
        diary.on(held.told["closed_on"], _close_others, held, plan)


def _begin(lived: Lived) -> None:
    plan = lived.plan
    project = projects.change_project(
        lived.project, title=plan["full_title"], about=plan["about"], summary=plan["summary"], by=lived.by
    )
    partner = Organisation.objects.filter(name=plan["full_title"]).first()
    if partner is not None:
        projects.add_partner(
            project, partner, brings="The gym, the coaches and the young people.", by=lived.by
        )


def _team(lived: Lived) -> None:
    told = lived.plan["invented_young_person"]
    person = {name: told[name] for name in ("called", "address")}

    def comes() -> None:
        lived.cast[told["key"]] = people.join(
            **person, reach_by=ReachBy.POST, brings=["community"], age_guard=AgeGuard.ADULT, mode=Mode.IN_PERSON,
            invented=True, by=lived.by,
        )  # fmt: skip

    def joins(row: dict[str, Any]) -> None:
        told = lived.told(row["who"])
        projects.add_to_team(lived.project, lived.cast[row["who"]], role=row["role"], told=told, by=lived.by)

    diary, team = lived.diary, lived.plan["team"]
    diary.on(next(row["day"] for row in team if row["who"] == told["key"]), comes)
    for row in team:
        diary.on(row["day"], joins, row)
    diary.on(max(row["day"] for row in team), lambda: projects.publish_project(lived.project, by=lived.by))


def _close(lived: Lived) -> None:
    told = {name: words for name, words in lived.plan["closed"].items() if name != "day"}
    projects.close_project(lived.project, **told, by=lived.by)
    for item in LearningItem.objects.filter(checked_at=None):
        learning.check_item(item, by=lived.by)


def _agree_case(lived: Lived) -> None:
    projects.write_lesson(lived.project, lesson=lived.plan["lesson"], by=lived.by)
    for who in lived.plan["case_agreed_by"]:
        projects.agree_case(lived.project, lived.cast[who], told=lived.told(who), by=lived.by)
    projects.publish_case(lived.project, by=lived.by)


def _since(lived: Lived) -> None:
    """What happened since: an award that staff saw reported, and what the team claims."""
    plan, diary = lived.plan, lived.diary
    diary.on(plan["award_since"]["reported_on"], _award_since, lived)
    for row in plan["follow_ups"]:
        diary.on(row["answered_on"] - timedelta(days=7), projects.ask_follow_ups, by=diary.by)
        diary.on(row["answered_on"], _answer, lived, row)
    for row in plan["also_since"]:
        diary.on(row["day"], _claim, lived, row)
    diary.on(plan["ripple"]["day"], _ripple, lived)


def _award_since(lived: Lived) -> None:
    told = {
        name: words
        for name, words in lived.plan["award_since"].items()
        if name not in ("reported_on", "seen")
    }
    row = projects.record_since(lived.project, **told, by=lived.by)
    projects.see_evidence(row, seen=lived.plan["award_since"]["seen"], by=lived.looks)
    projects.publish_since(row, by=lived.looks)


def _claim(lived: Lived, told: dict[str, Any]) -> None:
    row = projects.record_since(
        lived.project, kind=told["kind"], what=told["what"], role=TeamRole.STAFF, by=lived.by
    )
    projects.publish_since(row, by=lived.looks)


def _answer(lived: Lived, told: dict[str, Any]) -> None:
    """The team answers by phone what happened; nothing new is an answer too."""
    asked = FollowUp.objects.get(project=lived.project, months=told["months"])
    by_phone = people.Told(Mode.PHONE, clock.today(), True)
    happened = told.get("happened")
    row = projects.answer_follow_up(
        asked, something=happened is not None, told=by_phone, by=lived.by, **(happened or {})
    )
    if row is not None:
        projects.publish_since(row, by=lived.looks)


def _ripple(lived: Lived) -> None:
    told = {name: words for name, words in lived.plan["ripple"].items() if name != "day"}
    projects.check_ripple(projects.add_ripple(lived.project, **told, by=lived.by), by=lived.looks)


def _others(held: Held) -> list[Project]:
    return [award.project for award in paying.awards(held) if award.project.slug != SLUG]


def _begin_others(held: Held, plan: dict[str, Any]) -> None:
    """Somebody with lived experience is in the team of each, and everybody can read about it."""
    by = held.diary.by
    for project in _others(held):
        projects.change_project(project, about=plan["others"]["about"], by=by)
        projects.add_to_team(project, held.someone(), role=TeamRole.LIVED, by=by)
        projects.publish_project(project, by=by)


def _close_others(held: Held, plan: dict[str, Any]) -> None:
    """They are closed, and asked not to be asked again."""
    for project in _others(held):
        projects.close_project(project, done=plan["others"]["done"], by=held.diary.by)
        projects.stop_follow_ups(project, by=held.diary.by)
