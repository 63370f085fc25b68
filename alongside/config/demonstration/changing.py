"""How the project that is told in full planned, measured and learnt: theories, evaluation plans, readings, outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.foundation import clock
from alongside.projects import actions as projects
from alongside.projects.models import Measure, Outcome, Plan, Status, Theory

if TYPE_CHECKING:
    from .lived import Lived


def write(lived: Lived) -> None:
    """Write down both versions of each text, what the measures said, and what changed."""
    plan, diary = lived.plan, lived.diary
    for told in plan["milestones"]:
        diary.on(told["reached_on"], _milestone, lived, told)
    for told in plan["log"]:
        diary.on(told["day"], _log, lived, told)
    for name, start, agree in (("theory", _theory, _agree_theory), ("plan", _plan, _agree_plan)):
        for key in (name, f"{name}_2"):
            diary.on(plan[key]["started_on"], start, lived, plan[key])
            diary.on(plan[key]["agreed_on"], agree, lived, plan[key])
    for told in plan["readings"]:
        diary.on(told["day"], _reading, lived, told)
    for told in plan["outcomes"]:
        diary.on(told["day"], _outcome, lived, told)
    diary.on(plan["checked_on"], _check, lived)


def _milestone(lived: Lived, told: dict[str, Any]) -> None:
    row = projects.add_milestone(lived.project, what=told["what"], due_on=told["due_on"], by=lived.by)
    projects.reach_milestone(row, on=told["reached_on"], by=lived.by)


def _log(lived: Lived, told: dict[str, Any]) -> None:
    words = {name: said for name, said in told.items() if name != "day"}
    projects.write_log(lived.project, None, **words, by=lived.by)


def _key(number: int) -> str:
    return f"E{number + 1}"


def _theory(lived: Lived, told: dict[str, Any]) -> None:
    """A draft: what the team proposed out of outcomes first, then elements, links, assumptions."""
    by = lived.by
    draft = projects.start_theory(lived.project, by=by)
    if "what_changed" in told:
        for outcome, row in zip(lived.outcomes, _in_order(lived), strict=False):
            if "proposed_as" in row:
                projects.propose_element(outcome, kind=row["proposed_as"], by=by)
    for element in told["elements"]:
        projects.add_element(draft, **element, by=by)
    by_key = {element.key: element for element in draft.elements.all()}
    made = [
        projects.link(by_key[_key(source)], by_key[_key(target)], because=because, by=by)
        for source, target, because in told["links"]
    ]
    if "assumption" in told:
        assumed = dict(told["assumption"])
        projects.assume(made[assumed.pop("link")], **assumed, by=by)
        projects.add_influence(draft, **told["influence"], by=by)


def _in_order(lived: Lived) -> list[dict[str, Any]]:
    """The outcomes of the plan in the order in which they were recorded."""
    return sorted(lived.plan["outcomes"], key=lambda row: row["day"])


def _plan(lived: Lived, told: dict[str, Any]) -> None:
    draft = projects.start_plan(lived.project, by=lived.by)
    for question in told["questions"]:
        row = projects.add_question(
            draft, text=question["text"], elements=[_key(one) for one in question["elements"]], by=lived.by
        )
        projects.add_measure(row, **question["measure"], by=lived.by)


def _agree_theory(lived: Lived, told: dict[str, Any]) -> None:
    _agree(lived, Theory.objects.get(project=lived.project, status=Status.DRAFT), told)


def _agree_plan(lived: Lived, told: dict[str, Any]) -> None:
    _agree(lived, Plan.objects.get(project=lived.project, status=Status.DRAFT), told)


def _agree(lived: Lived, version: Theory | Plan, told: dict[str, Any]) -> None:
    if "what_changed" in told:
        projects.say_what_changed(version, what_changed=told["what_changed"], why=told["why"], by=lived.by)
    for who in told["agreed_by"]:
        member = lived.cast[who]
        role = projects.role_of(member, lived.project)
        projects.agree(version, member, role=role, told=lived.told(who), by=lived.by)


def _reading(lived: Lived, told: dict[str, Any]) -> None:
    """A coach wrote it down, and somebody else looked at it."""
    measures = list(
        Measure.objects.filter(plan__project=lived.project, plan__status=Status.AGREED).order_by("pk")
    )
    row = projects.write_reading(
        measures[told["measure"]], None, since=told["since"], until=told["until"], value=told["value"],
        note=told["note"], by=lived.by,
    )  # fmt: skip
    projects.send_reading(row, by=lived.by)
    projects.approve_reading(row, by=lived.looks)
    row.refresh_from_db()
    lived.readings.append(row)


WORDS = ("what", "who_changed", "expected", "valence", "contribution", "rating", "role")


def _outcome(lived: Lived, told: dict[str, Any]) -> None:
    """Somebody of the team says what changed, and what speaks for it."""
    who = told["who"]
    element = _key(told["element"]) if "element" in told else ""
    outcome = projects.record_outcome(
        lived.project, **{name: told[name] for name in WORDS}, member=lived.cast[who], element_key=element,
        told=lived.told(who), by=lived.by,
    )  # fmt: skip
    lived.outcomes.append(outcome)
    evidence = dict(told["evidence"])
    if "reading" in evidence:
        evidence["reading"] = lived.readings[evidence["reading"]]
    projects.add_evidence(outcome, **evidence, by=lived.by)
    if seen := told.get("disputed"):
        words = {name: seen[name] for name in ("role", "stance", "significance", "words")}
        projects.say_viewpoint(outcome, member=lived.cast[seen["who"]], **words, by=lived.by)


def _check(lived: Lived) -> None:
    """Somebody outside the team confirms one of them by phone; then everybody reads all of them, whatever they say."""
    for outcome, told in zip(lived.outcomes, _in_order(lived), strict=True):
        if asked := told.get("confirmed"):
            _confirm(lived, outcome, asked)
        projects.check_outcome(outcome, seen=clock.now(), by=lived.looks)


def _confirm(lived: Lived, outcome: Outcome, told: dict[str, Any]) -> None:
    question = projects.ask_to_confirm(outcome, role=told["role"], by=lived.by)
    words = {name: told[name] for name in ("stance", "independence", "rating", "words")}
    projects.answer_confirmation(question, **words, how="phone", by=lived.by)
